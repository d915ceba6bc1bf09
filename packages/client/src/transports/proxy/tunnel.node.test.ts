import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  httpServer,
  httpsServer,
  listen,
  makeCertificate,
  type Listening,
} from '../../../test/support/server.js';
import { turns } from '../../../test/support/time.js';
import { createNodeTransport } from '../../index.node.js';
import type { TransportRequest } from '../../model/transport.js';

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

test('a proxy is reached by TLS', async () => {
  const target = await start(httpsServer(certificate, (_, response) => response.end('{}')));
  const own = makeCertificate();
  const proxy = await startProxy(target.port, 200, (listener) => httpsServer(own, listener));
  const options = { proxy: `https://localhost:${proxy.port}` };
  const trusting = createNodeTransport({ ...options, ca: [certificate.cert, own.cert] });
  expect(await trusting.send(request)).toMatchObject({ status: 200 });
  const suspicious = createNodeTransport({ ...options, ca: certificate.cert });
  await expect(suspicious.send(request)).rejects.toMatchObject({ phase: 'unsent' });
});

test('the target’s certificate is verified through the tunnel', async () => {
  const target = await start(httpsServer(certificate, (_, response) => response.end('{}')));
  const proxy = await startProxy(target.port);
  const transport = createNodeTransport({ proxy: () => `127.0.0.1:${proxy.port}` });
  await expect(transport.send(request)).rejects.toMatchObject({ phase: 'unsent' });
});

test('a proxy that refuses, is down, or is no proxy: unsent, and its password is not shown', async () => {
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
    message: `the proxy answered HTTP 407 (http://127.0.0.1:${refusing.port}): it refuses the user or the password`,
    permanent: true,
  });
  expect(await failure(none.port)).toMatchObject({ phase: 'unsent' });
  expect(await failure(gone.port)).toMatchObject({
    phase: 'unsent',
    message: `could not connect to the proxy (http://127.0.0.1:${gone.port})`,
  });
});

test('an invalid choice of proxy fails one exchange, and a valid one is used next time', async () => {
  const choices = ['socks5://x', 'socks5://x'];
  const transport = createNodeTransport({ proxy: () => choices.pop() });
  await expect(transport.send(request)).rejects.toMatchObject({
    phase: 'unsent',
    message: expect.stringMatching(/^could not prepare a connection: proxy must be .*SOCKS/) as string,
    permanent: true,
  });
  await expect(transport.send(request)).rejects.toMatchObject({ phase: 'unsent' });
  expect(choices).toEqual([]);
});

describe('a proxy that does not answer', () => {
  /** A proxy that takes connections and says nothing. */
  const startSilent = async () => {
    const sockets = new Set<unknown>();
    const server = await start(
      createServer((socket) => {
        sockets.add(socket);
        socket.resume().once('close', () => sockets.delete(socket));
      }),
    );
    return { port: server.port, connections: server.connections, sockets };
  };

  test('an abort ends the request and the tunnel at once', async () => {
    const silent = await startSilent();
    const transport = createNodeTransport({ proxy: `http://127.0.0.1:${silent.port}` });
    const controller = new AbortController();
    const sending = transport.send({ ...request, signal: controller.signal });
    while (silent.sockets.size === 0) await turns();
    controller.abort();
    await expect(sending).rejects.toMatchObject({ phase: 'unsent' });
    while (silent.sockets.size > 0) await turns();
  });

  test('requests that were given up leave no tunnels, and no more are opened at a time than allowed', async () => {
    const silent = await startSilent();
    const transport = createNodeTransport({ proxy: `http://127.0.0.1:${silent.port}`, maxSockets: 4 });
    let most = 0;
    for (let round = 0; round < 5; round++) {
      const controller = new AbortController();
      const sending = Array.from({ length: 20 }, () =>
        transport.send({ ...request, signal: controller.signal }).catch((error: unknown) => error),
      );
      while (silent.connections() < (round + 1) * 4) await turns();
      await turns();
      most = Math.max(most, silent.sockets.size);
      controller.abort();
      for (const error of await Promise.all(sending)) expect(error).toMatchObject({ phase: 'unsent' });
      while (silent.sockets.size > 0) await turns();
    }
    expect([most, silent.connections()]).toEqual([4, 20]);
  });

  test('a tunnel to a server that does not answer ends with its request, too', async () => {
    const silent = await startSilent();
    const proxy = await startProxy(silent.port);
    const transport = createNodeTransport({ proxy: `http://127.0.0.1:${proxy.port}` });
    const controller = new AbortController();
    const sending = transport.send({ ...request, signal: controller.signal });
    while (silent.sockets.size === 0) await turns();
    await turns();
    controller.abort();
    await expect(sending).rejects.toMatchObject({ phase: 'unsent' });
    while (silent.sockets.size > 0) await turns();
  });
});

test('plain HTTP to another machine is refused where a proxy is chosen for it: it would pass it by', async () => {
  const proxy = await startProxy(1);
  const { port } = proxy;
  const plain = { ...request, url: 'http://mock.test:1234/v2/index.php' };
  for (const choice of [`http://user:password@127.0.0.1:${port}`, () => `http://127.0.0.1:${port}`]) {
    const sending = createNodeTransport({ proxy: choice }).send(plain);
    await expect(sending).rejects.toMatchObject({
      ...{ phase: 'unsent', permanent: true },
      message: `could not prepare a connection: the proxy (http://127.0.0.1:${port}) is for https:// only, and http://mock.test:1234 is plain HTTP: use an https:// endpoint, or choose no proxy for it`,
    });
  }
  expect(proxy.asked).toEqual([]);
  // This machine is reached directly, and another one where none is chosen.
  const server = await start(httpServer((_, response) => void response.end('{}')));
  const here = { ...request, url: `http://127.0.0.1:${server.port}/` };
  for (const choice of [`http://127.0.0.1:${port}`, () => undefined])
    expect(await createNodeTransport({ proxy: choice }).send(here)).toMatchObject({ status: 200 });
});

test('many requests share the tunnels that are allowed', async () => {
  const target = await start(
    httpsServer(certificate, (_, response) => void setImmediate(() => response.end('{}'))),
  );
  const proxy = await startProxy(target.port);
  const transport = createNodeTransport({
    ca: certificate.cert,
    proxy: `http://127.0.0.1:${proxy.port}`,
    maxSockets: 2,
  });
  const answers = await Promise.all(Array.from({ length: 20 }, () => transport.send(request)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(proxy.asked).toHaveLength(2);
});

test('there are never more tunnels than allowed, no matter what ends the others', async () => {
  const target = await start(
    httpsServer(certificate, (incoming, response) => {
      const number = Number(incoming.url?.split('=')[1]);
      if (number % 7 === 0) incoming.socket.destroy();
      else if (number % 5 === 0) response.writeHead(200, { connection: 'close' }).end('{}');
      else if (number % 3 === 0)
        response.writeHead(200, { 'content-length': 9 }).write('cut', () => incoming.socket.destroy());
      else response.end('{}');
    }),
  );
  const proxy = await startProxy(target.port);
  const sockets = new Set<Socket>();
  let most = 0;
  const onSocket = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    // Those of this proxy are known by their port as soon as they are connected.
    setImmediate(() => {
      if (socket.remotePort !== proxy.port) return;
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      most = Math.max(most, [...sockets].filter(({ destroyed }) => !destroyed).length);
    });
  };
  subscribe('net.client.socket', onSocket);
  try {
    const transport = createNodeTransport({
      ca: certificate.cert,
      proxy: `http://127.0.0.1:${proxy.port}`,
      maxSockets: 4,
    });
    await Promise.all(
      Array.from({ length: 150 }, async (_, number) => {
        const controller = new AbortController();
        const url = request.url.replace(/1$/, `${number}`);
        const sending = transport.send({ ...request, url, signal: controller.signal });
        if (number % 11 === 0) void turns().then(() => controller.abort());
        await sending.catch(() => undefined);
      }),
    );
  } finally {
    unsubscribe('net.client.socket', onSocket);
  }
  expect(most).toBe(4);
});

test.each([
  ['an error', 'HTTP/1.1 502 Bad Gateway\r\ncontent-length: 2\r\n\r\nno', 'the proxy answered HTTP 502'],
  [
    'a redirect',
    'HTTP/1.1 302 Found\r\nlocation: http://login.example\r\n\r\n',
    'the proxy answered HTTP 302',
  ],
  ['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'could not connect to the proxy'],
  ['nothing, and hangs up', '', 'could not connect to the proxy'],
  ['half an answer', 'HTTP/1.1 200 Connection', 'could not connect to the proxy'],
  ['a tunnel that leads nowhere', 'HTTP/1.1 200 OK\r\n\r\n', 'could not connect'],
  [
    'a tunnel in which no TLS is spoken',
    'HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n',
    'the proxy sent data that is not TLS through the tunnel',
  ],
])('a proxy that answers with %s: unsent', async (_, answer, message) => {
  const server = await start(createServer((socket) => void socket.once('data', () => socket.end(answer))));
  const transport = createNodeTransport({ proxy: `http://user:password@127.0.0.1:${server.port}` });
  await expect(transport.send(request)).rejects.toMatchObject({
    phase: 'unsent',
    permanent: false,
    message: expect.stringContaining(message) as string,
  });
});

test('a token without a user is sent, and credentials are sent to the proxy only', async () => {
  let seen: unknown;
  const target = await start(
    httpsServer(certificate, (incoming, response) => {
      seen = incoming.headers['proxy-authorization'];
      response.end('{}');
    }),
  );
  const proxy = await startProxy(target.port);
  const transport = createNodeTransport({
    ca: certificate.cert,
    proxy: `http://:token@127.0.0.1:${proxy.port}`,
  });
  await transport.send(request);
  const authorization = `Basic ${Buffer.from(':token').toString('base64')}`;
  expect(proxy.asked).toEqual([{ target: 'api.example:8443', authorization }]);
  expect(seen).toBeUndefined();
});

test('an IPv6 address is requested in brackets', async () => {
  const proxy = await startProxy(1, 502);
  const transport = createNodeTransport({ proxy: `http://127.0.0.1:${proxy.port}` });
  await expect(transport.send({ ...request, url: 'https://[2001:db8::1]/' })).rejects.toMatchObject({
    phase: 'unsent',
  });
  expect(proxy.asked).toMatchObject([{ target: '[2001:db8::1]:443' }]);
});

test('a kept tunnel does not keep the process alive', async () => {
  const target = await start(httpsServer(certificate, (_, response) => response.end('{}')));
  const proxy = await startProxy(target.port);
  const sockets = (): number =>
    process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
  // Those of the tests before are gone after a while.
  await turns();
  const before = sockets();
  await createNodeTransport({ ca: certificate.cert, proxy: `http://127.0.0.1:${proxy.port}` }).send(request);
  await turns();
  // The proxy's two ends and the server's one, which are in this process too, and not ours.
  expect(sockets()).toBe(before + 3);
});

test('a tunnel that breaks after the request was sent through it: sent', async () => {
  const target = await start(httpsServer(certificate, ({ socket }) => socket.destroy()));
  const proxy = await startProxy(target.port);
  const transport = createNodeTransport({
    ca: certificate.cert,
    proxy: `http://127.0.0.1:${proxy.port}`,
  });
  await expect(transport.send(request)).rejects.toMatchObject({ phase: 'sent' });
});

test('a choice may be null for no proxy, and anything but a string is refused', async () => {
  const target = await start(httpsServer(certificate, (_, response) => response.end('{}')));
  const direct = { ...request, url: `https://127.0.0.1:${target.port}/` };
  const transportOf = (choice: unknown) => createNodeTransport({ proxy: () => choice as string });
  await expect(transportOf(null).send(direct)).rejects.toMatchObject({
    message: expect.stringContaining('SELF_SIGNED') as string,
  });
  await expect(transportOf(42).send(direct)).rejects.toMatchObject({
    phase: 'unsent',
    permanent: true,
    message: expect.stringContaining('proxy must be a URL') as string,
  });
});
