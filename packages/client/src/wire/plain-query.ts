import type { ParameterValue, Parameters } from './leaves.js';

/** What stands in a URL as it is, and in the canonical string as well. */
const plainText = /^[\w.~-]*$/;

/** Sorts after the public parameters, which all start in upper case, and has no underscore. */
const plainName = /^[a-z][A-Za-z0-9]*$/;

/**
 * The query string of a call in which nothing has to be encoded, renamed or left out, in byte order: the same text then
 * serves for signing and for sending. Almost every call is like that. `undefined` for the others.
 *
 * @param publicParameters - In byte order of their names.
 */
export function plainQuery(
  publicParameters: Readonly<Record<string, string>>,
  parameters: Parameters,
): string | undefined {
  let query = '';
  for (const name in publicParameters) {
    const value = publicParameters[name] ?? '';
    if (!plainText.test(value)) return undefined;
    query += `&${name}=${value}`;
  }
  for (const name of Object.keys(parameters).sort()) {
    const part = plainName.test(name) ? plainPart(`&${name}`, parameters[name] ?? '') : undefined;
    if (part === undefined) return undefined;
    query += part;
  }
  return query.slice(1);
}

function plainPart(name: string, value: ParameterValue): string | undefined {
  if (typeof value !== 'object') return plainText.test(`${value}`) ? `${name}=${value}` : undefined;
  if (!Array.isArray(value)) return undefined;
  const items: readonly ParameterValue[] = value;
  let part = '';
  for (const index of indexes(items.length)) {
    const item = items[index];
    if (typeof item === 'object' || !plainText.test(`${item}`)) return undefined;
    part += `${name}.${index}=${item}`;
  }
  return part;
}

/** The indexes of the last list: calls on many instances come in batches of the same length. */
let lastIndexes: readonly number[] = [];

/** 0 to n − 1 in byte order: 0, 1, 10, 11, 2, … */
function indexes(length: number): readonly number[] {
  if (lastIndexes.length !== length) lastIndexes = Array.from({ length }, (_, index) => index).sort();
  return lastIndexes;
}
