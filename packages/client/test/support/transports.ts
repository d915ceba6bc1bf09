import { afterEach, expect } from 'vitest';
import type { TransportFailure, TransportRequest } from '../../src/model/transport.js';
import { listen, type Listening } from './server.js';

/** Gives what starts a server that is closed after the test. To be called once in a file of tests. */
export function useServers(): (server: Parameters<typeof listen>[0]) => Promise<Listening> {
  const open: Listening[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });
  return async (server) => {
    const listening = await listen(server);
    open.push(listening);
    return listening;
  };
}

/** A request to a server on this machine. */
export const request = (port: number, more: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'GET',
  url: `http://127.0.0.1:${port}/v2/index.php?a=1`,
  headers: {},
  signal: new AbortController().signal,
  maxResponseBytes: 10_000,
  ...more,
});

/** How a request fails. */
export async function failure(promise: Promise<unknown>): Promise<TransportFailure> {
  const outcome: unknown = await promise.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
  expect(outcome).toMatchObject({ name: 'TransportFailure' });
  return outcome as TransportFailure;
}
