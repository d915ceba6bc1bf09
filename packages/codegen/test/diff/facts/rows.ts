/** Facts as rows of a table: what differs, in two ways, and what a change from one to the other is to programs. */
import { of } from './things.js';
import type { Side, Words } from './things.js';

export interface Fact {
  /** What differs. */
  readonly what: string;
  /** The words of the dialect that are tried by it: `property.maxLength`. */
  readonly covers: readonly string[];
  readonly sides: readonly [Side, Side];
  /** What the change from the first side to the second is, and the one back: `DropThingsInput.Name: major narrowed`. */
  readonly told: readonly [there: readonly string[], back: readonly string[]];
}

export const ofProperty = (object: string, name: string, words: Words): Side => ({
  words: of(['components', 'schemas', object, 'properties', name], words),
});
export const ofAction =
  (action: string) =>
  (words: Words): Side => ({
    words: of(['paths', `/${action}`, 'post'], words),
  });
export const ofMember = (object: string, name: string, flags: object): Side => ({
  made: ({ objects }) => {
    const member = objects[object]?.members.find((each) => each.name === name);
    if (member !== undefined) Object.assign(member, flags);
  },
});
export type Row<Value> = readonly [
  covers: string,
  one: Value,
  other: Value,
  there: readonly string[] | string,
  back: readonly string[] | string,
];

const listOf = (told: readonly string[] | string): readonly string[] =>
  typeof told === 'string' ? [told] : told;

export function rows<Value>(
  subject: string,
  side: (value: Value) => Side,
  all: readonly Row<Value>[],
): Fact[] {
  return all.map(([covers, one, other, there, back]) => ({
    what: `${covers} of ${subject}: ${JSON.stringify(one)} → ${JSON.stringify(other)}`,
    covers: covers.split(' ').filter((word) => word !== ''),
    sides: [side(one), side(other)],
    told: [there, back].map((told) =>
      listOf(told).map((each) => (each.includes(':') ? each : `${subject}: ${each}`)),
    ) as [string[], string[]],
  }));
}

/** Comments have changed: told once, of everything. */
export const words = 'things: patch words';
export const both = (told: string): readonly [string, string] => [told, told];
export const bothOf = (...told: readonly string[]) => [told, told] as const;
export const limit = ['major narrowed', 'minor widened'] as const;
