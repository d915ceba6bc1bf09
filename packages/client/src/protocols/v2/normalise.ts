import type { ResultField, ResultFields } from '../../model/descriptor.js';
import { isPlainObject, ownField, shapeOf } from '../../model/shape.js';

/** A result is not what the operation's table says; `message` names the field. */
export class UnreadableResult extends Error {}

/** A decimal integer, as a number or as text: some pages of the API give it one way, some the other. */
export function readInteger(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? Number(number) : undefined;
}

/** A text of the service; some backends send null for none. */
export const readText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An id that is a string on some pages of the API and a number on others. */
export const readId = (value: unknown): string =>
  Number.isSafeInteger(value) ? `${Number(value)}` : readText(value);

/** PHP writes an empty object as `[]`. */
export const readObject = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  isPlainObject(value) ? value : Array.isArray(value) && value.length === 0 ? {} : undefined;

/**
 * Sets right what the table mentions, and passes on everything else as it is. What came stays untouched.
 *
 * @throws UnreadableResult
 */
export function normaliseFields(
  source: Readonly<Record<string, unknown>>,
  fields: ResultFields,
  path = '',
): Record<string, unknown> {
  const result = { ...source };
  for (const [name, field] of Object.entries(fields)) {
    const value = ownField(source, name);
    const place = path + name;
    if (value !== undefined && value !== null) result[name] = normalise(value, field, place);
    else if (field.required) throw new UnreadableResult(`${place} is missing`);
  }
  return result;
}

function normalise(value: unknown, field: ResultField, path: string): unknown {
  const { kind, items, fields } = field;
  const read = readers[kind](field.singleAsList && !Array.isArray(value) ? [value] : value);
  if (read === undefined)
    throw new UnreadableResult(`${path} should be of type ${kind}, but is ${shapeOf(value)}`);
  if (items && Array.isArray(read))
    return read.map((item: unknown, index) => normalise(item, items, `${path}[${index}]`));
  return fields && isPlainObject(read) ? normaliseFields(read, fields, `${path}.`) : read;
}

const readers: Readonly<Record<ResultField['kind'], (value: unknown) => unknown>> = {
  string: (value) => (typeof value === 'string' || Number.isSafeInteger(value) ? readId(value) : undefined),
  integer: readInteger,
  list: (value) => (Array.isArray(value) ? value : undefined),
  object: readObject,
  map: readObject,
};
