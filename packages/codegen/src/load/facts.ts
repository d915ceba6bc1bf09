/** What specs of both generations say in the same words. */
import type { ErrorRule, Quota, TextFacts, Waiter } from '../model/shared.js';
import type { Cursor } from '../spec/cursor.js';
import { defined } from '../spec/defined.js';
import { readPattern } from '../spec/pattern.js';
import type { Spec } from '../spec/spec.js';

/** Calls in a stretch of time. */
export const readQuota = (at: Cursor): Quota => ({
  calls: at.number('calls') ?? 0,
  seconds: at.number('seconds') ?? 0,
  per: at.text('per') === 'service' ? 'service' : 'action',
});

/** What is declared of error codes. */
export const readErrorRules = (declared: Cursor | undefined): ErrorRule[] =>
  (declared?.entries() ?? []).map(([code, at]) => ({
    code,
    category: at.text('category') ?? '',
    retry: at.text('retry') ?? '',
    effect: at.text('effect') ?? '',
    meaning: at.text('meaning') ?? '',
    advice: at.text('advice') ?? '',
    ...defined({ source: at.text('source') }),
  }));

/** What is said of a text. */
export const readText = (spec: Spec, at: Cursor, values: readonly string[]): TextFacts => ({
  kind: 'string',
  ...defined({
    pattern: readPattern(spec, at),
    meaning: at.text('x-qcloud-meaning'),
    minLength: at.number('minLength'),
    maxLength: at.number('maxLength'),
    values: values.length === 0 ? undefined : values,
  }),
});

/** What a waiter says of itself, beside the operation and the states. */
export const readWaiter = (
  name: string,
  at: Cursor,
): Omit<Waiter<never, never>, 'operation' | 'success' | 'failure'> => ({
  name,
  ids: at.text('ids') ?? '',
  itemIds: at.texts('itemIds'),
  state: at.text('state') ?? '',
  minDelay: at.number('minDelay') ?? 0,
  maxDelay: at.number('maxDelay') ?? 0,
  ...defined({ description: at.text('description') }),
});
