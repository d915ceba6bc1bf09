import type { Quota } from '@qcvm/client/descriptors';

/** When calls were made, oldest first; what has left the window is dropped as time goes on. */
class SlidingWindow {
  readonly #length: number;
  #times: number[] = [];
  #first = 0;

  constructor(seconds: number) {
    this.#length = seconds * 1000;
  }

  /** How many calls the window up to now holds. */
  count(now: number): number {
    while (this.#first < this.#times.length && (this.#times[this.#first] ?? 0) <= now - this.#length)
      this.#first++;
    if (this.#first > 1024 && this.#first * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
    return this.#times.length - this.#first;
  }

  /** When the oldest call of the window leaves it. */
  opensAt(): number {
    return (this.#times[this.#first] ?? 0) + this.#length;
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
  readonly quota: Quota;
  readonly milliseconds: number;
}

/** When calls were counted, in milliseconds since 1970: by account, then by what a quota counts, as `cvm/StopInstances 60 s`. */
export type CountedCalls = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

const nameOf = ({ per, seconds }: Quota, service: string, action: string): string =>
  per === 'action' ? `${service}/${action} ${seconds} s` : `${service} ${seconds} s`;

/** Counts calls by account, service and Action. A refused call does not count. */
export class QuotaCounter {
  readonly #windows = new Map<string, Map<string, SlidingWindow>>();

  /** Counts a call, or returns the quota that forbids it. */
  take(call: {
    account: string;
    service: string;
    action: string;
    now: number;
    quotas: readonly Quota[];
  }): QuotaExceeded | undefined {
    const { account, service, action, now, quotas } = call;
    const windows: SlidingWindow[] = [];
    for (const quota of quotas) {
      const window = this.#window(account, nameOf(quota, service, action), quota.seconds);
      if (window.count(now) >= quota.calls) return { quota, milliseconds: window.opensAt() - now };
      if (!windows.includes(window)) windows.push(window);
    }
    for (const window of windows) window.add(now);
    return undefined;
  }

  dump(): CountedCalls {
    const dump: Record<string, Record<string, number[]>> = {};
    for (const [account, windows] of this.#windows) {
      const own: Record<string, number[]> = {};
      for (const [name, calls] of windows) own[name] = calls.times();
      dump[account] = own;
    }
    return dump;
  }

  load(dump: CountedCalls): void {
    this.#windows.clear();
    for (const [account, own] of Object.entries(dump)) {
      for (const [name, times] of Object.entries(own)) {
        const seconds = Number(/ (\d+) s$/.exec(name)?.[1] ?? 60);
        const calls = this.#window(account, name, seconds);
        for (const time of times) calls.add(time);
      }
    }
  }

  #window(account: string, name: string, seconds: number): SlidingWindow {
    let windows = this.#windows.get(account);
    if (!windows) this.#windows.set(account, (windows = new Map<string, SlidingWindow>()));
    let calls = windows.get(name);
    if (!calls) windows.set(name, (calls = new SlidingWindow(seconds)));
    return calls;
  }
}
