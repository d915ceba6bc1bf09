import { findAll, bad, good, type Check as AnyCheck, type Finding } from '../check.js';
import type { Asked } from './request.js';
import type { Answer, SessionV3 } from './session.js';
import type { AskedV1 } from './v1-request.js';

export type Check = AnyCheck<SessionV3>;

/** Of the form of an id, but longer than any that exists. */
export const unknownInstance = `ins-${'0'.repeat(40)}`;

/** How a call must be answered: `success`, or a code. A code that ends with `*` stands for all that begin so. */
export type Expected = string;

const fits = ({ code = '' }: Answer, expected: Expected): boolean =>
  expected.endsWith('*') ? code.startsWith(expected.slice(0, -1)) : code === expected;

/** The answer must be one of these. */
export const isAnswered = (answer: Answer, ...expected: readonly Expected[]): Finding => {
  const agrees = expected.some((each) => (each === 'success' ? answer.succeeded : fits(answer, each)));
  return agrees ? good(answer.inWords) : bad(answer.inWords);
};

/** A check of a single request by how it is answered. */
export const expectAnswer =
  (asked: Asked | AskedV1, ...expected: readonly Expected[]): Check['run'] =>
  async (session) =>
    isAnswered(await session.ask(asked), ...expected);

/** Several requests, each with how it may be answered. */
export const expectAll = (
  ...cases: readonly (readonly [what: string, asked: Asked | AskedV1, ...expected: Expected[]])[]
): Check['run'] =>
  findAll(cases.map(([what, asked, ...expected]) => [what, expectAnswer(asked, ...expected)] as const));
