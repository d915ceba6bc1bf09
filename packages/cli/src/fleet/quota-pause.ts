import type { SentCall } from './journal/journal.js';
import type { JournalContents } from './journal/read.js';
import { maxBatch } from './batches.js';

/** The service counts calls of the last minute; a little more, as it counts when they arrive. */
const window = 61_500;
/** Calls a minute of one Action. Source: https://cloud.tencent.com/document/product/213/6982 (code 4400). */
const quota = 100;
/** Looks and requests that one batch may take in its first minute. */
const callsOfBatch = 12;

/**
 * How long the rest of a run must wait for the quota that the interrupted one has used: the service remembers its
 * calls, a new process does not. Nothing where both fit into one minute.
 */
export function quotaPause(calls: JournalContents['calls'], about: { now: number; left: number }): number {
  const { now, left } = about;
  let pause = 0;
  for (const times of calls.values()) {
    const recent = times.filter((at) => at > now - window);
    const wanted = Math.ceil(left / maxBatch) * callsOfBatch;
    if (recent.length === 0 || recent.length + wanted <= quota) continue;
    pause = Math.max(pause, Math.max(...recent) + window - now);
  }
  return pause;
}

/** Remembers the calls of the last minute, for a journal that is begun later. */
export class RecentCalls {
  #calls: SentCall[] = [];
  /** Where calls go as soon as there is a journal. */
  listener: ((call: SentCall) => void) | undefined;

  add(call: SentCall): void {
    this.listener?.(call);
    this.#calls.push(call);
    if (this.#calls.length > 10 * quota) this.#calls = this.recent(call.at);
  }

  recent(now: number): SentCall[] {
    return this.#calls.filter(({ at }) => at > now - window);
  }
}
