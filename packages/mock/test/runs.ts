import { inject } from 'vitest';

/** How a property runs: so many times as a rule; `vitest.config.ts` knows by how much more, and under which seed. */
export function runs(usual = 100): { numRuns: number; endOnFailure: boolean; seed?: number } {
  const { factor, seed, endOnFailure } = inject('properties');
  return {
    numRuns: Math.max(1, Math.round(usual * factor)),
    endOnFailure,
    ...(seed === undefined ? {} : { seed }),
  };
}
