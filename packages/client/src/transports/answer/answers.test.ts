import { createServer } from 'node:net';

import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { listen, type Listening } from '../../../test/support/server.js';
import { Agent } from '../../../test/support/undici.js';
import type { Transport, TransportFailure, TransportResponse } from '../../model/transport.js';
import { createFetchTransport } from '../fetch.js';
import { createNodeTransport } from '../https/https.node.js';
import { createUndiciTransport } from '../undici/undici.node.js';

// What a server answers means the same, over any transport.

const open: Listening[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Sends one request to a server that answers in these bytes. */
async function answered(
  transport: Transport,
  answer: Buffer,
  { end = false, maxResponseBytes = 1_000 }: { end?: boolean; maxResponseBytes?: number } = {},
): Promise<TransportResponse> {
  const server = await listen(
    createServer((socket) => {
      socket.once('data', () => (end ? socket.end(answer) : socket.write(answer)));
    }),
  );
  open.push(server);
  return transport.send({
    method: 'GET',
    url: `http://127.0.0.1:${server.port}/v2/index.php?a=1`,
    headers: {},
    signal: AbortSignal.timeout(20_000),
    maxResponseBytes,
  });
}

const bytes = (head: string, body: string | Buffer = ''): Buffer =>
  Buffer.concat([Buffer.from(`HTTP/1.1 ${head}\r\n\r\n`), Buffer.from(body)]);
const ok = '{"code":0}';
const plain = (body: string | Buffer = ok, headers = ''): Buffer =>
  bytes(`200 OK\r\ncontent-length: ${Buffer.byteLength(body)}${headers}`, body);
const coded = (coding: string, body: Buffer): Buffer => plain(body, `\r\ncontent-encoding: ${coding}`);

const transports: [string, () => Transport][] = [
  ['node:https', () => createNodeTransport()],
  ['fetch', () => createFetchTransport()],
  ['undici', () => createUndiciTransport(new Agent({ pipelining: 1 }))],
];

describe.each(transports)('over %s', (name, create) => {
  test.each<[string, Buffer]>([
    ['a byte order mark', plain(`\ufeff${ok}`)],
    ['gzip', coded('gzip', gzipSync(ok))],
    ['x-gzip, in capitals', coded('X-GZIP', gzipSync(ok))],
    ['br', coded('br', brotliCompressSync(ok))],
    ['deflate', coded('deflate', deflateSync(ok))],
    ['deflate without its header', coded('deflate', deflateRawSync(ok))],
    ['two codings', coded('br, gzip', gzipSync(brotliCompressSync(ok)))],
    ['identity', coded('identity', Buffer.from(ok))],
    ['a charset in the place of a coding', coded('utf-8', Buffer.from(ok))],
    ['gzip and a byte order mark', coded('gzip', gzipSync(`\ufeff${ok}`))],
    ['bytes after the answer', Buffer.concat([plain(), Buffer.from('garbage')])],
    ['a second answer after it', Buffer.concat([plain(), plain('{"code":1}')])],
    [
      'bytes after the last chunk',
      bytes('200 OK\r\ntransfer-encoding: chunked', `a\r\n${ok}\r\n0\r\n\r\ngarbage`),
    ],
    ['trailers', bytes('200 OK\r\ntransfer-encoding: chunked', `a\r\n${ok}\r\n0\r\nx: y\r\n\r\n`)],
    ['an early hint before it', Buffer.concat([bytes('103 Early Hints'), plain()])],
    ['an upgrade that is only offered', plain(ok, '\r\nconnection: upgrade\r\nupgrade: h2c')],
  ])('an answer with %s is read', async (_, answer) => {
    for (const end of [false, true]) {
      const { status, body } = await answered(create(), answer, { end });
      expect([status, body]).toEqual([200, ok]);
    }
  });

  test('bytes that are not UTF-8 are replaced', async () => {
    const { body } = await answered(create(), plain(Buffer.from([0x7b, 0xff, 0x7d])));
    expect(body).toBe('{\ufffd}');
  });

  test('an answer without a body is empty', async () => {
    expect(await answered(create(), bytes('204 No Content'))).toMatchObject({ status: 204, body: '' });
    expect(await answered(create(), coded('gzip', Buffer.alloc(0)))).toMatchObject({ body: '' });
  });

  const failure = async (...options: Parameters<typeof answered>): Promise<TransportFailure> => {
    const outcome: unknown = await answered(...options).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ name: 'TransportFailure' });
    return outcome as TransportFailure;
  };

  test.each([
    ['gzip', Buffer.from('no gzip')],
    ['br', Buffer.from('no brotli, and long enough to be found out')],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x58, 0x51, 0, 0])],
  ])('a body that cannot be decoded from %s is an error that names the coding', async (coding, body) => {
    const failed = await failure(create(), coded(coding, body));
    expect(failed).toMatchObject({ phase: 'response' });
    expect(failed.message).toContain(`content coding “${coding}”`);
  });

  test('a body that is too long once decoded is refused', async () => {
    const bomb = coded('gzip', gzipSync(Buffer.alloc(1_000_000)));
    expect(await failure(create(), bomb, { maxResponseBytes: 10_000 })).toMatchObject({
      phase: 'response',
      message: 'the response is longer than 10000 bytes',
    });
    const twice = coded('gzip, gzip', gzipSync(gzipSync(Buffer.alloc(1_000_000))));
    expect(await failure(create(), twice, { maxResponseBytes: 10_000 })).toMatchObject({ phase: 'response' });
  });

  test('HTTP 101 is not an answer', async () => {
    const head = '101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c';
    expect(await failure(create(), bytes(head))).toMatchObject({ phase: 'sent' });
  });

  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}'],
    ['an endless header', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n{}`],
  ])('%s is not an answer, and the request may have been read', async (_, answer) => {
    expect(await failure(create(), Buffer.from(answer))).toMatchObject({ phase: 'sent' });
  });

  test(`${name} asks for an uncompressed answer`, async () => {
    let head = '';
    const server = await listen(
      createServer((socket) => {
        socket.once('data', (chunk) => {
          head = chunk.toString();
          socket.end(plain());
        });
      }),
    );
    open.push(server);
    const url = `http://127.0.0.1:${server.port}/`;
    const signal = AbortSignal.timeout(20_000);
    await create().send({ method: 'GET', url, headers: {}, signal, maxResponseBytes: 1_000 });
    expect(head.toLowerCase()).toContain('\r\naccept-encoding: identity\r\n');
  });
});

describe('all transports decode an answer in the same way', () => {
  const text = `{"code":0,"message":"${'abc'.repeat(60)}"}`;
  const noise = Buffer.from(Array.from({ length: 990 }, (_, index) => 33 + ((index * 7919 * index) % 90)));
  const codings: [string, (body: string | Buffer) => Buffer][] = [
    ['gzip', (body) => gzipSync(body)],
    ['x-gzip', (body) => gzipSync(body, { level: 0 })],
    ['br', (body) => brotliCompressSync(body)],
    ['deflate', (body) => deflateSync(body)],
    ['deflate', (body) => deflateRawSync(body, { level: 0 })],
  ];
  const cases = codings.flatMap(([coding, encode]): [string, Buffer, string | RegExp, number?][] => {
    const body = encode(text);
    const broken = `the response has the content coding “${coding}” and could not be decoded`;
    const read = `200 ${text}`;
    const chunked = `200 OK\r\ntransfer-encoding: chunked\r\ncontent-encoding: ${coding}`;
    const chunks = Buffer.concat([
      Buffer.from(`${body.length.toString(16)}\r\n`),
      body,
      Buffer.from('\r\n0\r\n\r\n'),
    ]);
    return [
      ['complete', coded(coding, body), read],
      ['complete, in chunks', bytes(chunked, chunks), read],
      ['with bytes after it', coded(coding, Buffer.concat([body, Buffer.from('garbage')])), /./],
      ['twice', coded(`${coding}, ${coding}`, encode(body)), read],
      ['of a page', coded(coding, encode('<html>')), '200 <html>'],
      ['cut off after one byte', coded(coding, body.subarray(0, 1)), broken],
      ['cut off in the middle', coded(coding, body.subarray(0, body.length / 2)), broken],
      ['no bytes, in chunks', bytes(chunked, '0\r\n\r\n'), broken],
      ['cut off near its end', coded(coding, body.subarray(0, -2)), /./],
      ['of nothing', coded(coding, encode('')), broken],
      [
        'twice, the inner one cut off',
        coded(`${coding}, ${coding}`, encode(body.subarray(0, 8))),
        /could not/,
      ],
      ...[0, 2, 12, 20, body.length - 6, body.length - 1].map((at): [string, Buffer, RegExp] => {
        const damaged = Buffer.from(body);
        damaged[at]! ^= 0xff;
        return [`damaged at ${at}`, coded(coding, damaged), /./];
      }),
      [
        'longer than the bound',
        coded(coding, encode('a'.repeat(100_000))),
        'the response is longer than 1000 bytes',
      ],
      ['coded longer than the bound', coded(coding, encode(noise)), `200 ${noise.toString()}`, 990],
      ['behind an unknown coding', coded(`odd, ${coding}`, body), /“odd, \S+” and could not be decoded/],
      ['before an unknown coding', coded(`${coding}, odd`, body), /, odd” and could not be decoded/],
      ['six times', coded(Array(6).fill(coding).join(), body), /more than 5 content codings/],
    ].map(
      ([name, ...rest]) => [`${coding}: ${name as string}`, ...rest] as [string, Buffer, RegExp, number?],
    );
  });

  test.each(cases)('%s', async (_, answer, expected, maxResponseBytes = 1_000) => {
    const outcomes = await Promise.all(
      transports.map(([, create]) =>
        answered(create(), answer, { maxResponseBytes }).then(
          ({ status, body }) => ({ phase: 'response', outcome: `${status} ${body}` }),
          ({ phase, message }: TransportFailure) => ({ phase, outcome: message }),
        ),
      ),
    );
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    expect(outcomes[0]).toEqual({
      phase: 'response',
      outcome: typeof expected === 'string' ? expected : expect.stringMatching(expected),
    });
  });

  test('a broken connection is not reported as a wrong content coding', async () => {
    const body = gzipSync(text);
    const answer = bytes(
      `200 OK\r\ncontent-length: ${body.length}\r\ncontent-encoding: gzip`,
      body.subarray(0, 20),
    );
    for (const [, create] of transports)
      await expect(answered(create(), answer, { end: true })).rejects.toMatchObject({
        phase: 'response',
        message: expect.stringContaining('the response was truncated') as string,
      });
  });
});
