import type { Verifier } from '@qcvm/mock/server';
import type { SeenSecond } from './seen-second.js';

/** What tells whether the clock is behind what was let through already. */
export interface ClockWatchParts {
  readonly verifier: Pick<Verifier, 'seenUntil'>;
  /** Nothing where no earlier process can have sent anything. */
  readonly seen: Pick<SeenSecond, 'last' | 'shortPath'> | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly warn: (message: string) => void;
}

/** Seconds that a Timestamp may be ahead of the clock and be let through at once. */
const ahead = 1;

/**
 * A clock that was ahead for a moment, and was set back: what has a Timestamp of now may have been carried out before, as far as is known, so
 * all calls are refused until the clock has caught up.
 */
export class ClockWatch {
  readonly #parts: ClockWatchParts;
  #told: number | undefined;

  constructor(parts: ClockWatchParts) {
    this.#parts = parts;
  }

  /** Until when all calls are refused, in milliseconds since 1970; nothing where they are not. */
  refusesUntil(): number | undefined {
    const { verifier, now } = this.#parts;
    const { seenUntil } = verifier;
    return seenUntil > now() / 1000 + ahead ? seenUntil * 1000 : undefined;
  }

  /** Warns if all calls are refused, once for each time that it begins. */
  tell(): void {
    const until = this.refusesUntil();
    if (until === undefined || until === this.#told) return;
    this.#told = until;
    const { seen, now, warn } = this.#parts;
    const behind = Math.ceil(Math.max(until / 1000, seen?.last ?? 0) - now() / 1000);
    const place = seen ? ` (${seen.shortPath})` : '';
    const remedy = seen ? 'remove that file once 10 minutes have passed since the last call, and' : 'and';
    warn(
      `the clock is ${behind} s behind the last request that was let through${place}: it was set back. Calls are refused with 4500 until ${new Date(until).toISOString()}, so that none is carried out twice. If it was ahead before, and that is far away: end the bridge, ${remedy} start it again`,
    );
  }
}
