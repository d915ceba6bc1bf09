import { member, own } from '../own.js';

/** What may be aborted: a signal, or what `abortable` has given one. */
export type Abortable = AbortSignal | { readonly signal: AbortSignal };

interface Waiting {
  readonly callbacks: Set<(reason: unknown) => void>;
  /** Called when no callback is left. Absent where `abortable` calls back: a listener costs more than all else of an attempt. */
  readonly idle?: () => void;
}

const waitingFor = new WeakMap<Abortable, Waiting>();

const callAll = ({ callbacks }: Waiting, reason: unknown): void => {
  for (const call of callbacks) {
    callbacks.delete(call);
    call(reason);
  }
};

/** Waits for a signal with one listener, however many wait. */
function listenTo(signal: AbortSignal): Waiting {
  const listener = (): void => {
    waitingFor.delete(signal);
    callAll(waiting, signal.reason);
  };
  const waiting: Waiting = {
    callbacks: new Set(),
    idle: () => {
      waitingFor.delete(signal);
      signal.removeEventListener('abort', listener);
    },
  };
  signal.addEventListener('abort', listener, own({ once: true }));
  return waiting;
}

/**
 * Calls back once with the reason when it is aborted: at once, if it has been. However many wait for a signal, it gets one listener:
 * a program may use one signal for all its calls, and Node warns of a leak at the eleventh listener.
 *
 * @returns Stops waiting.
 */
export function onAbort(of: Abortable | undefined, callback: (reason: unknown) => void): () => void {
  if (!of) return () => undefined;
  const state = (of as WithLazySignal)[lazy];
  let waiting = state?.of === of ? state : waitingFor.get(of);
  if (!waiting) {
    const signal = (member(of, 'signal') ?? of) as AbortSignal;
    if (signal !== of) return onAbort(signal, callback);
    if (signal.aborted) {
      callback(signal.reason);
      return () => undefined;
    }
    waitingFor.set(signal, (waiting = listenTo(signal)));
  }
  const { callbacks, idle } = waiting;
  callbacks.add(callback);
  return () => {
    if (callbacks.delete(callback) && callbacks.size === 0) idle?.();
  };
}

/** Fields with a signal beside them, and what aborts it. */
export interface Aborting<Fields> {
  readonly fields: Fields & { readonly signal: AbortSignal };
  abort(reason: unknown): void;
}

/** What is behind the signal of some fields. */
interface LazySignal extends Waiting {
  /** A copy of the fields, which may have another signal, is not them. */
  of?: object | undefined;
  controller?: AbortController;
}

const lazy = Symbol('signal');
type WithLazySignal = { readonly [lazy]?: LazySignal };

const controllerOf = (state: LazySignal): AbortController => (state.controller ??= new AbortController());

/** One for all: an engine makes a new kind of object for each getter. */
const signalProperty: PropertyDescriptor & { readonly __proto__: null } = {
  __proto__: null,
  get(this: Required<WithLazySignal>) {
    return controllerOf(this[lazy]).signal;
  },
  enumerable: true,
};

/**
 * Gives fields a signal, which is made when it is first read: on Node it costs more than signing a request does, and hardly any
 * is ever aborted. What waits by `onAbort` for the fields themselves does without it.
 */
export function abortable<Fields extends object>(given: Fields): Aborting<Fields> {
  const state: LazySignal = { callbacks: new Set() };
  const fields = Object.defineProperty({ [lazy]: state, ...given }, 'signal', signalProperty);
  state.of = fields;
  return {
    fields: fields as typeof fields & { readonly signal: AbortSignal },
    abort(reason) {
      // What comes later asks the signal.
      state.of = undefined;
      controllerOf(state).abort(reason);
      callAll(state, reason);
    },
  };
}

/** The result of the promise, or the signal's reason as soon as it aborts. */
export function withAbort<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = onAbort(signal, reject);
    void promise.then(resolve, reject).then(stop);
  });
}

/**
 * Runs what is not this package's own with a signal made for it, which aborts with the given one: regardless of what listens to it
 * there, and for how long, the caller's signal keeps its one listener.
 */
export async function withOwnSignal<Value>(
  signal: AbortSignal | undefined,
  run: (own: AbortSignal | undefined) => Promise<Value>,
): Promise<Value> {
  if (!signal) return run(undefined);
  const controller = new AbortController();
  const stop = onAbort(signal, (reason) => controller.abort(reason));
  try {
    return await run(controller.signal);
  } finally {
    stop();
  }
}
