import type { Check } from './check.js';
import type { ConformanceOptions } from './conformance-options.js';

/** What is asked of one API, and how. */
export interface Suite<Session> {
  /** Where the API is at an endpoint that names no path. */
  readonly path: string;
  readonly session: (options: ConformanceOptions, url: URL) => Session;
  /** Every check that a run with these instances can make, in its order. */
  readonly checks: (instances: readonly string[]) => readonly Check<Session>[];
}
