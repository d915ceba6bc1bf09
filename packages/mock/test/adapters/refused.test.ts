import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createAuthority, defaultServerLimits, issueCertificate, serve } from '../../src/node/server.node.js';
import type { HttpServer, RefusedRequest, ServerIdentity } from '../../src/node/server.node.js';
import { exchangeBytes } from './sockets.js';

/** A server whose limits are small, and what it tells of requests that are no calls. */
async function start(
  identity?: ServerIdentity,
): Promise<{ server: HttpServer; refused: RefusedRequest[]; toldOf: Promise<void> }> {
  const refused: RefusedRequest[] = [];
  let tell = (): void => undefined;
  const toldOf = new Promise<void>((resolve) => (tell = resolve));
  const server = await serve({
    ...{ host: '127.0.0.1', port: 0, failed: 'It failed.', identity },
    limits: {
      ...defaultServerLimits,
      ...{ headerBytes: 4000, bodyBytes: 2000, connections: 1 },
      ...{ headersTimeout: 50, requestTimeout: 50 },
    },
    handle: () => ({ kind: 'complete', status: 200, headers: {}, body: '{}' }),
    onProblem: (problem) => {
      throw problem;
    },
    onRefused: (request) => {
      refused.push(request);
      tell();
    },
  });
  return { server, refused, toldOf };
}

const post = 'POST /v2/index.php?Signature=secret HTTP/1.1\r\nHost: a\r\n';
const known = { method: 'POST', path: '/v2/index.php' };
const remote = expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string;
const saying = (text: string): string => expect.stringContaining(text) as string;
const cases: readonly [what: string, send: (socket: Socket) => void, told: Omit<RefusedRequest, 'remote'>][] =
  [
    [
      'whose body is too long',
      (socket) => socket.end(`${post}Content-Length: 2001\r\n\r\n${'a'.repeat(2001)}`),
      { ...known, status: 413, reason: saying('longer than 2000 bytes') },
    ],
    [
      'whose headers are too long',
      (socket) => socket.end(`${post}X-Long: ${'a'.repeat(5000)}\r\n\r\n`),
      { status: 431, reason: saying('longer than 4000 bytes') },
    ],
    [
      'without a Host',
      (socket) => socket.end('GET /v2/index.php HTTP/1.1\r\n\r\n'),
      { method: 'GET', path: '/v2/index.php', status: 400, reason: saying('no Host') },
    ],
    [
      'with another expectation',
      (socket) => socket.end(`${post}Expect: coffee\r\nContent-Length: 1\r\n\r\na`),
      { ...known, status: 417, reason: saying('expectation') },
    ],
    [
      'that is no HTTP',
      (socket) => socket.end('nonsense\r\n\r\n'),
      { status: 400, reason: saying('not HTTP/1.1') },
    ],
    [
      'whose body is cut off',
      (socket) => socket.end(`${post}Content-Length: 10\r\n\r\na=`),
      { ...known, reason: saying('ended within the request') },
    ],
    [
      'whose head is cut off',
      (socket) => socket.end('POST / HTTP/1.1\r\nHo'),
      { reason: saying('ended within the request') },
    ],
    [
      'whose body stalls',
      (socket) => socket.write(`${post}Content-Length: 10\r\n\r\na=`),
      { ...known, status: 408, reason: saying('in time') },
    ],
    ['that never comes', () => undefined, { status: 408, reason: saying('in time') }],
  ];

it.each(cases)('a request %s is reported, once and without its query', async (_what, send, told) => {
  const { server, refused, toldOf } = await start();
  const socket = connect(server.port, '127.0.0.1', () => send(socket));
  const closed = new Promise((resolve) => void socket.once('close', resolve));
  socket.resume();
  await Promise.all([closed, toldOf]);
  await server.close();
  expect(refused).toEqual([{ remote, ...told }]);
});

it('a body for which there is no room beside the others is refused, and there is room again once one of them ends', async () => {
  const refused: RefusedRequest[] = [];
  const whole = 'a'.repeat(100_000);
  await using server = await serve({
    ...{ host: '127.0.0.1', port: 0, failed: 'It failed.' },
    limits: { ...defaultServerLimits, bodiesBytes: 150_000 },
    handle: ({ body }) => ({ kind: 'complete', status: 200, headers: {}, body: `${body.length}` }),
    onProblem: (problem) => {
      throw problem;
    },
    onRefused: (request) => refused.push(request),
  });
  const head = `${post}Content-Length: ${whole.length}\r\n\r\n`;
  const send = (bytes: string): Promise<{ status: number; body: string } | undefined> =>
    exchangeBytes(server.port, (socket) => socket.end(bytes)).then(({ answers: [first] }) => first);
  const held = connect(server.port, '127.0.0.1');
  held.write(head + whole.slice(1));
  // Until it is read, another one has room.
  for (let status = 200; status === 200;) ({ status = 0 } = (await send(head + whole)) ?? {});
  expect(refused.at(-1)).toMatchObject({ ...known, status: 503, reason: saying('no room') });
  expect(await send(head + whole)).toMatchObject({ status: 503, body: saying('"code":6200') });
  // What is small always has room.
  expect(await send(`${post}Content-Length: 3\r\n\r\na=b`)).toMatchObject({ status: 200, body: '3' });
  held.destroy();
  for (let status = 503; status === 503;) ({ status = 0 } = (await send(head + whole)) ?? {});
  // Each leaves its room to the next.
  for (let count = 0; count < 5; count++) expect(await send(head + whole)).toMatchObject({ status: 200 });
});

it('a connection above the limit is reported', async () => {
  const { server, refused, toldOf } = await start();
  const first = connect(server.port, '127.0.0.1');
  await new Promise((resolve) => void first.once('connect', resolve));
  const second = connect(server.port, '127.0.0.1').on('error', () => undefined);
  await toldOf;
  for (const socket of [first, second]) socket.destroy();
  await server.close();
  expect(refused[0]).toEqual({ remote, reason: saying('1 connections are open already'), overLimit: true });
});

it('a connection that ends between requests is not reported', async () => {
  const { server, refused } = await start();
  for (const bytes of ['', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n']) {
    const socket = connect(server.port, '127.0.0.1', () => socket.end(bytes));
    await new Promise((resolve) => void socket.resume().once('close', resolve));
  }
  await server.close();
  expect(refused).toEqual([]);
});

const identity = issueCertificate(createAuthority({ name: 'a test', now: Date.now() }), {
  ...{ names: ['localhost'], subject: 'a test', now: Date.now() },
});

it.each([
  ['GET', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['POST', `${post}Content-Length: 100000\r\n\r\n${'a'.repeat(100_000)}`],
])('plain HTTP is refused with 4600 where HTTPS is served, and told of: %s', async (_method, bytes) => {
  const { server, refused } = await start(identity);
  const { answers } = await exchangeBytes(server.port, bytes);
  expect(answers.map(({ status }) => status)).toEqual([400]);
  expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({
    code: 4600,
    codeDesc: 'ProtocolNotSupported',
    message: saying('only HTTPS'),
  });
  await server.close();
  expect(refused).toEqual([{ remote, status: 400, reason: saying('only HTTPS') }]);
});

it('a failed handshake is reported', async () => {
  const { server, refused, toldOf } = await start(identity);
  await exchangeBytes(server.port, 'nonsense\r\n\r\n').catch(() => undefined);
  await toldOf;
  await server.close();
  expect(refused).toEqual([{ remote, reason: saying('The TLS handshake failed (ERR_') }]);
});

it('a failed handshake is reported with its other end, also where that is gone by then', async () => {
  const { server, refused, toldOf } = await start(identity);
  const socket = connect(server.port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const { localPort } = socket;
  // The server has accepted it by then.
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve));
  // Both are on their way before the server reads either.
  socket.write('nonsense\r\n\r\n', () => socket.resetAndDestroy());
  await toldOf;
  await server.close();
  expect(refused).toEqual([
    { remote: `127.0.0.1:${localPort}`, reason: saying('The TLS handshake failed (ERR_') },
  ]);
});
