import { afterEach, describe, expect, test } from 'vitest';
import { httpServer, listen, type Listening } from '../../test/support/server.js';
import { ValidationError } from '../model/errors/errors.js';
import { createFetchTransport } from './fetch.js';
import type { TransportRequest } from '../model/transport.js';

const request = (more: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'GET',
  url: 'https://cvm.api.qcloud.com/v2/index.php?a=1',
  headers: {},
  signal: new AbortController().signal,
  maxResponseBytes: 1_000,
  ...more,
});

/** A body in pieces that may never end. */
const body = (...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
      controller.close();
    },
  });

const send = (
  answer: (request: Request) => Response | Promise<Response>,
  more: Partial<TransportRequest> = {},
) => createFetchTransport({ fetch: async (asked) => answer(asked) }).send(request(more));

test('a request becomes a call of fetch that follows no redirect', async () => {
  let seen: Request | undefined;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await send(
    (asked) => {
      seen = asked;
      return new Response('{"code":0}', { status: 201, headers: { Date: 'now' } });
    },
    { method: 'POST', body: 'a=1', headers },
  );
  expect(answer).toMatchObject({ status: 201, headers: { date: 'now' }, body: '{"code":0}' });
  expect(seen).toMatchObject({ method: 'POST', url: request().url, redirect: 'manual' });
  expect(seen?.headers.get('content-type')).toBe(headers['content-type']);
  expect(await seen?.text()).toBe('a=1');
});

test('a body in pieces is put together, even in the middle of a character', async () => {
  const bytes = new TextEncoder().encode('参数错误');
  const answer = await send(() => new Response(body(bytes.subarray(0, 4), bytes.subarray(4))));
  expect(answer.body).toBe('参数错误');
  expect((await send(() => new Response(null))).body).toBe('');
});

describe('how far a failed exchange got', () => {
  test('fetch rejects: sent', async () => {
    const cause = new TypeError('fetch failed');
    await expect(send(() => Promise.reject(cause))).rejects.toMatchObject({ phase: 'sent', cause });
  });

  test.each([
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['EAI_AGAIN', false],
    ['UND_ERR_CONNECT_TIMEOUT', false],
    ['CERT_HAS_EXPIRED', true],
    ['ERR_TLS_CERT_ALTNAME_INVALID', true],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', true],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
  ])('fetch of Node had no connection, by %s: unsent', async (code, permanent) => {
    const reason = Object.assign(new Error('x'), { code });
    for (const cause of [new TypeError('fetch failed', { cause: reason }), reason])
      await expect(send(() => Promise.reject(cause))).rejects.toMatchObject({
        ...{ phase: 'unsent', permanent, cause: reason },
        message: expect.stringContaining(`could not connect (${code})`) as unknown,
      });
  });

  test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL'])(
    'fetch of Node had no connection, as the system says by connect %s: unsent',
    async (code) => {
      const cause = Object.assign(new Error('x'), { code, syscall: 'connect' });
      await expect(
        send(() => Promise.reject(new TypeError('fetch failed', { cause }))),
      ).rejects.toMatchObject({ phase: 'unsent', permanent: false, cause });
      const reading = Object.assign(new Error('x'), { code, syscall: 'read' });
      await expect(
        send(() => Promise.reject(new TypeError('fetch failed', { cause: reading }))),
      ).rejects.toMatchObject({ phase: 'sent' });
    },
  );

  test.each([
    'ECONNRESET',
    'ETIMEDOUT',
    'EPIPE',
    'EHOSTUNREACH',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    '',
  ])('fetch of Node may have sent the request, by %j: sent', async (code) => {
    const cause = new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });
    await expect(send(() => Promise.reject(cause))).rejects.toMatchObject({ phase: 'sent', cause });
  });

  test('the body breaks off: response', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('cut')) });
    await expect(send(() => new Response(broken))).rejects.toMatchObject({ phase: 'response' });
  });

  test('the body is too long: response, and it is read no further', async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(600));
      },
      cancel: () => {
        cancelled = true;
        // It never confirms.
        return new Promise(() => undefined);
      },
    });
    await expect(send(() => new Response(endless))).rejects.toMatchObject({
      phase: 'response',
      message: 'the response is longer than 1000 bytes',
    });
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(5);
    const exact = await send(() => new Response(body('x'.repeat(1_000))));
    expect(exact.body).toHaveLength(1_000);
  });

  test('a redirect of a browser, which does not show where to: response', async () => {
    const opaque = new Response(null);
    Object.defineProperty(opaque, 'type', { value: 'opaqueredirect' });
    await expect(send(() => opaque)).rejects.toMatchObject({ phase: 'response' });
  });
});

describe('over the network', () => {
  const open: Listening[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });

  test('the global fetch is called, and a redirect is its answer', async () => {
    const server = await listen(
      httpServer((incoming, response) => {
        if (incoming.url === '/here') response.end('{}');
        else response.writeHead(307, { location: '/here' }).end('moved');
      }),
    );
    open.push(server);
    const transport = createFetchTransport();
    const url = `http://127.0.0.1:${server.port}`;
    expect(await transport.send(request({ url: `${url}/here` }))).toMatchObject({ status: 200, body: '{}' });
    expect(await transport.send(request({ url: `${url}/there` }))).toMatchObject({
      status: 307,
      body: 'moved',
    });
  });

  test('the global fetch finds no server: unsent', async () => {
    const server = await listen(httpServer(() => undefined));
    await server.close();
    const sending = createFetchTransport().send(request({ url: `http://127.0.0.1:${server.port}/` }));
    await expect(sending).rejects.toMatchObject({ phase: 'unsent', permanent: false });
  });

  test('an abort reaches fetch', async () => {
    const controller = new AbortController();
    const server = await listen(httpServer(() => controller.abort()));
    open.push(server);
    const url = `http://127.0.0.1:${server.port}/`;
    const sending = createFetchTransport().send(request({ url, signal: controller.signal }));
    await expect(sending).rejects.toMatchObject({ phase: 'sent' });
  });
});

test.each([{ fetch: 5 }, { fetsh: fetch }, null])('invalid options are refused: %j', (options) => {
  expect(() => createFetchTransport(options as never)).toThrow(ValidationError);
});
