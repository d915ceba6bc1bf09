import type { Emulator } from '@qcvm/mock';
import type { Deviation, Fetch } from './conformance.js';
import { tc3Authorization } from './independent/tc3.js';

/** A request of API 3.0 in the hands of what stands between a client and the emulator. */
export interface Passing {
  readonly url: URL;
  method: string;
  /** By their names in lower case. */
  readonly headers: Map<string, string>;
  body: string;
  query: string;
}

/** The parts of an `Authorization` header. */
const form =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/([^/]+)\/([^/]+)\/tc3_request, SignedHeaders=([^,]+), Signature=(\w+)$/;

export async function passing(request: Request): Promise<Passing> {
  const url = new URL(request.url);
  return {
    url,
    method: request.method,
    headers: new Map(request.headers),
    body: await request.clone().text(),
    query: url.search.slice(1),
  };
}

export const requestOf = ({ url, method, headers, body, query }: Passing): Request =>
  new Request(`${url.origin}${url.pathname}${query === '' ? '' : `?${query}`}`, {
    method,
    headers: Object.fromEntries(headers),
    ...(method === 'GET' ? {} : { body }),
  });

/** The header that a request should have; with headers of one's own choice. */
export function rightAuthorization(
  { url, method, headers, body, query }: Passing,
  { emulator, names, secretId }: { emulator: Emulator; names?: readonly string[]; secretId?: string },
): string {
  const [, id = '', , service = 'cvm', listed = 'content-type;host'] =
    form.exec(headers.get('authorization') ?? '') ?? [];
  const signed = names ?? listed.split(';');
  return tc3Authorization({
    method,
    path: url.pathname,
    query,
    headers: new Map(signed.map((name) => [name, name === 'host' ? url.host : (headers.get(name) ?? '')])),
    payload: headers.get('x-tc-content-sha256') ?? body,
    secretId: secretId ?? (id || emulator.credentials.secretId),
    secretKey: emulator.credentials.secretKey,
    service,
    timestamp: Number(headers.get('x-tc-timestamp')),
  });
}

const isTc3 = ({ headers }: Passing): boolean =>
  headers.get('authorization')?.startsWith('TC3-HMAC') === true;

/** Signs any request anew: an endpoint that ignores signatures. */
export const blindTo =
  (isOverlooked: (request: Passing) => boolean): Deviation =>
  (fetch, emulator) =>
  async (request) => {
    const read = await passing(request);
    const time = Number(read.headers.get('x-tc-timestamp'));
    if (!isOverlooked(read) || !(time > 0)) return fetch(request);
    read.headers.set(
      'authorization',
      rightAuthorization(read, { emulator, names: ['content-type', 'host'] }),
    );
    return fetch(requestOf(read));
  };

/** Changes requests that are rightly signed, and signs them again. */
export const changing =
  (change: (request: Passing, emulator: Emulator) => void): Deviation =>
  (fetch, emulator) =>
  async (request) => {
    const read = await passing(request);
    if (!isTc3(read) || read.headers.get('authorization') !== rightAuthorization(read, { emulator }))
      return fetch(request);
    change(read, emulator);
    read.headers.set('authorization', rightAuthorization(read, { emulator }));
    return fetch(requestOf(read));
  };

/** Changes the parameters in a JSON body. */
export const editing = (edit: (parameters: Record<string, unknown>, request: Passing) => void): Deviation =>
  changing((request) => {
    if (!request.body.startsWith('{')) return;
    let parameters: Record<string, unknown>;
    try {
      parameters = JSON.parse(request.body) as Record<string, unknown>;
    } catch {
      return;
    }
    edit(parameters, request);
    request.body = JSON.stringify(parameters);
  });

export type Response3 = Record<string, unknown> & { Error?: { Code: string; Message: string } };

/** Changes answers on their way back. */
export const rewriting =
  (rewrite: (response: Response3, request: Passing) => Response3): Deviation =>
  (fetch) =>
  async (request) => {
    const read = await passing(request);
    const answer = await fetch(request);
    const headers = new Headers(answer.headers);
    headers.delete('content-length');
    const { Response: inner } = (await answer.json()) as { Response: Response3 };
    return Response.json({ Response: rewrite(inner, read) }, { status: answer.status, headers });
  };

const refusal = (code: string): Response =>
  Response.json(
    { Response: { Error: { Code: code, Message: 'no' }, RequestId: crypto.randomUUID() } },
    { headers: { date: new Date(0).toUTCString() } },
  );

/** Refuses what it is told to, and passes on the rest. */
export const refusing =
  (isRefused: (request: Passing) => boolean, code = 'AuthFailure.SignatureFailure'): Deviation =>
  (fetch: Fetch) =>
  async (request) =>
    isRefused(await passing(request)) ? refusal(code) : fetch(request);

/** What becomes of refusals that an endpoint does not make. */
export const accepting = (isAccepted: (response: Response3, request: Passing) => boolean): Deviation =>
  rewriting((response, request) =>
    response.Error && isAccepted(response, request) ? { RequestId: response['RequestId'] } : response,
  );
