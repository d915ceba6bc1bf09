/**
 * The measure of the emulator as a server: `node:http`, and by hand the least that makes it one of this API. It parses, sorts,
 * computes the HMAC, refuses a Nonce that it has seen, and answers for each id. It has no state of instances and no quota.
 */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { credentials } from '../candidates/shared-fleet.js';

const nonces = new Set<string>();

function verify({ method, headers, url = '' }: IncomingMessage, text: string): URLSearchParams | undefined {
  const parameters = new URLSearchParams(text);
  const nonce = parameters.get('Nonce') ?? '';
  const names = [...parameters.keys()].filter((name) => name !== 'Signature').sort();
  const joined = names.map((name) => `${name}=${parameters.get(name)}`).join('&');
  const signature = createHmac('sha256', credentials.secretKey)
    .update(`${method}${headers.host}${url.split('?')[0]}?${joined}`)
    .digest('base64');
  if (signature !== parameters.get('Signature') || nonces.has(nonce)) return undefined;
  nonces.add(nonce);
  return parameters;
}

function answer(parameters: URLSearchParams | undefined): object {
  if (parameters === undefined) return { code: 4100, message: 'authentication failed' };
  const detail: Record<string, object> = {};
  for (const [name, value] of parameters)
    if (name.startsWith('instanceIds.')) detail[value] = { code: 0, message: '', requestId: '180000' };
  return { code: 0, message: '', codeDesc: 'Success', detail };
}

/** Listens on a port of this machine that the system chooses. */
export async function listenBare(): Promise<number> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const text = request.method === 'POST' ? body : (request.url?.split('?')[1] ?? '');
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.end(JSON.stringify(answer(verify(request, text))));
    });
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
