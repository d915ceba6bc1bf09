import { copyFields, type Rule, type Rules, type Tested } from './check.js';
import { ValidationError, type ErrorContext, type Problem } from './errors/errors.js';
import { ownData } from './own.js';
import { describeProblem } from './errors/problem.js';
import { ownField } from './shape.js';

export type { Rule, Rules } from './check.js';

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** For a value that says itself what is wrong with it. */
export const checkedLater = { must: '', test: () => true } satisfies Tested;
export const callable: Tested = { must: 'a function', test: (value) => typeof value === 'function' };
export const positive = {
  must: 'a positive number',
  test: (value) => typeof value === 'number' && value > 0 && value < Infinity,
} satisfies Tested;
export const count = {
  must: 'a positive whole number',
  test: (value) => Number.isSafeInteger(value) && Number(value) > 0,
} satisfies Tested;
export const flag: Rule = { kind: 'boolean' };
export const region = {
  must: 'a region such as ap-guangzhou',
  test: (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
} satisfies Tested;

export const signal = {
  must: 'an AbortSignal',
  test: (value) =>
    isObject(value) &&
    typeof (value as Partial<AbortSignal>).aborted === 'boolean' &&
    typeof (value as Partial<AbortSignal>).addEventListener === 'function',
} satisfies Tested;

/** The options of one call, which everything that makes calls for its caller takes as well. */
export const callRules: Rules = { signal, timeout: positive, region };

/** The options of a wait. Without a spread: bundlers keep one, whether it is used or not. */
export const waitRules: Rules = { signal, timeout: positive, region, maxWait: positive };

/** Checks the fields of an object; one that is `undefined` counts as absent. */
export function checkFields(
  rules: Rules,
  value: object,
  { path, problems }: { readonly path: string; readonly problems: Problem[] },
): void {
  copyFields(
    [ownData(rules)],
    { ...value },
    { problems, path: '', key: path, mayBeEmpty: false, selects: undefined },
  );
}

/**
 * Checks an options object: every public function that takes one has its rules, and this is the only checker.
 *
 * @param context - What the error says of the call; further problems go into `problems` beforehand.
 * @throws ValidationError with everything that is wrong.
 */
export function checkOptions(
  rules: Rules,
  options: unknown,
  given: ErrorContext & { readonly problems?: Problem[] } = {},
): void {
  const problems = (ownField(given, 'problems') as Problem[] | undefined) ?? [];
  if (isObject(options) && !Array.isArray(options))
    checkFields(rules, options, { path: 'options', problems });
  else
    problems.push(
      describeProblem({ parameter: 'options', rule: 'type', value: options, must: 'must be an object' }),
    );
  throwIfAny(problems, given);
}

/** @throws ValidationError with the problems, if there are any. */
export function throwIfAny(problems: readonly Problem[], context?: ErrorContext): void {
  if (problems.length > 0) throw new ValidationError(problems, context);
}

/** The defaults with what was given; a field that is `undefined` counts as absent. */
export function withDefaults<Options extends object>(
  defaults: Options,
  given: Partial<Options> = {},
): Options {
  return {
    ...defaults,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}
