import type { Runtime } from '../../src/model/runtime/runtime.js';

interface Pending {
  readonly due: number;
  readonly fire: () => void;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Turns of the event loop: what was written on this machine has arrived after a few. */
export const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await nextTurn();
};

/** Time as a value: it passes only when `run` finds that all wait, and then jumps to the next moment. */
export class Time {
  #now: number;
  #next = 0;
  readonly #pending = new Map<number, Pending>();
  /** Listeners that sleeps have put on signals and not taken off. */
  listeners = 0;
  /** How long each sleep was. */
  readonly sleeps: number[] = [];

  constructor(start = Date.UTC(2026, 0, 2, 3, 4, 5)) {
    this.#now = start;
  }

  now = (): number => this.#now;

  /** Sleeps and timers that are neither over nor cancelled. */
  get pending(): number {
    return this.#pending.size;
  }

  timer = (milliseconds: number, callback: () => void): (() => void) => {
    const id = this.#next++;
    const fire = (): void => {
      this.#pending.delete(id);
      callback();
    };
    this.#pending.set(id, { due: this.#now + milliseconds, fire });
    return () => void this.#pending.delete(id);
  };

  sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      this.sleeps.push(milliseconds);
      if (signal?.aborted) return reject(signal.reason as Error);
      const onAbort = (): void => {
        this.listeners--;
        cancel();
        reject(signal?.reason as Error);
      };
      const cancel = this.timer(milliseconds, () => {
        if (signal) this.listeners--;
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
      if (signal) this.listeners++;
      signal?.addEventListener('abort', onAbort, { once: true });
    });

  /** The runtime of a client that lives in this time. */
  runtime(more: Partial<Runtime> = {}): Partial<Runtime> {
    return { now: this.now, sleep: this.sleep, timer: this.timer, random: () => 0.5, ...more };
  }

  set(now: number): void {
    this.#now = now;
  }

  /** Lets time pass; what becomes due on the way happens in order. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await nextTurn();
      const first = this.#earliest();
      if (!first || first.due > end) break;
      this.#now = Math.max(this.#now, first.due);
      first.fire();
    }
    this.#now = end;
    await nextTurn();
  }

  /** Lets time pass until the promise is settled. */
  async run<Value>(promise: Promise<Value>, most = 100_000): Promise<Value> {
    let settled = false;
    const settle = (): void => void (settled = true);
    promise.then(settle, settle);
    for (let turn = 0; turn < most; turn++) {
      await nextTurn();
      if (settled) return promise;
      const first = this.#earliest();
      if (!first) continue;
      this.#now = Math.max(this.#now, first.due);
      first.fire();
    }
    throw new Error(`not settled after ${most} turns, ${this.#pending.size} timers pending`);
  }

  #earliest(): Pending | undefined {
    let first: Pending | undefined;
    for (const pending of this.#pending.values()) if (!first || pending.due < first.due) first = pending;
    return first;
  }
}

/** An AbortController that counts the listeners on its signal. */
export function countingController(): { controller: AbortController; listeners: () => number } {
  const controller = new AbortController();
  const { signal } = controller;
  const present = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  Object.defineProperty(signal, 'addEventListener', {
    value: (type: 'abort', listener: () => void, options?: AddEventListenerOptions) => {
      present.add(listener);
      add(type, listener, options);
    },
  });
  Object.defineProperty(signal, 'removeEventListener', {
    value: (type: 'abort', listener: () => void) => {
      present.delete(listener);
      remove(type, listener);
    },
  });
  // A listener that was called once is gone by itself.
  add('abort', () => present.clear());
  return { controller, listeners: () => present.size };
}
