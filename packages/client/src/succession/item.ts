import { isPlainObject, ownField } from '../model/shape.js';
import type { Fields, ValueTable } from './table.js';

// What generated code makes items of, one for each that API 3.0 lists.

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Whether there is nothing, in one of the ways of API 3.0. */
export const isNone = (value: unknown): boolean => value === undefined || value === null || value === '';

/** The number of a word. */
export const numberOf = (value: unknown, values: ValueTable): number | undefined => {
  if (typeof value !== 'string') return undefined;
  const { numbers } = values;
  return Object.hasOwn(numbers, value)
    ? numbers[value]
    : (ownField(values, 'otherwise') as number | undefined);
};

export const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const flagOf = (value: unknown): number | undefined =>
  typeof value === 'boolean' ? Number(value) : undefined;

const chinaOffset = 8;
/** A time at which it is the same day in China: most of them, and more than ten times as quick. */
const sameDay = /^\d{4}-\d\d-\d\dT(?:0\d|1[0-5]):[0-5]\d:[0-5]\dZ$/;

/** `2016-11-30 10:48:24`, in China time, of a time in ISO 8601. */
export function chinaTime(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (sameDay.test(value)) {
    const hour = Number(value.slice(11, 13)) + chinaOffset;
    return `${value.slice(0, 10)} ${hour < 10 ? '0' : ''}${hour}${value.slice(13, 19)}`;
  }
  const time = Date.parse(value);
  if (Number.isNaN(time)) return undefined;
  return new Date(time + chinaOffset * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The fields of an item that there are. An item that has all of them is not made again. */
export function present(fields: Fields): Fields {
  for (const name in fields)
    if (isAbsent(fields[name]))
      return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isAbsent(value)));
  return fields;
}

/** The same of an object within an item, if it has any. */
export function within(fields: Fields): Fields | undefined {
  const found = present(fields);
  return found === fields || Object.keys(found).length > 0 ? found : undefined;
}

/** A copy in which nothing is inherited, at any depth. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (!isPlainObject(value)) return value;
  const copy: Fields = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, bare(each)]));
  return Object.setPrototypeOf(copy, null) as unknown;
}

/**
 * Items as generated code can read them, field by field: objects, of which no field that it reads is inherited from what another
 * library has put onto `Object.prototype`.
 */
export function readable(items: readonly unknown[], reads: readonly string[]): readonly unknown[] {
  const isClean = !reads.some((name) => name in Object.prototype);
  return items.map((item) => {
    if (!isPlainObject(item)) return {};
    return isClean ? item : bare(item);
  });
}
