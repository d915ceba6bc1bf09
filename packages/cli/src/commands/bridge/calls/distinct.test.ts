import { array, assert, constantFrom, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { areDistinct } from './distinct.js';

const ids = (count: number, prefix = 'ins-'): string[] =>
  Array.from({ length: count }, (_, number) => `${prefix}${`${number}`.padStart(8, '0')}`);

it('tells as a Set does whether a text is there twice, regardless of the texts', () => {
  const few = constantFrom('', '0', 'a', 'ab', 'ins-00000001', 'ins-10000001', 'xins-00000001');
  assert(
    property(array(few), (texts) => {
      expect(areDistinct(texts)).toBe(new Set(texts).size === texts.length);
    }),
  );
  assert(
    property(array(string({ unit: 'grapheme' })), (texts) => {
      expect(areDistinct(texts)).toBe(new Set(texts).size === texts.length);
    }),
  );
});

it.each([100, 256, 257, 1000])('finds one text of %i that is there twice', (count) => {
  const all = ids(count);
  expect(areDistinct(all)).toBe(true);
  const [first = '', ...rest] = all;
  expect(areDistinct([...rest, rest[count - 2] ?? first])).toBe(false);
});

it('tells texts apart that end alike', () => {
  const alike = ids(100).map((id) => `${id}-0000`);
  expect(areDistinct(alike)).toBe(true);
  expect(areDistinct([...alike.slice(1), alike[1] ?? ''])).toBe(false);
});
