import { fillRandom } from '#platform/model/runtime/system';
import { onAbort, withOwnSignal } from './abort.js';
import { member, own } from '../own.js';
import { createNonces } from './nonce.js';

/** Everything that a client takes from the world outside, in addition to its transport. Tests and simulations replace it. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * A positive integer that was not given before. Where a test always gives the same one, all keys that make a call repeatable
   * (`ClientToken`) still differ within a client.
   */
  nonce(): number;
  /** 0 ≤ x < 1. Only for jitter: nothing that must be secret or unique depends on it. */
  random(): number;
  /** Waits; rejects at once with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Calls back once unless cancelled by the function it returns. Only for timeouts, so that a test can make `sleep`
   * pass in an instant without making every attempt time out.
   */
  timer(milliseconds: number, callback: () => void): () => void;
  /** An environment variable. */
  environment(name: string): string | undefined;
}

/** setTimeout fires at once for more than 2^31 − 1 ms. */
const longestTimer = 2_147_483_647;

function timer(milliseconds: number, callback: () => void): () => void {
  const handle = setTimeout(callback, Math.min(milliseconds, longestTimer));
  return () => clearTimeout(handle);
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = timer(milliseconds, () => {
      stopWaiting();
      resolve();
    });
    const stopWaiting = onAbort(signal, (reason) => {
      cancel();
      reject(reason);
    });
  });
}

let nonces: (() => number) | undefined;

/** The real world. One source of Nonces for the whole process: two clients may share a SecretId. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  nonce: () => (nonces ??= createNonces(fillRandom))(),
  random: () => Math.random(),
  sleep,
  timer,
  environment: (name) =>
    typeof process === 'undefined' || !Object.hasOwn(process.env, name) ? undefined : process.env[name],
};

/** The runtime's own `fetch`, looked up at every call, so that it can be replaced at any time. */
export const systemFetch = (request: Request): Promise<Response> =>
  // Without options of its own, Node's fetch would take some from Object.prototype.
  fetch(request, own({}));

/** The system's runtime with some replaced. Looked up at every use, so that a test can change them under way. */
export function createRuntime(replaced?: Partial<Runtime>): Runtime {
  // An object of its own: jobs know a client by its runtime.
  if (!replaced) return { ...systemRuntime };
  const seams = Object.fromEntries(
    Object.entries({ ...systemRuntime }).map(([name, system]) => [
      name,
      (...given: never[]): unknown =>
        ((member(replaced, name) ?? system) as (...given: never[]) => unknown).apply(replaced, given),
    ]),
  ) as Pick<Runtime, keyof Runtime>;
  return {
    ...seams,
    sleep: (milliseconds, signal) => withOwnSignal(signal, (own) => seams.sleep(milliseconds, own)),
  };
}
