import type { Cursor } from '../../spec/cursor.js';
import { defined } from '../../spec/defined.js';
import type { ErrorRule } from '../../model/v3.js';

/** The rules for error codes of one file. */
export function readErrorRules(declared: Cursor | undefined): ErrorRule[] {
  return (declared?.entries() ?? []).map(([code, at]) => ({
    code,
    category: at.text('category') ?? '',
    retry: at.text('retry') ?? '',
    effect: at.text('effect') ?? '',
    meaning: at.text('meaning') ?? '',
    advice: at.text('advice') ?? '',
    ...defined({ source: at.text('source') }),
  }));
}
