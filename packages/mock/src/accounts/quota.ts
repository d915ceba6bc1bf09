import type { QuotaOptions } from '../emulator/options.js';

const window = 60_000;

/** When calls were made, oldest first; what has left the window is dropped as time goes on. */
class SlidingWindow {
  #times: number[] = [];
  #first = 0;

  /** How many calls the last 60 seconds hold. */
  count(now: number): number {
    while (this.#first < this.#times.length && (this.#times[this.#first] ?? 0) <= now - window) this.#first++;
    if (this.#first > 1024 && this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }

  /** When the oldest call of the window leaves it. */
  opensAt(): number {
    return (this.#times[this.#first] ?? 0) + window;
  }

  add(now: number): void {
    this.#times.push(now);
  }

  times(): number[] {
    return this.#times.slice(this.#first);
  }
}

/** Which quota is used up, and for how long. */
export interface QuotaExceeded {
  readonly limit: number;
  /** Absent for the quota over all Actions. */
  readonly action?: string;
  readonly milliseconds: number;
}

/** Counts calls by account and Action. A refused call does not count. */
export class QuotaCounter {
  /** By account, then by Action; the calls of all Actions together are under the empty name. */
  readonly #windows = new Map<string, Map<string, SlidingWindow>>();

  /** Counts a call, or tells which quota forbids it. */
  take(call: {
    account: string;
    action: string;
    now: number;
    quota: Required<QuotaOptions>;
  }): QuotaExceeded | undefined {
    const { account, action, now, quota } = call;
    const all = this.#window(account, '');
    const own = this.#window(account, action);
    if (own.count(now) >= quota.perMinuteEachAction) {
      return { limit: quota.perMinuteEachAction, action, milliseconds: own.opensAt() - now };
    }
    if (all.count(now) >= quota.perMinute) {
      return { limit: quota.perMinute, milliseconds: all.opensAt() - now };
    }
    all.add(now);
    own.add(now);
    return undefined;
  }

  dump(): Record<string, Record<string, number[]>> {
    const dump: Record<string, Record<string, number[]>> = {};
    for (const [account, windows] of this.#windows) {
      const own: Record<string, number[]> = {};
      for (const [action, calls] of windows) own[action] = calls.times();
      dump[account] = own;
    }
    return dump;
  }

  load(dump: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>): void {
    this.#windows.clear();
    for (const [account, own] of Object.entries(dump)) {
      for (const [action, times] of Object.entries(own)) {
        const calls = this.#window(account, action);
        for (const time of times) calls.add(time);
      }
    }
  }

  #window(account: string, action: string): SlidingWindow {
    let windows = this.#windows.get(account);
    if (!windows) this.#windows.set(account, (windows = new Map<string, SlidingWindow>()));
    let calls = windows.get(action);
    if (!calls) windows.set(action, (calls = new SlidingWindow()));
    return calls;
  }
}
