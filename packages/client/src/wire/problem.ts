import type { Problem } from '../errors.js';
import { shapeOf } from './shape.js';

/** Names whose values are not even hinted at. */
const sensitive = /secret|token|signature|password/i;

/** Puts into words what is wrong with one parameter. `must` goes on from its name: "must be 0 or 1". */
export function describeProblem(options: {
  readonly parameter: string;
  readonly rule: string;
  readonly value: unknown;
  readonly must: string;
}): Problem {
  const { parameter, rule, value, must } = options;
  const received = typeof value === 'string' && sensitive.test(parameter) ? 'a string' : shapeOf(value);
  return { parameter, rule, received, message: `${parameter} ${must}; received ${received}` };
}
