import { findAll, type Check as AnyCheck, type Finding } from '../check.js';
import type { Asked } from './request.js';
import type { Answer, SessionV2 } from './session.js';

export type Check = AnyCheck<SessionV2>;

/** The answer must have one of these codes. */
export const hasCode = (answer: Answer, ...codes: readonly number[]): Finding => ({
  agrees: answer.code !== undefined && codes.includes(answer.code),
  observed: answer.inWords,
});

/** A check of a single request by the code of its answer. */
export const expectCode =
  (asked: Asked, ...codes: readonly number[]): Check['run'] =>
  async (session) =>
    hasCode(await session.ask(asked), ...codes);

/** Several requests, each with the codes that may answer it. */
export const expectAll = (
  ...asked: readonly (readonly [what: string, asked: Asked, ...codes: number[]])[]
): Check['run'] =>
  findAll(asked.map(([what, each, ...codes]) => [what, expectCode(each, ...codes)] as const));
