import type { IncomingCall } from '@qcvm/mock/server';

/** What the client asks of a signal. */
type Signal = Pick<AbortSignal, 'aborted' | 'reason'> & {
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
  throwIfAborted(): void;
};

/** Tells the client that the program has left. It is made for every call, and a signal of Node costs more than signing a request. */
class Leaving implements Signal {
  aborted = false;
  reason: unknown;
  /** Requests that were sent for the call. */
  sent = 0;
  readonly #listeners = new Set<() => void>();
  readonly #call: IncomingCall;
  #isWatching = false;

  constructor(call: IncomingCall) {
    this.#call = call;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.add(listener);
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.#call.onLeave?.(() => {
      this.aborted = true;
      this.reason = new Error('the program has left before its call was sent or answered');
      for (const each of [...this.#listeners]) each();
    });
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }
}

/** Notes that a request is sent for the call that a signal was made for. */
export function noteSent(signal: AbortSignal | undefined): void {
  if (signal instanceof Leaving) signal.sent += 1;
}

/** Requests that were sent for the call that a signal was made for, regardless of what became of them. */
export const sentFor = (signal: AbortSignal): number => (signal instanceof Leaving ? signal.sent : 0);

/** A signal for the client that aborts when the program leaves. */
export function leavingSignal(call: IncomingCall): AbortSignal {
  const leaving: Signal = new Leaving(call);
  return leaving as AbortSignal;
}
