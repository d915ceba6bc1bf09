import { codeName } from '../../protocols/v2/codes.js';

/** An answer to a request that the engine never saw, because it is not even a whole HTTP request. */
export interface Refusal {
  readonly status: number;
  /** Said in the API's own envelope, so that a client of the API can show it. */
  readonly message: string;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Nothing that can be understood follows on the connection. */
  readonly broken?: true;
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
};

/** The envelope of a refusal: 6000 when the fault is ours, 4000 otherwise. */
export function refusalBody({ status, message }: Refusal): string {
  const code = status >= 500 ? 6000 : 4000;
  return JSON.stringify({ code, message, codeDesc: codeName(code) });
}

/** The same in the envelope of API 3.0. The engine never saw the request, so its id is none that was given out. */
export function refusalBodyV3({ status, message }: Refusal): string {
  const code =
    status === 413 ? 'RequestSizeLimitExceeded' : status >= 500 ? 'InternalError' : 'InvalidRequest';
  const requestId = '00000000-0000-4000-8000-000000000000';
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
