import { createLimiter, type Limiter } from '@qcvm/client';
import type { Environment } from '../../environment/environment.js';

/** A call has waited for its place under the quotas for too long. Nothing was sent of it, or nothing more. */
export class WaitedTooLong extends Error {
  override readonly name = 'WaitedTooLong';
}

/** The limiter of the client, in which no call waits for longer than a program does. */
export function boundedLimiter({ now, sleep }: Pick<Environment, 'now' | 'sleep'>, longest: number): Limiter {
  const limiter = createLimiter({ now, sleep });
  return {
    acquire(call, signal) {
      const waiting = new AbortController();
      const turn = limiter.acquire(call, waiting.signal);
      if (turn === undefined) return undefined;
      const give = (reason: unknown) => (): void => waiting.abort(reason);
      const gone = give(signal?.reason);
      if (signal?.aborted) gone();
      signal?.addEventListener('abort', gone, { once: true });
      const settled = new AbortController();
      sleep(longest, settled.signal).then(
        give(new WaitedTooLong(`waited ${longest / 1000} s for its turn under the quota of ${call.action}`)),
        () => undefined,
      );
      return turn.finally(() => {
        signal?.removeEventListener('abort', gone);
        settled.abort();
      });
    },
  };
}
