import { hintAt } from './did-you-mean.js';
import { ValidationError, type ErrorContext, type Problem } from './errors/errors.js';
import { own } from './own.js';
import { describeProblem } from './errors/problem.js';
import { isPlainObject, ownField } from './shape.js';

/** What a value must be: one of some values, or what a test says of it; what it holds may have rules of its own. */
export type Rule = { readonly fields?: Rules } & (
  | { readonly values: readonly unknown[] }
  | { readonly must: string; readonly test: (value: unknown) => boolean }
);
/** The options that there are, each with its rule. */
export type Rules = Readonly<Record<string, Rule>>;

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** For a value that says itself what is wrong with it. */
export const checkedLater = { must: '', test: () => true } satisfies Rule;
export const callable: Rule = { must: 'a function', test: (value) => typeof value === 'function' };
export const positive = {
  must: 'a positive number',
  test: (value) => typeof value === 'number' && value > 0 && value < Infinity,
} satisfies Rule;
export const count = {
  must: 'a positive whole number',
  test: (value) => Number.isSafeInteger(value) && Number(value) > 0,
} satisfies Rule;
export const flag: Rule = { values: [true, false] };
export const region = {
  must: 'a region such as ap-guangzhou',
  test: (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
} satisfies Rule;

export const signal = {
  must: 'an AbortSignal',
  test: (value) =>
    isObject(value) &&
    typeof (value as Partial<AbortSignal>).aborted === 'boolean' &&
    typeof (value as Partial<AbortSignal>).addEventListener === 'function',
} satisfies Rule;

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
  for (const [name, found] of Object.entries(value) as [string, unknown][]) {
    const parameter = `${path}${name}`;
    const rule = Object.hasOwn(rules, name) ? own(rules[name]!) : undefined;
    if (rule === undefined)
      // Nothing of its value: it may be a key in the wrong place.
      problems.push({
        parameter,
        rule: 'unknown',
        received: typeof found,
        message: `${parameter} is not known (${hintAt(name, Object.keys(rules))})`,
      });
    else if (found === undefined) continue;
    else if ('values' in rule ? !rule.values.includes(found) : !rule.test(found)) {
      const must = 'values' in rule ? `one of ${rule.values.join(', ')}` : rule.must;
      problems.push(describeProblem({ parameter, rule: 'type', value: found, must: `must be ${must}` }));
    } else if (rule.fields && isPlainObject(found))
      checkFields(rule.fields, found, { path: `${parameter}.`, problems });
  }
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
    checkFields(rules, options, { path: 'options.', problems });
  else
    problems.push(
      describeProblem({ parameter: 'options', rule: 'type', value: options, must: 'must be an object' }),
    );
  // Before there is anything to say: every call has its options checked.
  if (problems.length > 0) throwIfAny(problems, { advice: 'Correct the options of the call.', ...given });
}

export function throwIfAny(problems: readonly Problem[], context: ErrorContext): void {
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
