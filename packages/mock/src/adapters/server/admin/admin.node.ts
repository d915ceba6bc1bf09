import type { Emulator } from '../../../emulator/emulator.js';
import type { Snapshot } from '../../../emulator/snapshot.js';
import type { Body, BodyLimits } from '../body.node.js';
import { bodyOf, type HttpExchange } from '../http-exchange.node.js';
import type { RequestTarget } from '../request-target.js';
import { AdminError } from './admin-error.js';
import { AdminApi, type AdminAnswer } from './api.js';
import { EventStream } from './events.node.js';
import { denial } from './guard.js';
import { pageFile, type WrittenAnswer } from './page-files.node.js';

const base = '/_emulator';

/** Everything under `/_emulator/`. */
export interface Admin {
  owns(path: string): boolean;
  serve(exchange: HttpExchange, request: { target: RequestTarget; bodies: BodyLimits }): Promise<void>;
  close(): void;
}

export interface AdminOptions {
  /** What `reset` goes back to. */
  readonly pristine: Snapshot;
  readonly page: boolean;
  /** The host that the server listens on. */
  readonly host: string;
  readonly onProblem: (problem: Error) => void;
}

/** Opens the admin API, and the page when it is wanted. */
export function createAdmin(
  emulator: Emulator,
  { pristine, page, host: ownHost, onProblem }: AdminOptions,
): Admin {
  const api = new AdminApi(emulator, pristine);
  const events = new EventStream(emulator);

  const answer = async (
    exchange: HttpExchange,
    { target, bodies }: { target: RequestTarget; bodies: BodyLimits },
  ) => {
    const { request } = exchange;
    const method = request.method ?? '';
    const path = target.path.slice(base.length);
    const isApi = path === '/api' || path.startsWith('/api/');
    const read = await new Promise<Body | undefined>((done) => bodyOf(exchange, { bodies, done }));
    if (!read) return undefined;
    const { body } = read;
    const denied = denial(
      { method, host: target.host, scheme: exchange.scheme, headers: request.headers, document: !isApi },
      ownHost,
    );
    if (denied) throw new AdminError(denied.status, denied.message);
    if (!isApi) return page ? pageFile(method, path) : notThere;
    const segments = segmentsOf(path.slice('/api'.length));
    if (method === 'GET' && segments.length === 1 && segments[0] === 'events') {
      events.add(exchange.response);
      return undefined;
    }
    return jsonAnswer(
      await api.serve({ method, segments, query: new URLSearchParams(target.query), body: parsed(body) }),
    );
  };

  return {
    owns: (path) => path === base || path.startsWith(`${base}/`),
    serve: async (exchange, request) => {
      const made = await answer(exchange, request).catch((failure: unknown) =>
        jsonAnswer(failureAnswer(failure, onProblem)),
      );
      if (made) write(exchange, made);
    },
    close: () => events.close(),
  };
}

const notThere: WrittenAnswer = jsonAnswer({ status: 404, body: { error: 'The page is switched off.' } });

function jsonAnswer({ status, body, headers = {} }: AdminAnswer): WrittenAnswer {
  return body === undefined
    ? { status, headers, body: '' }
    : {
        status,
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
        body: JSON.stringify(body),
      };
}

/** What went wrong, in words. What the engine refuses is a mistake of the caller; anything else is a bug. */
function failureAnswer(failure: unknown, onProblem: (problem: Error) => void): AdminAnswer {
  if (failure instanceof AdminError) return { status: failure.status, body: { error: failure.message } };
  const ours =
    !(failure instanceof Error) || failure instanceof TypeError || failure instanceof ReferenceError;
  if (ours) {
    onProblem(new Error('A request to the admin API could not be served', { cause: failure }));
    return { status: 500, body: { error: 'The emulator failed. This is a bug in the emulator.' } };
  }
  return { status: 400, body: { error: failure.message } };
}

function segmentsOf(path: string): readonly string[] {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw new AdminError(400, 'The path is not percent-encoded UTF-8.');
  }
}

function parsed(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own message quotes the body.
    throw new AdminError(400, 'The body is not JSON.');
  }
}

function write({ response }: HttpExchange, { status, headers, body }: WrittenAnswer): void {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    ...headers,
    ...(status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  });
  response.end(body);
}
