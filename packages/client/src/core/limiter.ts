import type { Runtime } from '../model/runtime.js';

/** At most so many calls in any 60 seconds. */
export interface Limits {
  /** For all operations of a module together. */
  readonly perMinute: number;
  /** For any single operation. */
  readonly perMinuteEachAction: number;
}

/** Makes calls wait until they fit into the quota. */
export interface Limiter {
  /** A place in the line. A call takes one ticket and keeps it for its retries, which so come before younger calls. */
  ticket(): number;
  /** Resolves when the call may be sent. Nothing to wait for: `undefined`. Aborted: rejects with the signal's reason. */
  acquire(action: string, ticket: number, signal?: AbortSignal): Promise<void> | undefined;
}

/**
 * The service counts when a request arrives, we when it leaves: a request on the way for longer than a later one must not
 * squeeze both into one window. The first of a burst, which opens the connections, takes longest.
 */
const window = 60_000 + 1500;

/** The moments of the latest calls, as many as the quota: a full circle means that the oldest must leave the window. */
class Moments {
  readonly #moments: number[] = [];
  readonly #quota: number;
  #next = 0;
  constructor(quota: number) {
    this.#quota = quota;
  }
  /** The earliest moment at which one more call fits. */
  get free(): number {
    return this.#moments.length < this.#quota ? -Infinity : this.#moments[this.#next]! + window;
  }
  add(moment: number): void {
    this.#moments[this.#next] = moment;
    this.#next = (this.#next + 1) % this.#quota;
  }
}

interface Waiting {
  readonly ticket: number;
  readonly proceed: () => void;
}

/** One Action: its latest calls and those that wait, oldest ticket first. */
interface Lane {
  readonly moments: Moments;
  readonly line: Waiting[];
}

/**
 * Sliding windows over the documented quota (https://cloud.tencent.com/document/product/213/6982, code 4400): no 60
 * seconds hold more calls than it. Of the calls that fit, the one with the oldest ticket goes first, so that nobody starves
 * and an Action whose own quota is used up does not hold up the others.
 */
export function createLimiter(limits: Limits, runtime: Pick<Runtime, 'now' | 'sleep'>): Limiter {
  const all = new Moments(limits.perMinute);
  const lanes = new Map<string, Lane>();
  let tickets = 0;
  let latest = -Infinity;
  let pump: AbortController | undefined;

  // Never backwards, and never behind a sleep that is over: a clock that stands still must not make us spin.
  const now = (): number => (latest = Math.max(latest, runtime.now()));

  const lane = (action: string): Lane => {
    let found = lanes.get(action);
    if (!found) lanes.set(action, (found = { moments: new Moments(limits.perMinuteEachAction), line: [] }));
    return found;
  };

  /** Lets everybody go who may; says when the next one may. */
  const admit = (): number => {
    for (;;) {
      const moment = now();
      let first: Lane | undefined;
      let next = Infinity;
      for (const candidate of lanes.values()) {
        const head = candidate.line[0];
        if (!head) continue;
        const free = Math.max(all.free, candidate.moments.free);
        if (free > moment) next = Math.min(next, free);
        else if (!first || head.ticket < first.line[0]!.ticket) first = candidate;
      }
      if (!first) return next;
      all.add(moment);
      first.moments.add(moment);
      first.line.shift()!.proceed();
    }
  };

  /** Sleeps until the next one may go, as long as somebody waits; a change of the line starts it anew. */
  const run = async (): Promise<void> => {
    pump?.abort();
    const mine = (pump = new AbortController());
    for (;;) {
      const next = admit();
      if (next === Infinity) break;
      try {
        await runtime.sleep(next - now(), mine.signal);
      } catch {
        // A sleep that fails for another reason than ours counts as over: nobody may hang because of it.
      }
      if (mine.signal.aborted) return;
      latest = Math.max(latest, next);
    }
    pump = undefined;
  };

  return {
    ticket: () => tickets++,
    acquire(action, ticket, signal) {
      const { line, moments } = lane(action);
      const moment = now();
      if (line.length === 0 && pump === undefined && Math.max(all.free, moments.free) <= moment) {
        all.add(moment);
        moments.add(moment);
        return undefined;
      }
      return new Promise((resolve, reject) => {
        const onAbort = (): void => {
          line.splice(line.indexOf(waiting), 1);
          reject(signal?.reason as unknown);
          void run();
        };
        const waiting: Waiting = {
          ticket,
          proceed: () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        if (signal?.aborted) return reject(signal.reason as unknown);
        signal?.addEventListener('abort', onAbort, { once: true });
        const younger = line.findLastIndex((other) => other.ticket < ticket) + 1;
        line.splice(younger, 0, waiting);
        void run();
      });
    },
  };
}
