import type { CutAnswer, IncomingCall, OutgoingAnswer } from '../core/http/call.js';
import { addressOf } from './address.js';

/** Reads a `Request` into the engine's own words. */
export async function callOfRequest(
  request: Request,
  adapter: IncomingCall['adapter'],
): Promise<IncomingCall> {
  const { scheme, host, path, query, loopback } = addressOf(request.url);
  const bytes = isMultipart(request) ? new Uint8Array(await request.arrayBuffer()) : undefined;
  let headers: Record<string, string> | undefined;
  return {
    adapter,
    method: request.method,
    scheme,
    host,
    path,
    query,
    body: bytes || request.body === null ? '' : await request.text(),
    bytes,
    // Made only when they are asked for: hardly a check looks at them.
    get headers() {
      return (headers ??= Object.fromEntries(request.headers));
    },
    loopback,
    signal: request.signal,
  };
}

/** What may hold files is kept as it is. */
const isMultipart = ({ headers }: Request): boolean =>
  /^multipart\//i.test(headers.get('content-type') ?? '');

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
