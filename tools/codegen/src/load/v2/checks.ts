/** What a schema says of itself is so: its values fit it, and what it requires is there. */
import { didYouMean } from '@qcvm/codegen/toolkit';
import type { Cursor, Shape, Spec, Types } from '@qcvm/codegen/toolkit';
import { mismatches } from '../../model/check.js';

/** The place of a mismatch inside of a value, in words. */
function placeOf(path: readonly (string | number)[]): string {
  return path.length === 0 ? '' : ` at ${path.join('.')}`;
}

/** Reports everything in which a value that is written in the spec does not fit its schema. */
export function checkValue(
  at: Cursor,
  shape: Shape,
  { spec, types, subject }: { readonly spec: Spec; readonly types: Types; readonly subject: string },
): void {
  for (const { path, message } of mismatches(types, shape, at.value)) {
    spec.report(at.at(...path) ?? at, {
      what: `${subject} does not fit its schema${placeOf(path)}: ${message}`,
      remedy: 'correct the value, or the schema',
    });
  }
}

/** Reports what an object requires and does not have. */
export function checkRequired(spec: Spec, at: Cursor): void {
  const properties = at.get('properties')?.names() ?? [];
  for (const [index, name] of at.texts('required').entries()) {
    if (properties.includes(name)) continue;
    spec.report(at.at('required', index) ?? at, {
      what: `"${name}" is required but not among the properties`,
      remedy: didYouMean(name, properties, 'add the property, or leave it out here'),
    });
  }
}
