/** One line of the table: one thing that is measured, of several candidates, in the same rounds. */
export interface Row {
  /** What one types: `npm run bench -- call-1`. */
  readonly name: string;
  /** What is measured, and as a multiple of what: the first column of the table. */
  readonly title: string;
  /** Of what a candidate's sampler gives, such as `µs`. */
  readonly unit: string;
  readonly goal: Goal;
  /** In the order of a round. */
  readonly candidates: readonly Candidate[];
  /** For what is the same every time, 1. Default: as many as the command line says. */
  readonly rounds?: number;
}

/**
 * What we want of `of`: at most so many times what `to` takes (ratio, if need be of what both take more than `over`), or so
 * much (value).
 * It is printed beside what was measured; nothing fails when it is missed.
 */
export type Goal =
  | {
      readonly kind: 'ratio';
      readonly of: string;
      readonly to: string;
      readonly over?: string;
      readonly atMost: number;
    }
  | { readonly kind: 'value'; readonly of: string; readonly atMost: number };

export interface Candidate {
  readonly name: string;
  /** Gets it ready to be measured. Throws `Unavailable` when it cannot take part. */
  readonly open: () => Promise<Sampler>;
}

/** Measures one candidate, once for each round. */
export interface Sampler {
  readonly sample: () => Promise<number>;
  readonly close?: () => Promise<void>;
}

/** A candidate that cannot take part: the others are measured without it, and the table says why. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** What always gives the same number: a size, a count. */
export const constant = (measure: () => Promise<number>): Candidate['open'] => {
  return async () => {
    const value = await measure();
    return { sample: async () => value };
  };
};
