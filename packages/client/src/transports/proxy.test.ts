import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  httpServer,
  httpsServer,
  listen,
  makeCertificate,
  type Listening,
} from '../../test/support/server.js';
import type { TransportRequest } from '../model/transport.js';
import { createNodeTransport } from '../index.node.js';
import { parseProxy, proxyFromEnvironment } from './proxy.node.js';

describe('the environment', () => {
  const choose = (
    variables: Record<string, string>,
    target = 'https://cvm.api.qcloud.com/',
  ): string | undefined => proxyFromEnvironment((name) => variables[name])(new URL(target));
  const proxy = 'http://proxy.example:3128';

  test.each([
    [{ HTTPS_PROXY: proxy }, proxy],
    [{ https_proxy: 'http://lower:1', HTTPS_PROXY: proxy }, 'http://lower:1'],
    [{ ALL_PROXY: proxy }, proxy],
    [{ HTTPS_PROXY: ' ' }, undefined],
    [{ HTTP_PROXY: proxy }, undefined],
    [{}, undefined],
  ])('%j → %s', (variables, expected) => {
    expect(choose(variables)).toBe(expected);
  });

  test.each([
    ['*', true],
    ['cvm.api.qcloud.com', true],
    ['CVM.API.QCLOUD.COM', true],
    ['qcloud.com', true],
    ['.qcloud.com', true],
    ['*.qcloud.com', true],
    ['example.com, api.qcloud.com:443', true],
    ['example.com api.qcloud.com', true],
    ['api.qcloud.com:8443', false],
    ['oud.com', false],
    ['cvm.api.qcloud.com.cn', false],
    ['', false],
    [',', false],
  ])('NO_PROXY=%j excepts cvm.api.qcloud.com: %s', (list, excepted) => {
    expect(choose({ HTTPS_PROXY: proxy, NO_PROXY: list })).toBe(excepted ? undefined : proxy);
  });

  test.each(['https://localhost:8443', 'https://127.0.0.1', 'https://[::1]:1', 'https://emulator.localhost'])(
    'this machine is not reached through a proxy: %s',
    (target) => {
      expect(choose({ HTTPS_PROXY: proxy }, target)).toBeUndefined();
    },
  );

  test('only what goes by TLS goes through a tunnel', () => {
    expect(choose({ HTTPS_PROXY: proxy }, 'http://intranet.example')).toBeUndefined();
  });
});

test('a proxy’s address', () => {
  expect(parseProxy('proxy.example:3128').href).toBe('http://proxy.example:3128/');
  expect(parseProxy('https://proxy.example').protocol).toBe('https:');
  expect(() => parseProxy('socks5://proxy.example')).toThrow('SOCKS');
  expect(() => createNodeTransport({ proxy: 'socks5://proxy.example' })).toThrow('SOCKS');
});

describe('a tunnel', () => {
  const certificate = makeCertificate('DNS:api.example');
  const open: Listening[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });
  const start = async (server: Parameters<typeof listen>[0]): Promise<Listening> => {
    const listening = await listen(server);
    open.push(listening);
    return listening;
  };

  /** A proxy that leads wherever it is asked to this machine's port, and what it was asked. */
  const startProxy = async (to: number, status = 200, serve = httpServer) => {
    const asked: unknown[] = [];
    const server = serve((_, response) => response.writeHead(405).end());
    server.on('connect', (request, socket) => {
      asked.push({ target: request.url, authorization: request.headers['proxy-authorization'] });
      if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      const upstream = connect(to, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
      return undefined;
    });
    return { asked, port: (await start(server)).port };
  };

  const request: TransportRequest = {
    method: 'GET',
    url: 'https://api.example:8443/v2/index.php?a=1',
    headers: {},
    signal: new AbortController().signal,
    maxResponseBytes: 1_000,
  };

  test('TLS is with the target; the proxy learns its name and nothing else', async () => {
    const urls: (string | undefined)[] = [];
    const target = await start(
      httpsServer(certificate, (incoming, response) => {
        urls.push(`${incoming.headers.host}${incoming.url}`);
        response.end('{}');
      }),
    );
    const proxy = await startProxy(target.port);
    const transport = createNodeTransport({
      ca: certificate.cert,
      proxy: `http://user:p%40ss@127.0.0.1:${proxy.port}`,
    });
    expect(await transport.send(request)).toMatchObject({ status: 200, body: '{}' });
    await transport.send(request);
    expect(urls).toEqual(['api.example:8443/v2/index.php?a=1', 'api.example:8443/v2/index.php?a=1']);
    // The tunnel is kept as well.
    expect(proxy.asked).toEqual([
      { target: 'api.example:8443', authorization: `Basic ${Buffer.from('user:p@ss').toString('base64')}` },
    ]);
  });

  test('a proxy that is reached by TLS itself', async () => {
    const target = await start(httpsServer(certificate, (_, response) => response.end('{}')));
    const own = makeCertificate();
    const proxy = await startProxy(target.port, 200, (listener) => httpsServer(own, listener));
    const options = { proxy: `https://localhost:${proxy.port}` };
    const trusting = createNodeTransport({ ...options, ca: [certificate.cert, own.cert] });
    expect(await trusting.send(request)).toMatchObject({ status: 200 });
    const suspicious = createNodeTransport({ ...options, ca: certificate.cert });
    await expect(suspicious.send(request)).rejects.toMatchObject({ phase: 'unsent' });
  });

  test('the target’s certificate is verified through it', async () => {
    const target = await start(httpsServer(certificate, (_, response) => response.end('{}')));
    const proxy = await startProxy(target.port);
    const transport = createNodeTransport({ proxy: () => `127.0.0.1:${proxy.port}` });
    await expect(transport.send(request)).rejects.toMatchObject({ phase: 'unsent' });
  });

  test('a proxy that refuses, or is not there, or is none: unsent, and its password is not told', async () => {
    const refusing = await startProxy(1, 407);
    const none = await start(httpServer((_, response) => response.end()));
    const gone = await listen(httpServer(() => undefined));
    await gone.close();
    const failure = async (port: number): Promise<unknown> =>
      createNodeTransport({ proxy: `http://user:password@127.0.0.1:${port}` })
        .send(request)
        .catch((reason: unknown) => reason);
    expect(await failure(refusing.port)).toMatchObject({
      phase: 'unsent',
      message: `the proxy answered HTTP 407 (http://127.0.0.1:${refusing.port})`,
    });
    expect(await failure(none.port)).toMatchObject({ phase: 'unsent' });
    expect(await failure(gone.port)).toMatchObject({
      phase: 'unsent',
      message: `the proxy could not be reached (http://127.0.0.1:${gone.port})`,
    });
  });

  test('a choice that makes no sense is a failure of the exchange, and can be better next time', async () => {
    const choices = ['socks5://x', 'socks5://x'];
    const transport = createNodeTransport({ proxy: () => choices.pop() });
    await expect(transport.send(request)).rejects.toMatchObject({
      phase: 'unsent',
      message: 'could not prepare a connection',
    });
    await expect(transport.send(request)).rejects.toMatchObject({ phase: 'unsent' });
    expect(choices).toEqual([]);
  });
});
