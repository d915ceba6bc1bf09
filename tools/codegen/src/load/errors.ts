import type { ErrorCode } from '../model/model.js';
import type { Cursor } from './cursor.js';
import { defined } from './defined.js';
import { didYouMean } from './nearest.js';
import type { Spec } from './spec.js';

/** The declared error codes of one file, by code. */
export function readErrors(declared: Cursor | undefined): Map<string, ErrorCode> {
  const codes = (declared?.entries() ?? []).map(([code, entry]): readonly [string, ErrorCode] => [
    code,
    {
      code,
      category: entry.text('category') ?? '',
      retry: entry.text('retry') ?? '',
      effect: entry.text('effect') ?? '',
      meaning: entry.text('meaning') ?? '',
      advice: entry.text('advice') ?? '',
      ...defined({ name: entry.text('name'), source: entry.text('source') }),
    },
  ]);
  return new Map(codes);
}

/** Common codes are decimal, those of a module are textual. */
export function isCommonCode(code: string): boolean {
  return /^\d+$/.test(code);
}

/** The codes that an operation names, as they are declared. */
export function readOperationErrors(
  spec: Spec,
  operation: Cursor,
  declared: {
    readonly common: ReadonlyMap<string, ErrorCode>;
    readonly module: ReadonlyMap<string, ErrorCode>;
  },
): { commonErrors: ErrorCode[]; moduleErrors: ErrorCode[] } {
  const named = new Map<string, ErrorCode>();
  for (const at of operation.get('x-qcloud-errors')?.items() ?? []) {
    const code = String(at.value);
    const error = declared.common.get(code) ?? declared.module.get(code);
    if (error === undefined) {
      const where = isCommonCode(code)
        ? 'components.x-qcloud-errors of common.yaml'
        : 'components.x-qcloud-errors';
      spec.report(at, {
        what: `the error code "${code}" is not declared`,
        remedy: didYouMean(
          code,
          [...declared.common.keys(), ...declared.module.keys()],
          `declare it in ${where}`,
        ),
      });
    } else if (named.has(code)) {
      spec.report(at, { what: `the error code "${code}" is there twice`, remedy: 'leave one of them out' });
    } else named.set(code, error);
  }
  const sorted = [...named.values()].sort((left, right) => (left.code < right.code ? -1 : 1));
  return {
    commonErrors: sorted.filter(({ code }) => isCommonCode(code)),
    moduleErrors: sorted.filter(({ code }) => !isCommonCode(code)),
  };
}
