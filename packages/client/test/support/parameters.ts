import fc from 'fast-check';
import type { ParameterValue, Parameters } from '../../src/model/parameters/parameters.js';

const surrogates = { first: 0xd800, count: 0x800 };

/**
 * Any character of Unicode, surrogates aside. fast-check's own unit `binary` is the same, but builds a map of all of them first,
 * which takes seconds in every file.
 */
export const character = (): fc.Arbitrary<string> =>
  fc
    .integer({ min: 0, max: 0x10ffff - surrogates.count })
    .map((index) => String.fromCodePoint(index < surrogates.first ? index : index + surrogates.count));

/** Names as the API has them, and the strangest that are still allowed. */
export const name = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.stringMatching(/^[a-z][A-Za-z0-9]{0,11}$/) },
    { weight: 1, arbitrary: fc.stringMatching(/^[A-Z_-][A-Za-z0-9_-]{0,7}$/) },
    {
      weight: 1,
      arbitrary: fc
        .string({ unit: character(), minLength: 1, maxLength: 6 })
        .filter(
          (text) =>
            !/[.=&]|[^\P{ASCII}\w-]|[\p{C}\p{Z}]/u.test(text) && !/^\d+$/.test(text) && text !== '__proto__',
        ),
    },
  );

/** Any text that has a UTF-8 form. */
export const text = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.stringMatching(/^ins-[0-9a-z]{8}$/),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: character(), maxLength: 6 }),
    fc.constantFrom('', '@file', 'a=1&b=2', 'a b', 'a+b', '100%', '云服务器', '\ud83d\ude00'),
  );

const integer = (): fc.Arbitrary<number> => fc.oneof(fc.integer(), fc.maxSafeInteger());

/** Parameters that have a form on the wire. */
export const parameters = (): fc.Arbitrary<Parameters> =>
  fc.letrec<{ value: ParameterValue; object: Parameters }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.oneof(text(), integer()),
      fc.array(tie('value'), { minLength: 1, maxLength: 4 }),
      fc.array(text(), { minLength: 9, maxLength: 13 }),
      fc.dictionary(name(), tie('value'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    ),
    object: fc.dictionary(name(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  })).object;

/** Parameters as the operations of today have them: nothing to encode, nothing to rename. */
export const plainParameters = (): fc.Arbitrary<Parameters> =>
  fc.dictionary(
    fc.stringMatching(/^[a-z][A-Za-z0-9]{0,11}$/),
    fc.oneof(
      fc.stringMatching(/^[\w.~-]{0,12}$/),
      integer(),
      fc.array(fc.stringMatching(/^ins-[0-9a-z]{8}$/), { minLength: 1, maxLength: 13 }),
    ),
    { maxKeys: 4, noNullPrototype: true },
  );

/** Every leaf as text, in the order of the input. */
export const leafTexts = (value: ParameterValue): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leafTexts) : [String(value)];

/** The same tree with every leaf as text. */
export const asTexts = (value: ParameterValue): unknown =>
  typeof value !== 'object' || value === null
    ? String(value)
    : Array.isArray(value)
      ? value.map(asTexts)
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asTexts(inner)]));

/** The same tree with the keys of every object in reverse. */
export const reversed = (value: ParameterValue): ParameterValue =>
  typeof value !== 'object' || value === null
    ? value
    : Array.isArray(value)
      ? value.map(reversed)
      : Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, inner]) => [key, reversed(inner)]),
        );

export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
