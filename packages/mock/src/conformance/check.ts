/** What a check found. */
export interface Finding {
  readonly agrees: boolean;
  readonly observed: string;
}

/** A check that cannot be made here; the message says why. */
export class Skipped extends Error {}

/** One thing that the documentation says of the service. */
export interface Check<Session> {
  readonly id: string;
  readonly title: string;
  /** What it means for a client if the endpoint does otherwise. */
  readonly meaning: string;
  readonly source: string;
  /** @throws Skipped */
  readonly run: (session: Session) => Promise<Finding>;
}

export const good = (observed: string): Finding => ({ agrees: true, observed });
export const bad = (observed: string): Finding => ({ agrees: false, observed });

/** One of several requests of a check: what is special about it, and what it must find. */
export type Case<Session> = readonly [what: string, find: (session: Session) => Promise<Finding>];

/** Several requests, of which each must be answered as it says; the first that is not is what was observed. */
export const findAll =
  <Session>(cases: readonly Case<Session>[]): Check<Session>['run'] =>
  async (session) => {
    const observed: string[] = [];
    for (const [what, find] of cases) {
      const finding = await find(session);
      if (!finding.agrees) return bad(`${what}: ${finding.observed}`);
      observed.push(`${what}: ${finding.observed}`);
    }
    return good(observed.join('; '));
  };
