import type { KnownValue } from '../../model/shapes.js';
import { major, minor, patch } from '../facts/change.js';
import type { Said } from '../facts/change.js';
import { comment, isSame, quotedList, without } from '../facts/compare-facts.js';
import type { FactRule } from '../facts/compare-facts.js';

type KnownValues = readonly KnownValue[];

const valuesOf = (known: KnownValues): (string | number)[] => known.map(({ value }) => value);

/** Constants that code calls values by, and that are gone or have another name. */
function constants(before: KnownValues, after: KnownValues): Said[] {
  const now = new Map(after.map(({ value, name }) => [value, name]));
  return before.flatMap(({ value, name }) => {
    if (name === undefined || now.get(value) === name) return [];
    const other = now.get(value);
    const message =
      other === undefined ? `The constant ${name} is gone.` : `The constant ${name} is called ${other} now.`;
    return [major(other === undefined ? 'removed' : 'renamed', message)];
  });
}

/** Documented values: others may come. */
export const knownValues =
  ({ written }: { readonly written: boolean }): FactRule<KnownValues | undefined> =>
  (before = [], after = []) => {
    const [was, is] = [valuesOf(before), valuesOf(after)];
    const [added, gone] = [without(is, was), without(was, is)];
    const kept = (known: KnownValues): string[] =>
      known.filter(({ value }) => was.includes(value) && is.includes(value)).map(({ meaning }) => meaning);
    const documented = written ? 'Further values are documented' : 'Answers may say';
    return [
      ...(added.length > 0 ? [minor('widened', `${documented} now: ${quotedList(added)}.`)] : []),
      ...(gone.length > 0
        ? [patch('narrowed', `These values are not documented any more: ${quotedList(gone)}.`)]
        : []),
      ...constants(before, after),
      ...(isSame(kept(before), kept(after)) ? [] : comment()),
    ];
  };
