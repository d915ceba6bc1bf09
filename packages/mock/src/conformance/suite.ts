import type { Check, Run } from './check.js';
import type { ConformanceOptions } from './conformance-options.js';
import { requestsOf, type Asker, type DocumentedCheck } from './documented.js';

/** What is asked of one API, and how. */
export interface Suite<Own> {
  /** Where the API is at an endpoint that names no path. */
  readonly path: string;
  readonly session: (options: ConformanceOptions, url: URL) => Own;
  /** Every check that a run with these instances can make, in its order. */
  readonly checks: (instances: readonly string[]) => readonly Check<Own>[];
}

/** The checks that change instances. */
export type LifeCycle = `life-cycle/${string}`;

/** A suite of what the specs say, and of the programs that are written for some of it. */
export function suiteOf<Asked, Own extends Asker<Asked>, Written extends string>({
  documented,
  written,
  lifeCycle,
  ...suite
}: Pick<Suite<Own>, 'path' | 'session'> & {
  readonly documented: readonly DocumentedCheck<Asked>[];
  readonly written: Readonly<Record<Exclude<Written, LifeCycle>, Run<Own>>>;
  readonly lifeCycle: (
    instances: readonly string[],
  ) => Readonly<Record<Extract<Written, LifeCycle>, Run<Own>>>;
}): Suite<Own> {
  return {
    ...suite,
    checks: (instances) => {
      const changing: Readonly<Record<string, Run<Own>>> = instances.length > 0 ? lifeCycle(instances) : {};
      const runs = new Map<string, Run<Own>>(Object.entries({ ...written, ...changing }));
      return documented.flatMap((check) => {
        const run = check.requests ? requestsOf(check) : runs.get(check.id);
        return run ? [{ ...check, run }] : [];
      });
    },
  };
}
