import { onAbort } from '../model/runtime/abort.js';
import type { Quota } from '../model/descriptor.js';
import type { Runtime } from '../model/runtime/runtime.js';

/** What a limiter is told of a call that wants to be sent. */
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
  /** Grows with every call of a client, and stays the same for the attempts of one call. */
  readonly ticket: number;
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

/**
 * Milliseconds in which a quota is kept. The service counts when a request arrives, the client when it leaves: a request that
 * is on the way longer than a later one must not squeeze both into one window. So the window has a margin, a share of it.
 */
const windowOf = ({ seconds }: Quota): number => seconds * 1000 + Math.max(50, seconds * 25);

/** The moments of the latest calls, as many as the quota: a full circle means that the oldest must leave the window. */
class Window {
  readonly #moments: number[] = [];
  readonly #calls: number;
  readonly #length: number;
  #next = 0;
  constructor(quota: Quota) {
    this.#calls = quota.calls;
    this.#length = windowOf(quota);
  }
  /** The earliest moment at which one more call fits. */
  get free(): number {
    return this.#moments.length < this.#calls ? -Infinity : this.#moments[this.#next]! + this.#length;
  }
  /** Whether all that it holds has left it. */
  isEmpty(moment: number): boolean {
    const latest = this.#moments.at(this.#next - 1);
    return latest === undefined || latest + this.#length <= moment;
  }
  add(moment: number): void {
    this.#moments[this.#next] = moment;
    this.#next = (this.#next + 1) % this.#calls;
  }
}

interface Waiting {
  readonly ticket: number;
  readonly proceed: () => void;
}

/** One Action of one key at one endpoint: its windows, and the calls that wait, oldest ticket first. */
interface Lane {
  readonly windows: readonly Window[];
  readonly line: Waiting[];
}

const freeAt = ({ windows }: Lane): number => Math.max(-Infinity, ...windows.map(({ free }) => free));

/** More keys and Actions than this are looked through for those that are at rest. */
const manyLanes = 200;

/**
 * Sliding windows over the quotas, for each (endpoint, key, Action): no stretch of time holds more calls than they allow. Of
 * the calls that fit, the one with the oldest ticket goes first, so that none starves and an Action whose own quota is used up
 * does not hold up the others. Source of 2.0's quotas: https://cloud.tencent.com/document/product/213/6982, code 4400.
 */
export function createLimiter(runtime: Pick<Runtime, 'now' | 'sleep'>): Limiter {
  const windows = new Map<string, Window>();
  const lanes = new Map<string, Lane>();
  let latest = -Infinity;
  let pump: AbortController | undefined;

  // Never backwards, and never behind a sleep that is over: a clock that stands still must not make us spin.
  const now = (): number => (latest = Math.max(latest, runtime.now()));

  const removeIdle = (): void => {
    for (const [key, { line, windows: own }] of lanes)
      if (line.length === 0 && own.every((window) => window.isEmpty(now()))) lanes.delete(key);
    const used = new Set([...lanes.values()].flatMap((lane) => lane.windows));
    for (const [key, window] of windows) if (!used.has(window)) windows.delete(key);
  };

  const laneOf = ({ endpoint, key, service, action, quotas }: LimitedCall): Lane => {
    const rules = quotas.map(({ calls, seconds, per }) => `${calls}/${seconds}/${per}`);
    const name = [endpoint, key, service, action, ...rules].join(' ');
    let lane = lanes.get(name);
    if (!lane) {
      if (lanes.size >= manyLanes) removeIdle();
      const own = quotas.map((quota, index) => {
        const scope = [endpoint, key, service, quota.per === 'action' ? action : '*', rules[index]].join(' ');
        const window = windows.get(scope) ?? new Window(quota);
        windows.set(scope, window);
        return window;
      });
      lanes.set(name, (lane = { windows: own, line: [] }));
    }
    return lane;
  };

  /** Lets go every call that may; says when the next one may. */
  const admit = (): number => {
    for (;;) {
      const moment = now();
      let first: Lane | undefined;
      let next = Infinity;
      for (const candidate of lanes.values()) {
        const head = candidate.line[0];
        if (!head) continue;
        const free = freeAt(candidate);
        if (free > moment) next = Math.min(next, free);
        else if (!first || head.ticket < first.line[0]!.ticket) first = candidate;
      }
      if (!first) return next;
      for (const window of first.windows) window.add(moment);
      first.line.shift()!.proceed();
    }
  };

  /** Sleeps until the next one may go, as long as any waits; a change of the line starts it anew. */
  const run = async (): Promise<void> => {
    pump?.abort();
    const mine = (pump = new AbortController());
    for (;;) {
      const next = admit();
      if (next === Infinity) break;
      try {
        await runtime.sleep(next - now(), mine.signal);
      } catch {
        // A sleep that fails for another reason than ours counts as over: no call may hang because of it.
      }
      if (mine.signal.aborted) return;
      latest = Math.max(latest, next);
    }
    pump = undefined;
  };

  return {
    acquire(call, signal) {
      const lane = laneOf(call);
      const { line } = lane;
      const moment = now();
      if (line.length === 0 && pump === undefined && freeAt(lane) <= moment) {
        for (const window of lane.windows) window.add(moment);
        return undefined;
      }
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as unknown);
        const stopWaiting = onAbort(signal, (reason) => {
          line.splice(line.indexOf(waiting), 1);
          reject(reason);
          void run();
        });
        const waiting: Waiting = {
          ticket: call.ticket,
          proceed: () => {
            stopWaiting();
            resolve();
          },
        };
        const younger = line.findLastIndex((other) => other.ticket < call.ticket) + 1;
        line.splice(younger, 0, waiting);
        void run();
      });
    },
  };
}
