import type { Problem } from './errors.js';
import { printable, shapeOf } from './shape.js';

/** Names whose values are not even hinted at. */
const sensitive = /secret|token|signature|password/i;

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
  const secret = typeof value === 'string' && sensitive.test(parameter);
  const received = rule === 'required' ? 'nothing' : secret ? 'a string' : shapeOf(value);
  return { parameter, rule, received, message: `${parameter} ${must}; received ${received}` };
}
