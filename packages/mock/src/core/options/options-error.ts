import { problemsOf, type Rule } from './option-rules.js';

/** Options, a scenario or a snapshot that cannot be used; `problems` has everything that is wrong. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';
  readonly problems: readonly string[];
  constructor(what: string, problems: readonly string[]) {
    const [only] = problems;
    super(
      problems.length === 1
        ? `${what}: ${only}`
        : `${what}: ${problems.length} problems\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** @throws OptionsError when a value does not keep a rule */
export function checkThat(value: unknown, { what, rule }: { what: string; rule: Rule }): void {
  const problems = problemsOf(value, rule);
  if (problems.length > 0) throw new OptionsError(what, problems);
}

/**
 * A value that was read from somewhere, as what its rule says it is.
 *
 * @throws OptionsError when it does not keep the rule
 */
export function checkedAs<Type>(value: unknown, check: { what: string; rule: Rule }): Type {
  checkThat(value, check);
  return value as Type;
}
