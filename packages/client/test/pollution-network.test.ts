import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFetchTransport } from '../src/index.js';
import { createNodeTransport } from '../src/index.node.js';
import { polluted } from './support/pollution.js';

/** In raw bytes, as a server of `node:http` would read names from Object.prototype itself. */
let server: Server;
let port = 0;
const seen: string[] = [];
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('data', (bytes) => {
      seen.push(bytes.toString());
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}');
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => void server.close());

const transports = { 'node:https': () => createNodeTransport(), fetch: () => createFetchTransport() };

/** What arrives of a GET and a POST. */
async function arrives(kind: keyof typeof transports): Promise<string[]> {
  seen.length = 0;
  for (const body of [undefined, 'a=1']) {
    const answer = await transports[kind]().send({
      method: body === undefined ? 'GET' : 'POST',
      url: `http://127.0.0.1:${port}/v2/index.php?b=2`,
      headers: body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' },
      body,
      signal: new AbortController().signal,
      maxResponseBytes: 1000,
    });
    seen.push(`${answer.status} ${answer.body}`);
  }
  return [...seen];
}

/** What options of a request, of a connection or of a transport could say. */
const names = [
  ...['host', 'hostname', 'port', 'path', 'protocol', 'method', 'headers', 'auth', 'agent', 'socketPath'],
  ...[
    'defaultPort',
    'setHost',
    'createConnection',
    'localAddress',
    'family',
    'servername',
    'rejectUnauthorized',
  ],
  ...[
    'insecureHTTPParser',
    'maxHeaderSize',
    'joinDuplicateHeaders',
    'uniqueHeaders',
    'lookup',
    'proxy',
    'tunnel',
    'ca',
    'cert',
    'key',
    'maxSockets',
    'fetch',
    'body',
  ],
  ...[
    'redirect',
    'cache',
    'credentials',
    'mode',
    'integrity',
    'referrer',
    'get',
    'set',
    'value',
    'region',
    'status',
  ],
];

/** What the dictionaries of Node's own `fetch` take from Object.prototype, regardless of what they are made of. */
const ofNode = [
  ...['get', 'set', 'value', 'status'],
  'method',
  'headers',
  'body',
  'redirect',
  'cache',
  'credentials',
  'mode',
  'integrity',
  'referrer',
];

test.each(Object.keys(transports) as (keyof typeof transports)[])(
  'what %s sends, and to whom, does not depend on Object.prototype',
  async (kind) => {
    const clean = await arrives(kind);
    for (const name of names.filter((one) => kind !== 'fetch' || !ofNode.includes(one)))
      for (const value of ['evil', 1])
        expect(
          await polluted({ [name]: value }, { enumerable: false, act: () => arrives(kind) }),
          name,
        ).toEqual(clean);
  },
  60_000,
);
