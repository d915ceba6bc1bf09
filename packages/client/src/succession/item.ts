import { ownField } from '../model/shape.js';
import type { CarriedField, CarriedFields } from './table.js';
import type { Zones } from './zones.js';

/** What a field can be made of besides the item. */
export interface Surroundings {
  /** As the caller wrote it. */
  readonly region: string;
  readonly zones: Zones | undefined;
}

const chinaOffset = 8 * 3_600_000;

/** `2016-11-30 10:48:24`, in China time, of a time in ISO 8601. */
function chinaTime(value: unknown): string | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) return undefined;
  return new Date(time + chinaOffset).toISOString().slice(0, 19).replace('T', ' ');
}

function follow(item: unknown, way: readonly string[]): unknown {
  let value = item;
  for (const step of way) value = ownField(value, step);
  return value;
}

function make(
  value: unknown,
  { as, values }: Extract<CarriedField, { kind: 'field' }>,
  { zones }: Surroundings,
): unknown {
  if (values) {
    if (typeof value !== 'string') return undefined;
    return Object.hasOwn(values.numbers, value) ? values.numbers[value] : values.otherwise;
  }
  switch (as) {
    case undefined:
      return value;
    case 'first':
      return Array.isArray(value) ? (value[0] as unknown) : undefined;
    case 'list':
      return Array.isArray(value) ? value : [];
    case 'china-time':
      return chinaTime(value);
    case 'flag':
      return typeof value === 'boolean' ? Number(value) : undefined;
    case 'zone-id':
      return zones?.byKey.get(value as string)?.id;
    case 'zone-name':
      return zones?.byKey.get(value as string)?.name;
  }
}

const rows = new WeakMap<CarriedFields, readonly (readonly [string, CarriedField])[]>();

/** The fields as a list, made once: items come by the hundred. */
function rowsOf(fields: CarriedFields): readonly (readonly [string, CarriedField])[] {
  let found = rows.get(fields);
  // Plain objects, whose fields are found the quickest; every one that is read is there, absent ones as `undefined`.
  if (!found) rows.set(fields, (found = Object.entries(fields).map(([name, field]) => [name, plain(field)])));
  return found;
}

const plain = (field: CarriedField): CarriedField =>
  field.kind === 'field'
    ? {
        kind: field.kind,
        from: field.from,
        as: field.as,
        values: field.values,
        none: field.none,
      }
    : field;

/** An item of API 3.0 as API 2.0 shows it. What it has no field for is absent. */
export function carriedItem(
  item: unknown,
  fields: CarriedFields,
  surroundings: Surroundings,
): Record<string, unknown> {
  const carried: Record<string, unknown> = {};
  for (const [name, field] of rowsOf(fields)) {
    let value: unknown;
    if (field.kind === 'region') value = surroundings.region;
    else if (field.kind === 'object') {
      const inner = carriedItem(item, field.fields, surroundings);
      for (const _any in inner) value = inner;
    } else {
      const found = follow(item, field.from);
      const isNone = found === undefined || found === null || found === '';
      value = isNone && field.none !== undefined ? field.none : make(found, field, surroundings);
    }
    if (value !== undefined && value !== null) carried[name] = value;
  }
  return carried;
}
