import type { Problem } from './errors.js';
import { hasLoneSurrogate, printable, shapeOf } from '../shape.js';

/** Names whose values are not even hinted at, and a value with a user or a password in it. */
const sensitive = /secret|(?<!client)token|signature|password|privatekey/i;
const userInfo = /:\/\/[^/]*@/;

/** Puts into words what is wrong with one parameter. `must` goes on from its name: "must be 0 or 1". */
export function describeProblem(options: {
  readonly parameter: string;
  readonly rule: string;
  readonly must: string;
  readonly value: unknown;
}): Problem {
  const { rule, must, value } = options;
  // The name may come from outside, too.
  const parameter = printable(options.parameter);
  const secret = typeof value === 'string' && (sensitive.test(parameter) || userInfo.test(value));
  const received = rule === 'required' ? 'nothing' : secret ? 'a string' : shapeOf(value);
  return { parameter, rule, received, message: `${parameter} ${must}; received ${received}` };
}

/** What is wrong with values that must be texts, and with their names. */
export const textProblems = (texts: Readonly<Record<string, unknown>>): Problem[] =>
  Object.entries(texts).flatMap(([parameter, value]) =>
    typeof value !== 'string' || hasLoneSurrogate(value) || hasLoneSurrogate(parameter)
      ? [describeProblem({ parameter, rule: 'type', value, must: 'must be a text, in well-formed Unicode' })]
      : [],
  );
