import type { ConformanceCheck } from './report.js';

/** What a check found. */
export interface Finding {
  readonly agrees: boolean;
  readonly observed: string;
}

/** A check that cannot be made here; the message says why. */
export class Skipped extends Error {}

/**
 * Finds out whether an endpoint does what a check says.
 *
 * @throws Skipped
 */
export type Run<Session> = (session: Session) => Promise<Finding>;

/** One thing that the documentation says of the service, and how it is found out. */
export interface Check<Session> extends ConformanceCheck {
  readonly run: Run<Session>;
}

export const good = (observed: string): Finding => ({ agrees: true, observed });
export const bad = (observed: string): Finding => ({ agrees: false, observed });

/** How a request must be answered: a code of the API; of API 3.0 also `success`, and `AuthFailure*` for all codes that begin so. */
export type Expected = number | string;
