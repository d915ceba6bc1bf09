import { minor, patch } from './change.js';
import type { Said } from './change.js';

/** What is said of one fact that has changed; nothing where that is told with another fact. */
export type FactRule<Value> = (before: Value, after: Value) => readonly Said[];

/** A rule for every fact of a thing: one that a thing gets later on does not compile before it has one. */
export type FactRules<Thing> = { readonly [Fact in keyof Thing]-?: FactRule<Thing[Fact]> };

type KeyOf<Union> = Union extends unknown ? keyof Union : never;
type ValueOf<Union, Key> = Union extends unknown ? (Key extends keyof Union ? Union[Key] : never) : never;

/** Every fact that any member of a union has. */
export type AnyOf<Union> = { readonly [Key in KeyOf<Union>]?: ValueOf<Union, Key> | undefined };

/** The same text for equal values, in any order of their members. */
const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );

export const isSame = (before: unknown, after: unknown): boolean => canonical(before) === canonical(after);

/** Of a fact that is told with another, or that programs do not meet. */
export const untold = (): readonly Said[] => [];

/** Compares two things fact by fact, so that no change hides another. */
export function compareFacts<Thing extends object>(
  rules: FactRules<Thing>,
  before: Thing,
  after: Thing,
): Said[] {
  const compare = <Fact extends keyof Thing>(fact: Fact): readonly Said[] => {
    const rule: FactRule<Thing[Fact]> = rules[fact];
    if (rule === untold || isSame(before[fact], after[fact])) return [];
    return rule(before[fact], after[fact]);
  };
  return (Object.keys(rules) as (keyof Thing)[]).flatMap(compare);
}

/** Of what is written for people. Such changes are told as one, see `mergeWords`. */
export const comment = (): readonly Said[] => [patch('words', 'Its comment has changed.')];

/** What some have that others have not. */
export const without = <Value>(all: readonly Value[], others: readonly Value[]): Value[] =>
  all.filter((each) => !others.includes(each));

/** Values in words: `"A", "B"`. */
export const quotedList = (values: readonly (string | number)[]): string =>
  values.map((value) => JSON.stringify(value)).join(', ');

/** Of values that are documented one by one, while others may come. */
export const documented =
  <Value>(what: string, spell: (value: Value) => string): FactRule<readonly Value[]> =>
  (before, after) => {
    const [was, is] = [before.map(spell), after.map(spell)];
    const [added, gone] = [without(is, was).join(', '), without(was, is).join(', ')];
    return [
      ...(added === '' ? [] : [minor('widened', `Further ${what} are documented now: ${added}.`)]),
      ...(gone === '' ? [] : [patch('narrowed', `These ${what} are not documented any more: ${gone}.`)]),
    ];
  };
