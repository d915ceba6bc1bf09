import { createLimiter, type LimitedCall, type Limiter } from '@qcvm/client';
import type { Environment } from '../../../environment/environment.js';
import { noteSent } from './leaving.js';

/** A call has waited for its place under the quotas for too long. Nothing was sent of it, or nothing more. */
export class WaitedTooLong extends Error {
  override readonly name = 'WaitedTooLong';
}

/** How calls are kept within quotas. */
export interface LimiterOptions {
  /** Milliseconds that a call may wait. */
  readonly longest: number;
  /**
   * Whether the documented quotas are known to hold where the calls go. Elsewhere an Action is kept to them only after calls of it
   * were refused for a quota.
   */
  readonly areKnown: boolean;
}

/** The limiter of the client, in which no call waits for longer than a program does. */
export class BridgeLimiter implements Limiter {
  readonly #environment: Pick<Environment, 'now' | 'sleep'>;
  readonly #options: LimiterOptions;
  readonly #limiter: Limiter;
  /** Actions of which calls were refused for a quota. */
  readonly #refused = new Set<string>();

  constructor(environment: Pick<Environment, 'now' | 'sleep'>, options: LimiterOptions) {
    this.#environment = environment;
    this.#options = options;
    this.#limiter = createLimiter({ now: environment.now, sleep: environment.sleep });
  }

  /** Hears why a request is sent again. */
  failed(action: string, failure: string): void {
    if (failure.startsWith('code RequestLimitExceeded')) this.#refused.add(action);
  }

  /** A request is sent as soon as it has its turn: so this is where requests are counted. */
  acquire(call: LimitedCall, signal?: AbortSignal): Promise<void> | undefined {
    const turn = this.#turn(call, signal);
    if (turn) return turn.then(() => noteSent(signal));
    noteSent(signal);
    return undefined;
  }

  #turn(call: LimitedCall, signal?: AbortSignal): Promise<void> | undefined {
    const { longest, areKnown } = this.#options;
    if (!areKnown && !this.#refused.has(call.action)) return undefined;
    const waiting = new AbortController();
    const turn = this.#limiter.acquire(call, waiting.signal);
    if (turn === undefined) return undefined;
    const leave = (): void => waiting.abort(signal?.reason);
    if (signal?.aborted) leave();
    signal?.addEventListener('abort', leave, { once: true });
    const settled = new AbortController();
    const tooLong = `waited ${longest / 1000} s for its turn under the quota of ${call.action}`;
    this.#environment.sleep(longest, settled.signal).then(
      () => waiting.abort(new WaitedTooLong(tooLong)),
      () => undefined,
    );
    return turn.finally(() => {
      signal?.removeEventListener('abort', leave);
      settled.abort();
    });
  }
}
