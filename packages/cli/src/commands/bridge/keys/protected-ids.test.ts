import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protectedFinder } from './protected-ids.js';

const id = 'ins-protect1';
const find = protectedFinder([id, 'ins-other001']);

/** Ways to write one character. */
const spellings: readonly ((character: string) => string)[] = [
  (character) => character,
  (character) => character.toUpperCase(),
  (character) => `%${character.charCodeAt(0).toString(16)}`,
  (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  (character) => `&#${character.charCodeAt(0)};`,
  (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0),
  (character) => `${character}\u200b`,
  (character) => `\0${character}`,
  (character) => `${character}\ufeff`,
];
/** Ways to write a text within another. */
const layers: readonly ((text: string) => string)[] = [
  encodeURIComponent,
  (text) => JSON.stringify([text]),
  (text) => JSON.stringify(text).replaceAll('\\', '\\\\'),
  (text) => `qcs::cvm:ap-guangzhou:uin/1:instance/${text}/`,
];

describe('protected instances', () => {
  it('are found in every spelling, in names and in values', () => {
    const spelt = tuple(
      array(integer({ min: 0, max: spellings.length - 1 }), { minLength: id.length, maxLength: id.length }),
      array(constantFrom(...layers), { maxLength: 4 }),
    ).map(([ways, around]) =>
      around.reduce(
        (text, layer) => layer(text),
        [...id].map((character, place) => spellings[ways[place] ?? 0]?.(character)).join(''),
      ),
    );
    assert(
      property(spelt, (text) => {
        expect(find({ Deep: [{ Value: text }] })).toEqual([id]);
        expect(find({ [`InstanceIds.${text}`]: '1' })).toEqual([id]);
      }),
    );
  });

  it.each(['ins-protect2', 'ins-rotect1', '100%', '%u', 'ap-guangzhou', '\\', '&#99999999;'])(
    'are not found in %j',
    (text) => expect(find({ InstanceIds: [text] })).toEqual([]),
  );

  it('are looked for in long texts of many layers without getting slow by the layer', () => {
    expect(find({ Content: '%5C'.repeat(10) + '%25'.repeat(100_000) + id })).toEqual([id]);
  });
});
