import type { ServerLimits } from '../../emulator/listen.js';
import { codeNames } from '../../protocols/v2/codes.gen.js';

/** An answer to a request that the engine never saw, because it is not even a whole HTTP request. */
export interface Refusal {
  readonly status: number;
  /** Said in the API's own envelope, so that a client of the API can show it. */
  readonly message: string;
  /** The code of API 2.0. Default: 6200 where there is no room, 6000 when the fault is ours, 4000 otherwise. */
  readonly code?: number;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Nothing that can be understood follows on the connection. */
  readonly broken?: true;
}

/** A request that was refused before it was a call: no handler has seen it. */
export interface RefusedRequest {
  /** The other end of its connection: `127.0.0.1:51234`. */
  readonly remote: string;
  /** Left out where its head could not be read. */
  readonly method?: string | undefined;
  /** Without its query. Left out where its head could not be read. */
  readonly path?: string | undefined;
  /** The HTTP status that it was answered with. Left out where the connection ended without an answer. */
  readonly status?: number;
  readonly reason: string;
  /** The connection was closed at once, because as many as may be were open. */
  readonly overLimit?: true;
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Content Too Large',
  417: 'Expectation Failed',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** What plain HTTP is answered where TLS is spoken. */
export const plainHttp: Refusal = {
  status: 400,
  code: 4600,
  message: 'This is plain HTTP, and only HTTPS is served here: call https:// instead.',
  broken: true,
};

const codeOf = (status: number): number => (status === 503 ? 6200 : status >= 500 ? 6000 : 4000);

/** The envelope of a refusal. */
export function refusalBody({ status, message, code = codeOf(status) }: Refusal): string {
  return JSON.stringify({ code, message, codeDesc: codeNames[code] });
}

const words: Readonly<Record<number, string>> = {
  413: 'RequestSizeLimitExceeded',
  503: 'ServiceUnavailable',
};

/** The same in the envelope of API 3.0, which gives every answer an id. */
export function refusalBodyV3({ status, message }: Refusal, requestId: string): string {
  const code = words[status] ?? (status >= 500 ? 'InternalError' : 'InvalidRequest');
  return JSON.stringify({ Response: { Error: { Code: code, Message: message }, RequestId: requestId } });
}

export const refusalHeaders = (refusal: Refusal, body: string): Record<string, string> => ({
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(new TextEncoder().encode(body).length),
  connection: 'close',
  ...refusal.headers,
});

/** The whole answer as it goes over the wire, for when there is no response object to write it with. */
export function rawRefusal(refusal: Refusal): string {
  const body = refusalBody(refusal);
  const head = Object.entries(refusalHeaders(refusal, body)).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${refusal.status} ${reasons[refusal.status] ?? 'Error'}\r\n${head.join('')}\r\n${body}`;
}

/**
 * What to answer to bytes that Node's parser gave up on.
 *
 * @param code Node's name of the failure; for names that begin with `HPE_` see llhttp
 * @returns nothing when the connection has gone
 */
export function refusalFor(code: string | undefined, { headerBytes }: ServerLimits): Refusal | undefined {
  const broken = (status: number, message: string): Refusal => ({ status, message, broken: true });
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return broken(
        431,
        `The request line and headers are longer than ${headerBytes} bytes: send the parameters as the body of a POST.`,
      );
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return broken(408, 'The request did not arrive in time.');
    case 'HPE_INVALID_URL':
      return broken(
        400,
        'The request line has characters that may not stand there: percent-encode the parameters.',
      );
    // The connection ended in the middle of a request.
    case 'HPE_INVALID_EOF_STATE':
      return undefined;
    default:
      return code?.startsWith('HPE_') ? broken(400, `This is not HTTP/1.1 (${code}).`) : undefined;
  }
}
