import type { CutAnswer, IncomingCall, OutgoingAnswer } from '../core/http/call.js';
import { addressOf } from './address.js';

/** Reads a `Request` into the engine's own words. */
export async function callOfRequest(
  request: Request,
  adapter: IncomingCall['adapter'],
): Promise<IncomingCall> {
  const { scheme, host, path, query, loopback } = addressOf(request.url);
  const { body, bytes } = await bodyOf(request);
  let headers: Record<string, string> | undefined;
  return {
    adapter,
    method: request.method,
    scheme,
    host,
    path,
    query,
    body,
    bytes,
    // Made only when they are asked for: hardly a check looks at them.
    get headers() {
      return (headers ??= Object.fromEntries(request.headers));
    },
    loopback,
    signal: request.signal,
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The body as text; what may hold files, or is no UTF-8, is kept as it is. */
async function bodyOf(request: Request): Promise<Pick<IncomingCall, 'body' | 'bytes'>> {
  if (request.body === null) return { body: '', bytes: undefined };
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (/^multipart\//i.test(request.headers.get('content-type') ?? '')) return { body: '', bytes };
  try {
    return { body: utf8.decode(bytes), bytes: undefined };
  } catch {
    return { body: '', bytes };
  }
}

/** The body of a connection that ends too soon. */
function cutBody({ body }: CutAnswer): ReadableStream<Uint8Array> {
  const encoded = new TextEncoder().encode(body);
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new TypeError('terminated'));
      else if (encoded.length > 0) controller.enqueue(encoded);
      sent = true;
    },
  });
}

/**
 * Makes a `Response` of an answer.
 *
 * @throws TypeError when the connection ended without one, as `fetch` does; its `cause` has a `code`
 */
export function responseOf(answer: OutgoingAnswer): Response {
  if (answer.kind === 'dropped') {
    const cause = Object.assign(new Error(answer.reason), {
      code: answer.reached ? 'ECONNRESET' : 'ECONNREFUSED',
    });
    throw new TypeError('fetch failed', { cause });
  }
  if (answer.kind === 'cut') {
    const headers = { ...answer.headers, 'content-length': `${answer.announcedLength}` };
    return new Response(cutBody(answer), { status: answer.status, headers });
  }
  return new Response(answer.body, { status: answer.status, headers: answer.headers });
}

/** A `fetch` that reaches the engine and nothing else. */
export function createFetch(
  handle: (call: IncomingCall) => Promise<OutgoingAnswer>,
): (input: Request | string | URL, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    request.signal.throwIfAborted();
    const answer = await handle(await callOfRequest(request, 'fetch'));
    request.signal.throwIfAborted();
    return responseOf(answer);
  };
}
