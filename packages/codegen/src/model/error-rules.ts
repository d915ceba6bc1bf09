import type { ErrorRule } from './service.js';

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
