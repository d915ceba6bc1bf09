import { own } from './own.js';

interface Waiting {
  readonly callbacks: Set<() => void>;
  /** Absent where `createAbort` calls back: a signal's listener costs more than all else that an attempt adds to it. */
  readonly listener?: () => void;
}

const waitingFor = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls back once when the signal aborts: at once, if it has. However many wait for a signal, it gets one listener: a program
 * may use one signal for all its calls, and Node warns of a leak at the eleventh listener.
 *
 * @returns Stops waiting.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (!signal) return () => undefined;
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  let waiting = waitingFor.get(signal);
  if (!waiting) {
    const callbacks = new Set<() => void>();
    const listener = (): void => {
      waitingFor.delete(signal);
      for (const call of callbacks) call();
    };
    waitingFor.set(signal, (waiting = { callbacks, listener }));
    signal.addEventListener('abort', listener, own({ once: true }));
  }
  const { callbacks, listener } = waiting;
  const entry = (): void => callback();
  callbacks.add(entry);
  return () => {
    if (!callbacks.delete(entry) || callbacks.size > 0 || !listener || signal.aborted) return;
    waitingFor.delete(signal);
    signal.removeEventListener('abort', listener);
  };
}

/** A signal of our own, and what aborts it. Whatever waits for it by `onAbort` does so without a listener. */
export function createAbort(): Pick<AbortController, 'signal' | 'abort'> {
  const controller = new AbortController();
  const { signal } = controller;
  const callbacks = new Set<() => void>();
  waitingFor.set(signal, { callbacks });
  return {
    signal,
    abort(reason) {
      controller.abort(reason);
      for (const call of callbacks) {
        callbacks.delete(call);
        call();
      }
    },
  };
}

/** What the promise comes to, or the signal's reason as soon as it aborts, whatever the promise does then. */
export function withAbort<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = onAbort(signal, () => reject(signal.reason as unknown));
    void promise.then(resolve, reject).then(stop);
  });
}

/**
 * Runs what is not this package's own with a signal made for it, which aborts with the given one: whatever listens to it
 * there, and for how long, the caller's signal keeps its one listener.
 */
export async function withOwnSignal<Value>(
  signal: AbortSignal | undefined,
  run: (own: AbortSignal | undefined) => Promise<Value>,
): Promise<Value> {
  if (!signal) return run(undefined);
  const controller = new AbortController();
  const stop = onAbort(signal, () => controller.abort(signal.reason));
  try {
    return await run(controller.signal);
  } finally {
    stop();
  }
}
