import type { Problem } from './errors.js';
import { hasLoneSurrogate, printable, shapeOf } from '../shape.js';

/**
 * Whether a value is not even hinted at, by its name; of several names, whether one is a secret's. A token that makes a call repeatable, or
 * leads to a page, is no secret. A script for a first start may hold some, but what stands beside it is not taken for one.
 */
export const isSecret = (name: string): boolean =>
  /(?<!client|next|page)token|signature|(private|access|api)key|secret|credential|pas|pwd|(?<!,)userdata/i.test(
    name,
  );

/** In a value with a user or a password. */
const userInfo = /:\/\/[^/]*@/;

/** Puts into words what is wrong with one parameter. `must` goes on from its name: "must be 0 or 1". */
export function describeProblem(options: {
  readonly parameter: string;
  readonly rule: string;
  readonly must: string;
  readonly value: unknown;
  /** Names of what stands beside it: where one is that of a secret, the value may be that as well. */
  readonly beside?: unknown;
}): Problem {
  const { rule, must, value, beside } = options;
  // The name may come from outside, too.
  const parameter = printable(options.parameter);
  const kind = typeof value;
  const secret =
    /^[bns]/.test(kind) && (isSecret([parameter, beside].join()) || userInfo.test(String(value)));
  const received = rule === 'required' ? 'nothing' : secret ? `a ${kind}` : shapeOf(value);
  return { parameter, rule, received, message: `${parameter} ${must}; received ${received}` };
}

/** What is wrong with values that must be texts, and with their names. */
export const textProblems = (texts: Readonly<Record<string, unknown>>): Problem[] =>
  Object.entries(texts).flatMap(([parameter, value]) =>
    typeof value !== 'string' || hasLoneSurrogate(value) || hasLoneSurrogate(parameter)
      ? [describeProblem({ parameter, rule: 'type', value, must: 'must be a string of well-formed Unicode' })]
      : [],
  );
