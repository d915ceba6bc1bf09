import { byCodeUnits, didYouMean } from '@qcvm/codegen/toolkit';
import type { Cursor, ErrorRule, Spec } from '@qcvm/codegen/toolkit';

/** The codes that an operation may answer with: those that it names, and those that need no naming. */
export function readOperationErrors(
  spec: Spec,
  operation: Cursor,
  declared: {
    readonly common: readonly ErrorRule[];
    readonly module: readonly ErrorRule[];
    /** Whether the operation works on many resources. */
    readonly batch: boolean;
  },
): string[] {
  const { common, module, batch } = declared;
  const rules = new Map([...module, ...common].map((rule) => [rule.code, rule]));
  const implied = common.filter(({ scope }) => scope === 'every' || (batch && scope === 'batch'));
  const all = new Set(implied.map(({ code }) => code));
  const named = new Set<string>();
  for (const at of operation.get('x-qcloud-errors')?.items() ?? []) {
    const code = String(at.value);
    const error = rules.get(code);
    if (error === undefined) {
      const where = /^\d+$/.test(code)
        ? 'components.x-qcloud-errors of common.yaml'
        : 'components.x-qcloud-errors';
      spec.report(at, {
        what: `the error code "${code}" is not declared`,
        remedy: didYouMean(code, rules.keys(), `declare it in ${where}`),
      });
    } else if (named.has(code)) {
      spec.report(at, { what: `the error code "${code}" is there twice`, remedy: 'leave one of them out' });
    } else if (all.has(code)) {
      const who = error.scope === 'batch' ? 'every batch operation' : 'every operation';
      spec.report(at, { what: `${who} may answer with ${code}`, remedy: 'leave it out here' });
    } else all.add(code);
    named.add(code);
  }
  // Common codes are decimal, those of a module are textual: the common ones come first.
  return [...all].sort(byCodeUnits);
}
