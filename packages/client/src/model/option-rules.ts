import { readFields, type Rule, type Rules, type Tested } from './check.js';
import { ValidationError, type ErrorContext, type Problem } from './errors/errors.js';
import { describeProblem } from './errors/problem.js';
import { ownData } from './own.js';
import { isPlainObject } from './shape.js';

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

/**
 * Checks the fields of an object, which may be an instance of a class, and copies them; one that is `undefined` counts as absent.
 * Never throws, whatever the object does when it is read.
 */
export function checkFields<Options>(
  rules: Rules,
  value: Options,
  { path, problems, whole }: { readonly path: string; readonly problems: Problem[]; readonly whole?: string },
): Options {
  return readFields(
    [ownData(rules)],
    () => (isObject(value) && !Array.isArray(value) ? { ...value } : value),
    { problems, path: '', key: path, mayBeEmpty: false, selects: undefined, whole },
  ) as Options;
}

/**
 * Checks an options object, and copies it: every public function that takes one has its rules, and this is the only checker.
 *
 * @param context - What the error says of the call.
 * @throws ValidationError with everything that is wrong.
 */
export function checkOptions<Options>(rules: Rules, options: Options, context?: ErrorContext): Options {
  const problems: Problem[] = [];
  const copy = checkFields(rules, options, { path: 'options', problems });
  throwIfAny(problems, context);
  return copy;
}

/** @throws ValidationError with the problems, if there are any. */
export function throwIfAny(problems: readonly Problem[], context?: ErrorContext): void {
  if (problems.length > 0) throw new ValidationError(problems, context);
}

/** @throws ValidationError unless these arguments are objects, before anything is read of them. */
export const needObjects = (given: Readonly<Record<string, unknown>>, context?: ErrorContext): void =>
  throwIfAny(
    Object.entries(given).flatMap(([parameter, value]) =>
      isPlainObject(value)
        ? []
        : // The value may be a secret, such as a SecretKey that was given instead of an object with it.
          [
            describeProblem({
              parameter,
              rule: 'type',
              must: 'must be a plain object',
              value,
              beside: 'secret',
            }),
          ],
    ),
    context,
  );

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
