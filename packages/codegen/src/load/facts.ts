/** What specs of both generations say in the same words. */
import type { ErrorRule, Quota, Service } from '../model/service.js';
import type { TextShape } from '../model/shapes.js';
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
    ...defined({
      source: at.text('source'),
      name: at.text('name'),
      scope: at.text('scope'),
      codeDesc: at.text('codeDesc'),
    }),
  }));

/** What is said of a text. */
export const readText = (spec: Spec, at: Cursor, values: readonly string[]): TextShape => ({
  kind: 'string',
  ...defined({
    pattern: readPattern(spec, at),
    meaning: at.text('x-qcloud-meaning'),
    minLength: at.number('minLength'),
    maxLength: at.number('maxLength'),
    values: values.length === 0 ? undefined : values,
  }),
});

/** The documented regions that a common file has. */
export const readRegions = (common: Cursor | undefined): Service['regions'] =>
  (common?.at('x-qcloud-rpc', 'regions')?.items() ?? []).map((at) => ({
    id: at.text('id') ?? '',
    ...defined({ short: at.text('short') }),
    name: at.text('name') ?? '',
  }));
