import { onAbort } from '../model/runtime/abort.js';
import type { Quota } from '../model/descriptor.js';
import { describeProblem } from '../model/errors/problem.js';
import { throwIfAny } from '../model/option-rules.js';
import type { Runtime } from '../model/runtime/runtime.js';
import { quotaWindow } from './quota-window.js';

/** A call waiting for quota. */
export interface LimitedCall {
  /** Host of the endpoint: the service counts where a request arrives. */
  readonly endpoint: string;
  /** The SecretId that signs the call. */
  readonly key: string;
  /** The service, such as `cvm`. */
  readonly service: string;
  readonly action: string;
  /** All of them must hold. */
  readonly quotas: readonly Quota[];
  /** Attempts that the call has made already. */
  readonly attempts: number;
}

/**
 * Makes calls wait until they fit into the quotas. The default one keeps its counts in the client; one that keeps them in a
 * store lets many processes share a quota.
 */
export interface Limiter {
  /**
   * Resolves when the call may be sent; `undefined` if that is now. Rejects with the signal's reason when it aborts, and
   * with anything else when the limiter fails: nothing is sent then.
   */
  acquire(call: LimitedCall, signal?: AbortSignal): Promise<void> | undefined;
}

/** The moments of the calls that count towards a quota. */
interface Window {
  /** Milliseconds after which a call no longer counts. */
  readonly length: number;
  readonly moments: number[];
}

/** A window, and how many calls it may hold: callers of the same Action may come with different quotas for it. */
type Bound = readonly [window: Window, calls: number];

/** The earliest moment at which one more call fits into all of them; for those that are held it is not known. */
const freeAt = (bounds: readonly Bound[], held?: ReadonlySet<Window>): number =>
  Math.max(
    ...bounds.map(([window, calls]) =>
      held?.has(window) ? Infinity : (window.moments.at(-calls) ?? -Infinity) + window.length,
    ),
  );

function count(bounds: readonly Bound[], moment: number): void {
  // Each once: two quotas may be over the same time.
  for (const { length, moments } of new Set(bounds.map(([window]) => window))) {
    moments.push(moment);
    while (moments[0]! + length <= moment) moments.shift();
  }
}

interface Waiting {
  readonly attempts: number;
  readonly bounds: readonly Bound[];
  proceed: () => void;
}

/**
 * Sliding windows over the quotas, for each (endpoint, key, Action): no stretch of time holds more calls than they allow. Calls of the
 * same Action count together, whatever quotas they come with. Calls that have made more attempts go first, then the one that has
 * waited longest; an Action whose own quota is used up does not hold up the others. Source of 2.0's quotas: https://cloud.tencent.com/document/product/213/6982, code 4400.
 */
export function limiterOf(runtime: Pick<Runtime, 'now' | 'sleep'>): Limiter {
  const windows = new Map<string, Window>();
  /** When there are more windows than this, those that are at rest are removed. */
  let manyWindows = 200;
  /** In the order in which they go. */
  const line: Waiting[] = [];
  /** When the first of them may go. */
  let wake = Infinity;
  let pump: AbortController | undefined;
  let latest = -Infinity;

  // Never backwards, and never behind a sleep that is over: a clock that stands still must not make us spin.
  const now = (): number => (latest = Math.max(latest, runtime.now()));

  const boundsOf = ({ endpoint, key, service, action, quotas }: LimitedCall): Bound[] => {
    if (windows.size > manyWindows) {
      const used = new Set(line.flatMap(({ bounds }) => bounds.flat()));
      for (const [name, window] of windows) {
        const last = window.moments.at(-1) ?? -Infinity;
        if (!used.has(window) && last + window.length <= now()) windows.delete(name);
      }
      manyWindows = Math.max(200, windows.size * 2);
    }
    return quotas.map((quota) => {
      const { calls, seconds, per } = quota;
      const name = [endpoint, key, service, per === 'action' ? action : '*', seconds].join(' ');
      let window = windows.get(name);
      if (!window) windows.set(name, (window = { length: quotaWindow(quota), moments: [] }));
      return [window, calls];
    });
  };

  /** Lets go every call that may; says when the next one may. */
  const admit = (): number => {
    const moment = now();
    let next = Infinity;
    // What is too full for a call stays so for all behind it: steady ones with a larger quota would keep it full for ever.
    const held = new Set<Window>();
    for (const waiting of line.splice(0)) {
      const { bounds } = waiting;
      const free = freeAt(bounds, held);
      if (free > moment) {
        next = Math.min(next, free);
        line.push(waiting);
        for (const bound of bounds) if (freeAt([bound]) > moment) held.add(bound[0]);
      } else {
        count(bounds, moment);
        waiting.proceed();
      }
    }
    return next;
  };

  /** Sleeps until the next one may go, as long as any waits; a change of the line starts it anew. */
  const run = async (): Promise<void> => {
    pump?.abort();
    while ((wake = admit()) < Infinity) {
      const { signal } = (pump = new AbortController());
      try {
        await runtime.sleep(wake - now(), signal);
      } catch {
        // A sleep that fails for any other reason counts as over: no call may hang because of it.
      }
      if (signal.aborted) return;
      latest = Math.max(latest, wake);
    }
  };

  return {
    acquire(call, signal) {
      const { attempts } = call;
      const bounds = boundsOf(call);
      const waiting: Waiting = { attempts, bounds, proceed: () => undefined };
      line.splice(line.findLastIndex((other) => other.attempts >= attempts) + 1, 0, waiting);
      if (freeAt(bounds) < wake) void run();
      if (!line.includes(waiting)) return undefined;
      return new Promise((resolve, reject) => {
        const stopWaiting = onAbort(signal, (reason) => {
          line.splice(line.indexOf(waiting), 1);
          reject(reason);
          // Others may have waited for this one to go first.
          void run();
        });
        waiting.proceed = () => {
          stopWaiting();
          resolve();
        };
      });
    },
  };
}

/**
 * The limiter that each client has for itself, for several clients to share.
 *
 * @throws ValidationError if the runtime has no clock or cannot sleep.
 */
export function createLimiter(runtime: Pick<Runtime, 'now' | 'sleep'>): Limiter {
  const { now, sleep } = Object(runtime) as Partial<Runtime>;
  if (typeof now !== 'function' || typeof sleep !== 'function')
    throwIfAny([
      describeProblem({
        ...{ parameter: 'runtime', rule: 'type', value: runtime },
        must: 'must be an object with the functions now and sleep',
      }),
    ]);
  return limiterOf(runtime);
}
