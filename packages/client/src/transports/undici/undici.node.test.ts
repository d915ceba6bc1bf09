import { afterEach, expect, test } from 'vitest';
import { httpServer, listen, readAll, type Listening } from '../../../test/support/server.js';
import { Agent } from '../../../test/support/undici.js';
import type { TransportRequest } from '../../model/transport.js';
import { createUndiciTransport, type UndiciDispatcher } from './undici.node.js';

// What it has in common with the transport of Node is in `exchanges.test.ts` and `answers.test.ts`.

const open: Listening[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const request = (port: number, more: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'POST',
  url: `http://127.0.0.1:${port}/`,
  headers: {},
  body: '{}',
  signal: new AbortController().signal,
  maxResponseBytes: 10_000,
  ...more,
});

test('a request that is aborted while it waits for a connection is never sent', async () => {
  const bodies: string[] = [];
  const leaving = new AbortController();
  const server = await listen(
    httpServer((incoming, response) => {
      void readAll(incoming).then((body) => {
        bodies.push(body);
        leaving.abort();
        response.end('{}');
      });
    }),
  );
  open.push(server);
  const transport = createUndiciTransport(new Agent({ connections: 1 }));
  const [first, second, third] = await Promise.allSettled([
    transport.send(request(server.port, { body: 'first' })),
    transport.send(request(server.port, { body: 'second', signal: leaving.signal })),
    transport.send(request(server.port, { body: 'third' })),
  ]);
  expect(second).toMatchObject({ reason: { phase: 'unsent', message: 'could not connect (aborted)' } });
  expect([first.status, third.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(bodies).toEqual(['first', 'third']);
});

test('when undici would send a request again, it is stopped: the first may have been received', async () => {
  const aborted: unknown[] = [];
  const controller = { abort: (reason: unknown) => void aborted.push(reason) };
  interface Handler {
    onRequestStart(given: typeof controller): void;
    onResponseError(given: typeof controller, error: Error): void;
  }
  const again: UndiciDispatcher = {
    dispatch(_, handler) {
      const { onRequestStart, onResponseError } = handler as Handler;
      onRequestStart(controller);
      onRequestStart(controller);
      onResponseError(controller, aborted[0] as Error);
      return true;
    },
  };
  await expect(createUndiciTransport(again).send(request(1))).rejects.toMatchObject({ phase: 'sent' });
  expect(aborted).not.toEqual([]);
});

test('a dispatcher that throws has sent nothing', async () => {
  const throwing: UndiciDispatcher = {
    dispatch() {
      throw new RangeError('no connection today');
    },
  };
  await expect(createUndiciTransport(throwing).send(request(1))).rejects.toMatchObject({
    phase: 'unsent',
    message: 'could not prepare a connection (RangeError)',
  });
});

test('many requests to a server that is down all fail, and so do the next ones', async () => {
  const server = await listen(httpServer(() => undefined));
  await server.close();
  const transport = createUndiciTransport(new Agent({ connections: 4 }));
  for (let round = 0; round < 3; round++) {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => transport.send(request(server.port))),
    );
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { phase: 'unsent' } });
  }
});
