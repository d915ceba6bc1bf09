import { bad, good, Skipped, type Expected, type Run } from './check.js';
import type { ConformanceCheck } from './report.js';
import type { Answered, Session } from './session.js';

/**
 * A check as the specs have it: `<api>/checks.gen.ts`. A table changes here and in `tools/codegen/src/conformance/`, together.
 */
export interface DocumentedCheck<Asked> extends ConformanceCheck {
  /** It is skipped unless the key is a temporary one. */
  readonly onlyWith?: 'token';
  /** Nothing where a program is written for it. */
  readonly requests?: readonly {
    /** What is special about it, of several. */
    readonly what?: string;
    readonly asked: Asked;
    readonly answers: readonly Expected[];
  }[];
  /** What the endpoint has decided by its answer; `{code}` stands for the code. */
  readonly note?: string;
}

/** What requests are made by. */
export type Asker<Asked> = Pick<Session<Asked, Answered>, 'ask' | 'judge' | 'note' | 'options'>;

/** Makes the requests of a check, of which each must be answered as it says; the first that is not is what was observed. */
export const requestsOf =
  <Asked>({ onlyWith, requests = [], note }: DocumentedCheck<Asked>): Run<Asker<Asked>> =>
  async (session) => {
    if (onlyWith === 'token' && session.options.credentials.token === undefined)
      throw new Skipped('the key of this run is not a temporary one');
    const observed: string[] = [];
    for (const { what, asked, answers } of requests) {
      const answer = await session.ask(asked);
      const finding = session.judge(answer, ...answers);
      const words = what === undefined ? finding.observed : `${what}: ${finding.observed}`;
      if (!finding.agrees) return bad(words);
      if (note !== undefined) session.note(note.replace('{code}', `${answer.code}`));
      observed.push(words);
    }
    return good(observed.join('; '));
  };
