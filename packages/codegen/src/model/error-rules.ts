import type { ErrorRule, Operation, Service } from './service.js';

/** The rule that holds for a code: its own, else the longest that it begins with; of these, one of an earlier table. */
export function ruleFor(code: string, ...tables: readonly (readonly ErrorRule[])[]): ErrorRule | undefined {
  const exact = tables.flat().find((rule) => rule.code === code);
  if (exact !== undefined) return exact;
  for (const rules of tables) {
    const fitting = rules.filter(
      (rule) => rule.code.endsWith('*') && code.startsWith(rule.code.slice(0, -1)),
    );
    const [longest] = fitting.sort((left, right) => right.code.length - left.code.length);
    if (longest !== undefined) return longest;
  }
  return undefined;
}

/** The rules of the codes that an operation documents by their own name: those of its service, and those that all share. */
export function documentedErrors(
  { errors, commonErrors }: Pick<Service, 'errors' | 'commonErrors'>,
  operation: Pick<Operation, 'errors'>,
): { readonly own: readonly ErrorRule[]; readonly common: readonly ErrorRule[] } {
  const among = (rules: readonly ErrorRule[]): ErrorRule[] =>
    operation.errors.flatMap((code) => rules.find((rule) => rule.code === code) ?? []);
  return { own: among(errors), common: among(commonErrors) };
}
