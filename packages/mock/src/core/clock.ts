import { machineRuntime, turn, type Runtime } from './runtime.js';

/** How the emulator's time passes. */
export type ClockMode = 'real' | 'manual' | 'accelerated';

export type ClockOptions =
  | ClockMode
  | {
      readonly mode: 'real';
      /** The time at the start; default: the machine's. Milliseconds since 1970, or an ISO 8601 text. */
      readonly start?: number | string;
    }
  | {
      /** Time stands still until `advance` moves it. */
      readonly mode: 'manual';
      /** Default: `2026-01-01T00:00:00Z`, so that a test sees the same history every time. */
      readonly start?: number | string;
      /** A sleep on this clock moves it, as soon as nothing else can run. Default: false. */
      readonly automatic?: boolean;
    }
  | {
      readonly mode: 'accelerated';
      /** Emulated seconds in one real second. Default: 60. */
      readonly factor?: number;
      /** Default: the machine's time. */
      readonly start?: number | string;
    };

/** The emulator's time. State is a function of it: nothing ticks, and nothing is left running. */
export interface Clock {
  readonly mode: ClockMode;
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves the time forward by so many milliseconds, in every mode; sleepers whose time has come wake up. */
  advance(milliseconds: number): void;
  /** Resolves when so many milliseconds have passed on this clock; rejects with the signal's reason. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Sets the time, as a restored snapshot does on a manual clock. */
  set(now: number): void;
}

export const defaultManualStart = Date.UTC(2026, 0, 1);
const defaultFactor = 60;

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export class ClockError extends Error {
  override readonly name = 'ClockError';
}

const readStart = (start: number | string): number => {
  const time = typeof start === 'number' ? start : Date.parse(start);
  if (!Number.isFinite(time)) {
    throw new ClockError(
      `clock.start: not a time: give milliseconds since 1970 or a text such as 2026-01-01T00:00:00Z`,
    );
  }
  return time;
};

class EmulatedClock implements Clock {
  readonly mode: ClockMode;
  readonly #runtime: Runtime;
  readonly #rate: number;
  readonly #automatic: boolean;
  readonly #sleepers = new Set<Sleeper>();
  readonly #moved: (now: number) => void;
  #realOrigin: number;
  #origin: number;
  #driving = false;

  constructor(options: {
    mode: ClockMode;
    rate: number;
    start: number;
    automatic: boolean;
    runtime: Runtime;
    moved: (now: number) => void;
  }) {
    this.mode = options.mode;
    this.#rate = options.rate;
    this.#automatic = options.automatic;
    this.#runtime = options.runtime;
    this.#moved = options.moved;
    this.#realOrigin = options.runtime.now();
    this.#origin = options.start;
  }

  now(): number {
    if (this.#rate === 0) return this.#origin;
    return Math.floor(this.#origin + (this.#runtime.now() - this.#realOrigin) * this.#rate);
  }

  advance(milliseconds: number): void {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) {
      throw new ClockError(
        `advance: ${milliseconds} is not a number of milliseconds from 0 up: time only goes forward`,
      );
    }
    this.set(this.now() + milliseconds);
  }

  set(now: number): void {
    this.#origin = readStart(now);
    this.#realOrigin = this.#runtime.now();
    for (const sleeper of [...this.#sleepers]) if (sleeper.until <= this.#origin) sleeper.wake();
    this.#moved(this.#origin);
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw signal.reason;
    const until = this.now() + Math.max(0, milliseconds);
    // A clock that runs by itself ends the nap with the machine's timer, unless `advance` does so before.
    const nap = new AbortController();
    const cancel = (): void => nap.abort(signal?.reason);
    signal?.addEventListener('abort', cancel, { once: true });
    let sleeper: Sleeper | undefined;
    const woken = new Promise<void>((resolve, reject) => {
      sleeper = { until, wake: resolve };
      this.#sleepers.add(sleeper);
      nap.signal.addEventListener('abort', () => reject(nap.signal.reason as unknown), { once: true });
    });
    try {
      if (this.#rate > 0) {
        const timer = this.#runtime.sleep(Math.max(0, milliseconds) / this.#rate, nap.signal);
        timer.catch(() => undefined);
        await Promise.race([woken, timer]);
      } else {
        if (until <= this.now()) return;
        if (this.#automatic) void this.#drive();
        await woken;
      }
    } finally {
      if (sleeper) this.#sleepers.delete(sleeper);
      signal?.removeEventListener('abort', cancel);
      woken.catch(() => undefined);
      nap.abort();
    }
  }

  /** Moves an automatic clock from sleeper to sleeper, letting everything else run in between. */
  async #drive(): Promise<void> {
    if (this.#driving) return;
    this.#driving = true;
    try {
      await turn();
      while (this.#sleepers.size > 0) {
        let next = Infinity;
        for (const { until } of this.#sleepers) next = Math.min(next, until);
        this.set(Math.max(next, this.now()));
        await turn();
      }
    } finally {
      this.#driving = false;
    }
  }
}

/**
 * Makes a clock.
 *
 * @param options.moved is called when the time was moved by hand
 */
export function createClock(
  options: ClockOptions = 'real',
  {
    runtime = machineRuntime,
    moved = () => undefined,
  }: { runtime?: Runtime; moved?: (now: number) => void } = {},
): Clock {
  const chosen = typeof options === 'string' ? { mode: options } : options;
  const factor = 'factor' in chosen ? (chosen.factor ?? defaultFactor) : defaultFactor;
  const rate = { manual: 0, real: 1, accelerated: factor }[chosen.mode];
  const given = 'start' in chosen ? chosen.start : undefined;
  const start =
    given === undefined ? (chosen.mode === 'manual' ? defaultManualStart : runtime.now()) : readStart(given);
  const automatic = 'automatic' in chosen && chosen.automatic === true;
  return new EmulatedClock({ mode: chosen.mode, rate, start, automatic, runtime, moved });
}
