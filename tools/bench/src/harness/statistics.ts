import type { Goal } from '../row.js';

/** The middle half of some numbers. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** The value below which a share of the sorted numbers lies, between neighbours in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined)
    throw new RangeError('There is nothing to take a quantile of');
  return below + (above - below) * (place - Math.floor(place));
}

/** Lower quartile, median and upper quartile. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/** What was sampled of each candidate, by its name; of all in the same rounds. */
export type Samples = ReadonlyMap<string, readonly number[]>;

/**
 * A candidate's figure in the terms of the goal. Each round is compared with itself, and then the median taken: what disturbs
 * the machine for a while disturbs neighbours alike. `undefined` when it, or what it is compared with, was not measured.
 */
export function figureOf(name: string, goal: Goal, samples: Samples): Spread | undefined {
  const own = samples.get(name);
  if (own === undefined || own.length === 0) return undefined;
  if (goal.kind === 'value') return spreadOf(own);
  const other = samples.get(goal.to);
  const over = goal.over !== undefined ? samples.get(goal.over) : own.map(() => 0);
  if (other?.length !== own.length || over?.length !== own.length) return undefined;
  return spreadOf(
    own.map((value, round) => {
      const [base = NaN, least = NaN] = [other[round], over[round]];
      return (value - least) / (base - least);
    }),
  );
}
