import { request } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, OptionsError } from '../../src/index.js';
import type { Emulator } from '../../src/index.js';
import type { EmulatorServer, ListenOptions } from '../../src/emulator/listen.js';
import { formHeaders, signedForm } from './signing.js';
import { exchangeBytes } from './sockets.js';

const servers: EmulatorServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: ListenOptions = {}): Promise<{ emulator: Emulator; server: EmulatorServer }> {
  const emulator = createEmulator({
    clock: { mode: 'manual' },
    instances: [{ unInstanceId: 'ins-00000001' }, { unInstanceId: 'ins-00000002', status: 'shutDown' }],
  });
  const server = await emulator.listen(options);
  servers.push(server);
  return { emulator, server };
}

const post = (server: EmulatorServer, body: string): Promise<Response> =>
  fetch(`${server.url}/v2/index.php`, { method: 'POST', body, headers: formHeaders });

const host = (server: EmulatorServer): string => `127.0.0.1:${server.port}`;

describe('a request over HTTP', () => {
  it('is answered, by GET and by POST', async () => {
    const { emulator, server } = await start();
    const query = signedForm(emulator, { method: 'GET', host: host(server) });
    const got = await fetch(`${server.url}/v2/index.php?${query}`);
    expect(await got.json()).toMatchObject({ code: 0, totalCount: 2 });
    const body = signedForm(emulator, { host: host(server) });
    expect(await (await post(server, body)).json()).toMatchObject({ code: 0, totalCount: 2 });
    expect(emulator.requests.list().map(({ adapter }) => adapter)).toEqual(['server', 'server']);
  });

  it('changes the state', async () => {
    const { emulator, server } = await start();
    const body = signedForm(emulator, {
      host: host(server),
      parameters: { Action: 'StopInstances', 'instanceIds.0': 'ins-00000001' },
    });
    expect(await (await post(server, body)).json()).toMatchObject({ code: 0 });
    emulator.clock.advance(5000);
    expect(emulator.instances.get('ins-00000001').statusName).toBe('shutDown');
  });

  it('may have its target in absolute form, whose host then counts', async () => {
    const { emulator, server } = await start();
    const query = signedForm(emulator, { method: 'GET' });
    const line = `GET http://cvm.api.qcloud.com/v2/index.php?${query} HTTP/1.1`;
    const { answers } = await exchangeBytes(
      server.port,
      `${line}\r\nHost: elsewhere\r\nConnection: close\r\n\r\n`,
    );
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ code: 0, totalCount: 2 });
  });

  it('is answered in its turn when several come at once', async () => {
    const { emulator, server } = await start();
    const lines = ['A', 'B', 'C'].map((word) => {
      const query = signedForm(emulator, {
        method: 'GET',
        host: host(server),
        parameters: { searchWord: word },
      });
      const end = word === 'C' ? 'Connection: close\r\n' : '';
      return `GET /v2/index.php?${query} HTTP/1.1\r\nHost: ${host(server)}\r\n${end}\r\n`;
    });
    const { answers } = await exchangeBytes(server.port, lines.join(''));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(emulator.requests.list().map(({ parameters }) => parameters['searchWord'])).toEqual([
      'A',
      'B',
      'C',
    ]);
  });

  it('waits for leave to send its body when it asks for it', async () => {
    const { emulator, server } = await start();
    const body = signedForm(emulator, { host: host(server) });
    const answer = await new Promise<string>((resolve, reject) => {
      const headers = { ...formHeaders, expect: '100-continue', 'content-length': body.length };
      const call = request(`${server.url}/v2/index.php`, { method: 'POST', headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.once('end', () => resolve(text));
      });
      call.once('error', reject);
      call.once('continue', () => call.end(body));
      call.flushHeaders();
    });
    expect(JSON.parse(answer)).toMatchObject({ code: 0 });
  });
});

describe('an invalid request gets a clear answer, and changes nothing', () => {
  const head = 'Host: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n';
  const cases: [name: string, bytes: string | Buffer, status: number, message: RegExp][] = [
    ['bytes that are not HTTP', '\x16\x03\x01\x02\x00\x01', 400, /not HTTP/],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n', 400, /more than one Host/],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 400, /no Host/],
    ['a Host that cannot be one', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n', 400, /not a name or an address/],
    ['a target of another kind', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 400, /request target/],
    [
      'a request line that is not UTF-8',
      Buffer.from('GET /?a=\xff HTTP/1.1\r\nHost: a\r\n\r\n', 'latin1'),
      400,
      /percent-encode/,
    ],
    [
      'a body that is not UTF-8',
      Buffer.from(`POST / HTTP/1.1\r\n${head}Content-Length: 3\r\n\r\na=\xff`, 'latin1'),
      400,
      /not UTF-8/,
    ],
    [
      'a body that is announced too long',
      `POST / HTTP/1.1\r\n${head}Content-Length: 2001\r\n\r\na=1`,
      413,
      /longer than 2000 bytes/,
    ],
    [
      'a body that becomes too long',
      `POST / HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n7d1\r\n${'a'.repeat(2001)}\r\n0\r\n\r\n`,
      413,
      /longer than 2000 bytes/,
    ],
    [
      'a body in broken pieces',
      `POST / HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
      400,
      /not HTTP/,
    ],
    [
      'two lengths',
      `POST / HTTP/1.1\r\n${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\na=`,
      400,
      /not HTTP/,
    ],
    [
      'headers that are too long',
      `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(5000)}\r\n\r\n`,
      431,
      /longer than 4000 bytes/,
    ],
    ['a long line', `GET /?a=${'a'.repeat(5000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, /body of a POST/],
    [
      'an expectation',
      `POST / HTTP/1.1\r\n${head}Expect: coffee\r\nContent-Length: 3\r\n\r\na=1`,
      417,
      /100-continue/,
    ],
    [
      'an expectation to send too much',
      `POST / HTTP/1.1\r\n${head}Expect: 100-continue\r\nContent-Length: 2001\r\n\r\n`,
      413,
      /longer than 2000 bytes/,
    ],
    ['a tunnel', 'CONNECT cvm.api.qcloud.com:443 HTTP/1.1\r\nHost: a\r\n\r\n', 405, /no proxy/],
  ];

  it.each(cases)('%s', async (_name, bytes, status, message) => {
    const { emulator, server } = await start({ limits: { bodyBytes: 2000, headerBytes: 4000 } });
    const before = emulator.snapshot();
    // What is refused at the adapter ends the connection: the client need not.
    const { answers } = await exchangeBytes(server.port, (socket) => socket.end(bytes));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.status).toBe(status);
    const body = JSON.parse(answers[0]?.body ?? '') as Record<string, unknown>;
    expect(body).toMatchObject({ code: 4000, codeDesc: 'InvalidRequestParameter' });
    expect(body['message']).toMatch(message);
    expect(emulator.snapshot()).toEqual(before);
  });

  it('garbage after a request is refused after that request was answered', async () => {
    const { emulator, server } = await start();
    emulator.faults.add({ fault: { kind: 'latency', milliseconds: 1000 } });
    const query = signedForm(emulator, { method: 'GET', host: host(server) });
    const line = `GET /v2/index.php?${query} HTTP/1.1\r\nHost: ${host(server)}\r\n\r\n`;
    const received = exchangeBytes(server.port, `${line}not http\r\n\r\n`);
    await sleeping(emulator);
    emulator.clock.advance(1000);
    expect((await received).answers.map(({ status }) => status)).toEqual([200, 400]);
  });

  it.each([
    ['headers', 'GET / HTTP/1.1\r\nHost: a\r\n'],
    ['a body', `POST / HTTP/1.1\r\n${head}Content-Length: 10\r\n\r\na=`],
  ])('%s that never end', async (_name, bytes) => {
    const { server } = await start({ limits: { headersTimeout: 50, requestTimeout: 50 } });
    const { answers } = await exchangeBytes(server.port, bytes);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.status).toBe(408);
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({ code: 4000, message: /in time/ });
  });

  it('a connection without any request is closed', async () => {
    const { server } = await start({ limits: { headersTimeout: 50, requestTimeout: 50 } });
    const { answers } = await exchangeBytes(server.port, () => undefined);
    expect(answers.map(({ status }) => status)).toEqual([408]);
  });
});

describe('a connection that its caller never closes', () => {
  /** Keeps a connection open, regardless of the server. */
  const keepOpen = (port: number, bytes: string): Socket => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    if (bytes !== '') socket.write(bytes);
    return socket.resume();
  };

  it.each([
    ['nothing was sent', ''],
    ['what was sent is no HTTP', 'nonsense\r\n\r\n'],
    ['its request was refused', 'GET / HTTP/1.1\r\n\r\n'],
    ['it was answered', 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    ['it is idle', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('makes room for others soon where %s', async (_what, bytes) => {
    const limits = { headersTimeout: 50, requestTimeout: 50, keepAliveTimeout: 50, connections: 1 };
    const { server } = await start({ limits });
    const socket = keepOpen(server.port, bytes);
    await new Promise((resolve) => void socket.once('end', resolve));
    const answered = (): Promise<boolean> =>
      fetch(server.url, { headers: { connection: 'close' } }).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await answered()));
    socket.destroy();
  });
});

/** Resolves when a request sleeps on the emulator's clock, which a fault has it do. */
async function sleeping(emulator: Emulator): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = emulator.subscribe(() => {
      if (!emulator.faults.list().some(({ hits }) => hits > 0)) return;
      stop();
      resolve();
    });
  });
  // It is told of the fault right before it goes to sleep.
  await new Promise((resolve) => void setImmediate(resolve));
}

describe('faults on the wire', () => {
  it('a dropped answer ends the connection without a byte', async () => {
    const { emulator, server } = await start();
    emulator.faults.add({ fault: { kind: 'drop', when: 'after' } });
    const body = signedForm(emulator, {
      host: host(server),
      parameters: { Action: 'StopInstances', 'instanceIds.0': 'ins-00000001' },
    });
    await expect(post(server, body)).rejects.toThrow('fetch failed');
    expect(emulator.instances.get('ins-00000001').statusName).toBe('shuttingDown');
  });

  it('a cut answer announces more than it sends', async () => {
    const { emulator, server } = await start();
    emulator.faults.add({ fault: { kind: 'cut', keep: 10 } });
    const query = signedForm(emulator, { method: 'GET', host: host(server) });
    const { text } = await exchangeBytes(
      server.port,
      `GET /v2/index.php?${query} HTTP/1.1\r\nHost: ${host(server)}\r\n\r\n`,
    );
    const [head = '', body] = text.split('\r\n\r\n');
    expect(body).toBe('{"code":0,');
    expect(Number(/content-length: (\d+)/.exec(head)?.[1])).toBeGreaterThan(100);
  });

  it('a gateway answers with a page', async () => {
    const { emulator, server } = await start();
    emulator.faults.add({ fault: { kind: 'gateway', status: 504 } });
    const answer = await post(server, signedForm(emulator, { host: host(server) }));
    expect(answer.status).toBe(504);
    expect(answer.headers.get('content-type')).toBe('text/html');
  });

  it.each(['1.1', '1.0'])(
    'a caller who says that no more comes gets its answer, and nothing else, HTTP/%s',
    async (version) => {
      const { emulator, server } = await start();
      emulator.faults.add({ fault: { kind: 'latency', milliseconds: 300 } });
      const query = signedForm(emulator, { method: 'GET', host: host(server) });
      const asked = exchangeBytes(server.port, (socket) => {
        socket.end(`GET /v2/index.php?${query} HTTP/${version}\r\nHost: ${host(server)}\r\n\r\n`);
      });
      await sleeping(emulator);
      // Until the server knows that no more comes.
      await new Promise((resolve) => void setTimeout(resolve, 20));
      emulator.clock.advance(300);
      const { answers } = await asked;
      expect(answers.map(({ status }) => status)).toEqual([200]);
    },
  );

  it('a slow call whose caller has gone takes no effect later', async () => {
    const { emulator, server } = await start({
      onProblem: (problem) => {
        throw problem;
      },
    });
    emulator.faults.add({ fault: { kind: 'latency', milliseconds: 60_000 } });
    const query = signedForm(emulator, {
      method: 'GET',
      host: host(server),
      parameters: { Action: 'StopInstances', 'instanceIds.0': 'ins-00000001' },
    });
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`GET /v2/index.php?${query} HTTP/1.1\r\nHost: ${host(server)}\r\n\r\n`);
    await sleeping(emulator);
    socket.resetAndDestroy();
    await server.close();
    const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
    // Node closes a server right before its sockets.
    await turn();
    await turn();
    // A sleep that was left behind would end now, and let the call take effect.
    emulator.clock.advance(60_000);
    await turn();
    expect(emulator.requests.list()).toEqual([]);
    expect(emulator.instances.get('ins-00000001').statusName).toBe('running');
  });
});

describe('close', () => {
  it('ends idle connections, and closing again does no more', async () => {
    const { emulator, server } = await start();
    const ended = new Promise<void>((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('close', () => resolve());
      const query = signedForm(emulator, { method: 'GET', host: host(server) });
      socket.write(`GET /v2/index.php?${query} HTTP/1.1\r\nHost: ${host(server)}\r\n\r\n`);
      socket.once('data', () => void server.close());
    });
    await ended;
    expect(server.close()).toBe(server.close());
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });

  it('waits for an answer under way', async () => {
    const { emulator, server } = await start({ limits: { closeGrace: 60_000 } });
    emulator.faults.add({ fault: { kind: 'latency', milliseconds: 1000 } });
    const call = post(server, signedForm(emulator, { host: host(server) }));
    await sleeping(emulator);
    const closed = server.close();
    emulator.clock.advance(1000);
    const answer = await call;
    expect(await answer.json()).toMatchObject({ code: 0 });
    expect(answer.headers.get('connection')).toBe('close');
    await closed;
  });

  it.each([
    ['of which nothing has come', ''],
    ['without an end of its head', 'POST / HTTP/1.1\r\nhost: a\r\n'],
    ['without its body', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nab'],
  ])('does not wait for the rest of a request %s', async (_what, bytes) => {
    const limits = { closeGrace: 600_000, headersTimeout: 600_000, requestTimeout: 600_000 };
    const { server } = await start({ limits });
    let written = (): void => undefined;
    const connected = new Promise<void>((resolve) => (written = resolve));
    const ended = exchangeBytes(server.port, (socket) => void socket.write(bytes, () => written())).catch(
      () => undefined,
    );
    await connected;
    await server.close();
    await ended;
  });

  it('cuts off what takes longer than the grace', async () => {
    const { emulator, server } = await start({ limits: { closeGrace: 10 } });
    emulator.faults.add({ fault: { kind: 'latency', milliseconds: 1000 } });
    const call = post(server, signedForm(emulator, { host: host(server) }));
    const failed = expect(call).rejects.toThrow('fetch failed');
    await sleeping(emulator);
    await server.close();
    await failed;
  });

  it('runs at the end of an `await using` block', async () => {
    const emulator = createEmulator();
    let url: string;
    {
      await using server = await emulator.listen();
      url = server.url;
      expect((await fetch(url)).status).toBe(200);
    }
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});

describe('options', () => {
  const refused: [ListenOptions, RegExp][] = [
    [{ port: -1 }, /port is -1/],
    [{ port: 1.5 }, /port is 1.5/],
    [{ host: '0.0.0.0' }, /can be reached by other machines.*allowRemote/s],
    [{ host: '' }, /host is empty/],
    [{ adminApi: false, page: true }, /page needs the admin API/],
    [{ tls: { key: 'k' } }, /go together/],
    [{ limits: { bodyBytes: 0 } }, /limits.bodyBytes is 0/],
    [{ limits: { bodyByte: 1 } as object }, /limits.bodyByte is not a limit/],
  ];
  it.each(refused)('%j is refused', async (options, message) => {
    await expect(createEmulator().listen(options)).rejects.toThrow(message);
  });

  it('a port in use is reported', async () => {
    const { server } = await start();
    await expect(createEmulator().listen({ port: server.port })).rejects.toThrow(/EADDRINUSE/);
  });

  it('another interface is served when asked for, without an admin API', async () => {
    const { server } = await start({ host: '0.0.0.0', allowRemote: true });
    expect(server.pageUrl).toBeUndefined();
    const answer = await fetch(`http://127.0.0.1:${server.port}/_emulator/api/clock`);
    expect(await answer.json()).toMatchObject({ code: expect.any(Number) });
  });
});

describe('options of listen that mean nothing', () => {
  it.each([
    null,
    5,
    { host: 5 },
    { prot: 5 },
    { tls: 'x' },
    { tls: { kee: 'x' } },
    { page: 'no' },
    { adminApi: 'false' },
    { persist: 5 },
    { onProblem: 'log' },
  ])('are refused by name: %j', async (options) => {
    await expect(createEmulator().listen(options as never)).rejects.toThrow(OptionsError);
  });
});
