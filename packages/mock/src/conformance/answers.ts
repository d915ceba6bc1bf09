import { bad, good, type Run } from './check.js';
import type { Answered, AnySession } from './session.js';

/** That answers tell the time. `stale`: asks with a Timestamp that is long past. */
export const hasDate =
  <Session extends AnySession>(stale: (session: Session) => Promise<Answered>): Run<Session> =>
  async (session) => {
    const { date, inWords } = await stale(session);
    if (date === undefined) return bad(`no Date with ${inWords}`);
    const off = Math.abs(date - session.runtime.now() - session.clockOffset);
    return {
      agrees: off < 60_000,
      observed: `a Date ${Math.round(off / 1000)} s from the time of the first answer`,
    };
  };

/** The form of failures: that nothing is wrong with the answers to some requests. */
export const hasEnvelope =
  <Session, Asked>(
    failing: Readonly<Record<string, Asked>>,
    problemOf: (session: Session, asked: Asked) => Promise<string | undefined>,
  ): Run<Session> =>
  async (session) => {
    for (const [what, asked] of Object.entries(failing)) {
      const problem = await problemOf(session, asked);
      if (problem !== undefined) return bad(`${what}: ${problem}`);
    }
    return good(Object.keys(failing).join(', '));
  };
