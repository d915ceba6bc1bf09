import { bottomOf } from '@qcvm/codegen/toolkit';
import type { Field, Shape, Types } from '@qcvm/codegen/toolkit';

/** Where in a value, and why, it does not fit its schema. */
export interface Mismatch {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return JSON.stringify(value);
}

function rangeMismatch(
  value: number,
  range: { minimum: number | undefined; maximum: number | undefined; unit: string },
): string | undefined {
  const { minimum, maximum, unit } = range;
  if (minimum !== undefined && value < minimum) return `${value}${unit} is below the minimum ${minimum}`;
  if (maximum !== undefined && value > maximum) return `${value}${unit} is above the maximum ${maximum}`;
  return undefined;
}

function allowed(
  values: readonly (string | number)[] | undefined,
  value: string | number,
): string | undefined {
  if (values === undefined || values.includes(value)) return undefined;
  return `${describe(value)} is not one of ${values.map((each) => JSON.stringify(each)).join(', ')}`;
}

function scalarMismatch(schema: ReturnType<typeof bottomOf>, value: unknown): string | undefined {
  if (schema.kind === 'integer') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value))
      return `${describe(value)} is not an integer`;
    const { minimum, maximum } = schema;
    return allowed(schema.values, value) ?? rangeMismatch(value, { minimum, maximum, unit: '' });
  }
  if (schema.kind === 'string') {
    if (typeof value !== 'string') return `${describe(value)} is not a string`;
    const { minLength: minimum, maxLength: maximum, pattern } = schema;
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) {
      return `${describe(value)} does not match the pattern ${pattern}`;
    }
    return (
      allowed(schema.values, value) ??
      rangeMismatch([...value].length, { minimum, maximum, unit: ' characters' })
    );
  }
  return undefined;
}

function fieldMismatches(
  fields: readonly Field[],
  value: Readonly<Record<string, unknown>>,
  types: Types,
): Mismatch[] {
  const known = new Map(fields.map((field) => [field.name, field]));
  const missing = fields
    .filter((field) => field.required && !Object.hasOwn(value, field.name))
    .map((field) => ({ path: [], message: `the required field "${field.name}" is missing` }));
  const present = Object.entries(value).flatMap(([name, member]): Mismatch[] => {
    const field = known.get(name);
    return field === undefined
      ? [{ path: [name], message: `there is no field "${name}"` }]
      : under(name, mismatches(types, field.shape, member));
  });
  return [...missing, ...present];
}

function under(step: string | number, found: readonly Mismatch[]): Mismatch[] {
  return found.map(({ path, message }) => ({ path: [step, ...path], message }));
}

/** Everything in which a JSON value does not fit its shape. */
export function mismatches(types: Types, shape: Shape, value: unknown): Mismatch[] {
  const bottom = bottomOf(types, shape);
  switch (bottom.kind) {
    case 'list': {
      if (!Array.isArray(value)) return [{ path: [], message: `${describe(value)} is not a list` }];
      const { minItems: minimum, maxItems: maximum } = bottom;
      const count = rangeMismatch(value.length, { minimum, maximum, unit: ' items' });
      const repeated =
        bottom.unique === true && new Set(value.map((item) => JSON.stringify(item))).size < value.length;
      return [
        ...(count === undefined ? [] : [{ path: [], message: count }]),
        ...(repeated ? [{ path: [], message: 'an item is there twice' }] : []),
        ...value.flatMap((item: unknown, index) => under(index, mismatches(types, bottom.items, item))),
      ];
    }
    case 'object':
    case 'map': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return [{ path: [], message: `${describe(value)} is not an object` }];
      }
      if (bottom.kind === 'object') return fieldMismatches(bottom.fields, { ...value }, types);
      return Object.entries(value).flatMap(([name, member]) =>
        under(name, mismatches(types, bottom.values, member)),
      );
    }
    default: {
      const message = scalarMismatch(bottom, value);
      return message === undefined ? [] : [{ path: [], message }];
    }
  }
}
