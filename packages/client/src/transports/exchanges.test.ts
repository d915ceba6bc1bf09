import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { httpServer, httpsServer, listen, makeCertificate, readAll } from '../../test/support/server.js';
import { Agent } from '../../test/support/undici.js';
import { turns } from '../../test/support/time.js';
import { failure, request, useServers } from '../../test/support/transports.js';
import { createNodeTransport, createUndiciTransport, type TransportOptions } from '../index.node.js';
import type { Transport, TransportRequest } from '../model/transport.js';

const start = useServers();

/** Answers any request in raw bytes. */
const raw = (answer: string, end: 'end' | 'destroy' | 'stay' = 'end') =>
  createServer((socket) => {
    socket.once('data', () => {
      if (end === 'destroy') socket.write(answer, () => socket.destroy());
      else if (end === 'end') socket.end(answer);
      else socket.write(answer);
    });
  });

type Options = Pick<TransportOptions, 'ca' | 'maxSockets'>;
const transports: Record<string, (options?: Options) => Transport> = {
  'node:https': createNodeTransport,
  undici: ({ ca, maxSockets: connections = null } = {}) =>
    createUndiciTransport(new Agent({ connections, connect: { ca, rejectUnauthorized: true } })),
};

describe.each(Object.entries(transports))('over %s', (_, create) => {
  describe('an exchange', () => {
    test('brings status, headers in lower case and the body as UTF-8', async () => {
      const server = await start(
        httpServer((_, response) => {
          response.writeHead(207, { Date: 'now', 'Set-Cookie': ['a', 'b'] });
          const bytes = Buffer.from('{"message":"参数错误"}');
          // In the middle of a character.
          response.write(bytes.subarray(0, 14));
          setImmediate(() => response.end(bytes.subarray(14)));
        }),
      );
      const answer = await create().send(request(server.port));
      expect(answer).toMatchObject({ status: 207, body: '{"message":"参数错误"}' });
      expect(answer.headers).toMatchObject({ date: 'now', 'set-cookie': 'a, b' });
    });

    test('sends a form with its length, its own Host, and asks for no compression', async () => {
      let seen: unknown;
      const server = await start(
        httpServer((incoming, response) => {
          void readAll(incoming).then((body) => {
            seen = { method: incoming.method, url: incoming.url, headers: incoming.headers, body };
            response.end('{}');
          });
        }),
      );
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      await create().send(request(server.port, { method: 'POST', body: 'a=%E5%8F%82', headers }));
      expect(seen).toEqual({
        method: 'POST',
        url: '/v2/index.php?a=1',
        body: 'a=%E5%8F%82',
        headers: {
          ...headers,
          'accept-encoding': 'identity',
          host: `127.0.0.1:${server.port}`,
          'content-length': '11',
          connection: 'keep-alive',
        },
      });
    });

    test('reuses a kept connection', async () => {
      const server = await start(httpServer((_, response) => response.end('{}')));
      const transport = create();
      for (let i = 0; i < 5; i++) {
        await transport.send(request(server.port));
        await turns();
      }
      expect(server.connections()).toBe(1);
    });

    test('waits for a free connection', async () => {
      const server = await start(httpServer((_, response) => void setImmediate(() => response.end('{}'))));
      const transport = create({ maxSockets: 2 });
      await Promise.all(Array.from({ length: 10 }, () => transport.send(request(server.port))));
      expect(server.connections()).toBe(2);
    });

    test('follows no redirect', async () => {
      let hits = 0;
      const server = await start(
        httpServer((_, response) => {
          hits++;
          response.writeHead(302, { location: '/elsewhere' }).end();
        }),
      );
      expect((await create().send(request(server.port))).status).toBe(302);
      expect(hits).toBe(1);
    });
  });

  describe('how far a failed exchange got', () => {
    const phaseAfter = async (
      answer: string,
      end?: 'end' | 'destroy' | 'stay',
      more: Partial<TransportRequest> = {},
    ) => {
      const server = await start(raw(answer, end));
      return (await failure(create().send(request(server.port, more)))).phase;
    };

    test('no server listens: unsent', async () => {
      const server = await listen(httpServer(() => undefined));
      await server.close();
      const error = await failure(create().send(request(server.port)));
      expect(error).toMatchObject({ phase: 'unsent', message: 'could not connect (ECONNREFUSED)' });
    });

    test('the host does not exist: unsent', async () => {
      const url = 'http://no-such-name.invalid/';
      expect(await failure(create().send(request(1, { url })))).toMatchObject({ phase: 'unsent' });
    });

    test('the connection is closed or reset without an answer: sent', async () => {
      expect(await phaseAfter('', 'end')).toBe('sent');
      expect(await phaseAfter('', 'destroy')).toBe('sent');
    });

    test('the answer is not HTTP: sent', async () => {
      expect(await phaseAfter('SSH-2.0-OpenSSH_9.6\r\n')).toBe('sent');
    });

    test('a body shorter than its length, or without its last chunk: response', async () => {
      expect(await phaseAfter('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"code"')).toBe('response');
      expect(await phaseAfter('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"cod')).toBe(
        'response',
      );
    });

    test('a body longer than allowed, with and without Content-Length: response', async () => {
      const limit = { maxResponseBytes: 10 };
      expect(
        await phaseAfter('HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n12345678901', 'stay', limit),
      ).toBe('response');
      expect(await phaseAfter(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(100_000)}`, 'stay', limit)).toBe(
        'response',
      );
    });

    test('a body of exactly the allowed length is accepted', async () => {
      const server = await start(raw('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234567890', 'stay'));
      const answer = await create().send(request(server.port, { maxResponseBytes: 10 }));
      expect(answer.body).toBe('1234567890');
    });

    test.each([
      ['no answer yet', '', 'sent'],
      ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"co', 'response'],
    ] as const)('aborted with %s: %s', async (_, answer, phase) => {
      const controller = new AbortController();
      let arrived = (): void => undefined;
      const received = new Promise<void>((resolve) => (arrived = resolve));
      const server = await start(
        createServer((socket) => {
          socket.once('data', () => {
            if (answer) socket.write(answer, arrived);
            else arrived();
          });
        }),
      );
      const sending = create().send(request(server.port, { signal: controller.signal }));
      const failed = failure(sending);
      await received;
      await turns();
      controller.abort();
      expect((await failed).phase).toBe(phase);
    });

    test('aborted while no connection is free, or before anything began: unsent', async () => {
      const server = await start(httpServer(() => undefined));
      const transport = create({ maxSockets: 1 });
      const first = new AbortController();
      const second = new AbortController();
      const hanging = failure(transport.send(request(server.port, { signal: first.signal })));
      const waiting = failure(transport.send(request(server.port, { signal: second.signal })));
      await turns();
      second.abort();
      expect((await waiting).phase).toBe('unsent');
      first.abort();
      expect((await hanging).phase).toBe('sent');
      expect((await failure(transport.send(request(server.port, { signal: first.signal })))).phase).toBe(
        'unsent',
      );
    });

    test('a kept connection that the server closes as the next request arrives: sent, as it may have been read', async () => {
      let requests = 0;
      const server = await start(
        createServer((socket) => {
          socket.on('data', () => {
            if (++requests === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
            else socket.resetAndDestroy();
          });
        }),
      );
      const transport = create();
      await transport.send(request(server.port));
      await turns();
      expect((await failure(transport.send(request(server.port)))).phase).toBe('sent');
      expect(server.connections()).toBe(1);
    });

    test('a kept connection that was closed while idle is not used', async () => {
      const closing: Promise<unknown>[] = [];
      const server = await start(
        httpServer(({ socket }, response) => {
          closing.push(once(socket, 'close'));
          response.end('{}', () => socket.destroySoon());
        }),
      );
      const transport = create();
      await transport.send(request(server.port));
      await Promise.all(closing);
      await turns();
      expect((await transport.send(request(server.port))).status).toBe(200);
      expect(server.connections()).toBe(2);
    });
  });

  test('a kept connection does not keep the process alive', async () => {
    const server = await start(httpServer((_, response) => response.end('{}')));
    const sockets = (): number =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
    await turns();
    const before = sockets();
    await create().send(request(server.port));
    await turns();
    // The server's end, which is in this process too, and not ours.
    expect(sockets()).toBe(before + 1);
  });

  describe('TLS', () => {
    const certificate = makeCertificate();
    const secure = (port: number, host = '127.0.0.1'): TransportRequest =>
      request(port, { url: `https://${host}:${port}/v2/index.php` });
    const answering = () => start(httpsServer(certificate, (_, response) => response.end('{}')));
    const attempt = async (options: Options, send: TransportRequest) => failure(create(options).send(send));

    test('an unknown certificate is refused, and nothing was sent', async () => {
      let requests = 0;
      const server = await start(httpsServer(certificate, () => requests++));
      const error = await attempt({}, secure(server.port));
      expect(error).toMatchObject({
        phase: 'unsent',
        permanent: true,
        message:
          'could not connect (DEPTH_ZERO_SELF_SIGNED_CERT): the certificate is not trusted (see `ca` of createNodeTransport) or not for this host',
      });
      expect(requests).toBe(0);
    });

    test('a certificate for another host is refused, and the request is not repeated', async () => {
      const other = makeCertificate('DNS:elsewhere.example');
      const server = await start(httpsServer(other, (_, response) => response.end('{}')));
      const error = await attempt({ ca: other.cert }, secure(server.port));
      expect(error).toMatchObject({ phase: 'unsent', permanent: true });
      expect(error.message).toContain('(ERR_TLS_CERT_ALTNAME_INVALID): the certificate is ');
    });

    test('a certificate that the caller trusts is accepted', async () => {
      const server = await answering();
      const transport = create({ ca: certificate.cert });
      expect((await transport.send(secure(server.port))).status).toBe(200);
      expect((await transport.send(secure(server.port, 'localhost'))).status).toBe(200);
      expect((await transport.send(secure(server.port))).status).toBe(200);
      expect(server.connections()).toBe(2);
    });

    test('a server that speaks no TLS: unsent', async () => {
      const server = await start(raw('HTTP/1.1 400 Bad Request\r\n\r\n'));
      expect(await attempt({}, secure(server.port))).toMatchObject({ phase: 'unsent' });
    });
  });
});
