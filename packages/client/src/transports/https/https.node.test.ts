import { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Duplex } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { httpServer, httpsServer, makeCertificate } from '../../../test/support/server.js';
import { turns } from '../../../test/support/time.js';
import { failure, request, useServers } from '../../../test/support/transports.js';
import { createNodeTransport, type TransportOptions } from '../../index.node.js';
import { createOwnTransport } from '../own.node.js';

const start = useServers();

describe('how far a failed exchange got', () => {
  test('aborted while all connections of the client’s own transport are taken: unsent', async () => {
    const server = await start(httpServer(() => undefined));
    const transport = createOwnTransport();
    const taken = new AbortController();
    const all = Array.from({ length: 64 }, () =>
      failure(transport.send(request(server.port, { signal: taken.signal }))),
    );
    const second = new AbortController();
    const waiting = failure(transport.send(request(server.port, { signal: second.signal })));
    await turns();
    second.abort();
    expect((await waiting).phase).toBe('unsent');
    taken.abort();
    await Promise.all(all);
    expect(server.connections()).toBeLessThanOrEqual(64);
  });

  test('a connection that does not accept the request: unsent', async () => {
    class Refusing extends Agent {
      override createConnection(): Duplex {
        return new Duplex({
          read: () => undefined,
          write: (_chunk, _encoding, done) =>
            done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' })),
        });
      }
    }
    const agent = new Refusing();
    const error = await failure(createNodeTransport({ agent: () => agent }).send(request(1)));
    expect(error).toMatchObject({ phase: 'unsent', message: 'could not connect (EPIPE)' });
  });

  describe('what goes wrong while a connection is opened', () => {
    class Throwing extends Agent {
      override createConnection(): Duplex {
        throw new Error('no connection today');
      }
    }

    test.each<[string, TransportOptions]>([
      ['an agent that throws', { agent: () => new Throwing() }],
      [
        'a choice of agents that throws',
        {
          agent: () => {
            throw new RangeError('no agent today');
          },
        },
      ],
      ['an agent for another protocol', { agent: () => new HttpsAgent() }],
      ['an agent that is none', { agent: () => ({}) as Agent }],
    ])('%s: unsent, every time', async (_, options) => {
      const transport = createNodeTransport(options);
      for (let round = 0; round < 3; round++)
        expect(await failure(transport.send(request(1)))).toMatchObject({
          phase: 'unsent',
          message: expect.stringContaining('could not prepare a connection') as string,
        });
    });

    test.each([
      ['no code', {}],
      ['a code that is none', { code: undefined }],
      ['a number for a code', { code: 7 }],
    ])('an error with %s does not tell the phase: sent', async (_, fields) => {
      class Failing extends Agent {
        override createConnection(
          _options: object,
          callback?: (error: Error | null, stream: Duplex) => void,
        ) {
          (callback as (error: Error) => void)(Object.assign(new Error('odd'), fields));
          return undefined;
        }
      }
      const transport = createNodeTransport({ agent: () => new Failing() });
      expect((await failure(transport.send(request(1)))).phase).toBe('sent');
    });
  });

  test('a connection that breaks at a later write, after it took the whole request: sent', async () => {
    class Late extends Agent {
      override createConnection(): Duplex {
        const socket: Duplex = new Duplex({
          read: () => undefined,
          write: (_chunk, _encoding, done) => {
            done();
            const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' });
            setImmediate(() => setImmediate(() => socket.destroy(broken)));
          },
        });
        return socket;
      }
    }
    const agent = new Late();
    const error = await failure(createNodeTransport({ agent: () => agent }).send(request(1)));
    expect(error).toMatchObject({ phase: 'sent' });
  });
});

test('no environment variable disables verification: it is requested explicitly', async () => {
  const server = await start(httpsServer(makeCertificate(), (_, response) => response.end('{}')));
  const seen: unknown[] = [];
  const agent: TransportOptions['agent'] = (_, options) => void seen.push(options.rejectUnauthorized);
  await failure(
    createNodeTransport({ agent }).send(request(1, { url: `https://127.0.0.1:${server.port}/` })),
  );
  expect(seen).toEqual([true]);
});
