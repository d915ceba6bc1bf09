import type { Cursor } from '../spec/cursor.js';
import type { Spec } from '../spec/spec.js';

/** What is wrong with a default; nothing when it is a value that the property takes. */
function mismatch(property: Cursor, value: unknown): string | undefined {
  const type = property.text('type') ?? property.texts('type').find((each) => each !== 'null');
  const fits = type === 'integer' ? Number.isInteger(value) : type === undefined || typeof value === type;
  if (!fits) return `the default ${JSON.stringify(value)} is not of type ${type ?? ''}`;
  const values = property.get('enum')?.items() ?? [];
  if (values.length > 0 && !values.some((each) => each.value === value))
    return `the default ${JSON.stringify(value)} is not among the values allowed`;
  if (typeof value !== 'number') return undefined;
  const isOutside =
    value < (property.number('minimum') ?? value) || value > (property.number('maximum') ?? value);
  return isOutside ? `the default ${value} is outside of the range` : undefined;
}

/** Every default is a value that its property takes. */
export function checkDefaults(spec: Spec, root: Cursor): void {
  for (const [, schema] of root.at('components', 'schemas')?.entries() ?? []) {
    for (const [, property] of schema.get('properties')?.entries() ?? []) {
      const at = property.get('default');
      const what = at === undefined ? undefined : mismatch(property, at.value);
      if (at !== undefined && what !== undefined) spec.report(at, { what, remedy: 'correct one of the two' });
    }
  }
}
