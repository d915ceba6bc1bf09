import type { ErrorCode } from '../../model/v2.js';
import { defined, didYouMean, readErrorRules } from '@qcvm/codegen/toolkit';
import type { Cursor, Spec } from '@qcvm/codegen/toolkit';

function scopeOf(entry: Cursor): ErrorCode['scope'] {
  const scope = entry.text('scope');
  return scope === 'every' || scope === 'batch' ? scope : undefined;
}

/** The declared error codes of one file, by code. */
export function readErrors(declared: Cursor | undefined): Map<string, ErrorCode> {
  const codes = readErrorRules(declared).map((rule): readonly [string, ErrorCode] => {
    const at = declared?.get(rule.code);
    const own = defined({
      name: at?.text('name'),
      scope: at && scopeOf(at),
      codeDesc: at?.text('codeDesc'),
    });
    return [rule.code, { ...rule, ...own }];
  });
  return new Map(codes);
}

/** Common codes are decimal, those of a module are textual. */
export function isCommonCode(code: string): boolean {
  return /^\d+$/.test(code);
}

/** The codes that an operation may answer with: those that it names, and those that need no naming. */
export function readOperationErrors(
  spec: Spec,
  operation: Cursor,
  declared: {
    readonly common: ReadonlyMap<string, ErrorCode>;
    readonly module: ReadonlyMap<string, ErrorCode>;
    /** Whether the operation works on many resources. */
    readonly batch: boolean;
  },
): { commonErrors: ErrorCode[]; moduleErrors: ErrorCode[] } {
  const { common, module, batch } = declared;
  const implied = [...common.values()].filter(
    ({ scope }) => scope === 'every' || (batch && scope === 'batch'),
  );
  const all = new Map(implied.map((error) => [error.code, error]));
  const named = new Set<string>();
  for (const at of operation.get('x-qcloud-errors')?.items() ?? []) {
    const code = String(at.value);
    const error = common.get(code) ?? module.get(code);
    if (error === undefined) {
      const where = isCommonCode(code)
        ? 'components.x-qcloud-errors of common.yaml'
        : 'components.x-qcloud-errors';
      spec.report(at, {
        what: `the error code "${code}" is not declared`,
        remedy: didYouMean(code, [...common.keys(), ...module.keys()], `declare it in ${where}`),
      });
    } else if (named.has(code)) {
      spec.report(at, { what: `the error code "${code}" is there twice`, remedy: 'leave one of them out' });
    } else if (all.has(code)) {
      const who = error.scope === 'batch' ? 'every batch operation' : 'every operation';
      spec.report(at, { what: `${who} may answer with ${code}`, remedy: 'leave it out here' });
    } else all.set(code, error);
    named.add(code);
  }
  const sorted = [...all.values()].sort((left, right) => (left.code < right.code ? -1 : 1));
  return {
    commonErrors: sorted.filter(({ code }) => isCommonCode(code)),
    moduleErrors: sorted.filter(({ code }) => !isCommonCode(code)),
  };
}
