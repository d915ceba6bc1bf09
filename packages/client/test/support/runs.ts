import { inject } from 'vitest';

/**
 * How a property runs, here and in every other suite: so many times as a rule, a hundred times as often in `npm run test:deep`. A
 * failure prints its seed and its path; `QCVM_PROPERTY_SEED` runs that seed again.
 */
export function runs(usual = 100): { numRuns: number; endOnFailure: boolean; seed?: number } {
  const { factor, seed, endOnFailure } = inject('properties');
  return {
    numRuns: Math.max(1, Math.round(usual * factor)),
    endOnFailure,
    ...(seed === undefined ? {} : { seed }),
  };
}
