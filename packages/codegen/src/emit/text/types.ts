import { quote } from './literal.js';

type Value = string | number;

/** A list of what has these alternatives. */
export function listOf(items: readonly string[]): string {
  const [only = '', another] = items;
  const isPlain = another === undefined && !only.startsWith('readonly ');
  return `readonly ${isPlain ? only : `(${items.join(' | ')})`}[]`;
}

/** `2 | 4 | (number & {})`: an editor completes the known values, the compiler accepts every other. */
export function valuesOf(
  base: 'string' | 'number',
  about: {
    readonly values?: readonly Value[] | undefined;
    readonly known?: readonly { readonly value: Value }[] | undefined;
  },
): string[] {
  const { values, known } = about;
  const shown = (value: Value): string => (typeof value === 'string' ? quote(value) : String(value));
  if (values !== undefined) return values.map(shown);
  return known === undefined ? [base] : [...known.map(({ value }) => shown(value)), `(${base} & {})`];
}
