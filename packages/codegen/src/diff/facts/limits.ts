import { major, minor } from './change.js';
import type { Said } from './change.js';
import type { FactRule } from './compare-facts.js';

/** A call that was good may be refused. `what`: what is taken now. */
export const narrowed = (what: string): Said =>
  major('narrowed', `Fewer values are taken now (${what}): a call with another is refused.`, 'calls');

/** A call that was refused may be good. */
export const widened = (what: string): Said => minor('widened', `More values are taken now (${what}).`);

interface Limit {
  /** What it is called. */
  readonly name: string;
  /** Which of the values it holds for, where not for the whole: `each item: `. */
  readonly of?: string;
  /** What holds where none is said. */
  readonly none?: number;
}

function limit(
  { name, of = '' }: Limit,
  about: { readonly none: number; readonly isLower: boolean },
): FactRule<number | undefined> {
  const { none, isLower } = about;
  return (before = none, after = none) => {
    if (before === after) return [];
    const instead = before === none ? '' : `, not ${before}`;
    const what = after === none ? `${of}no longer ${name} ${before}` : `${of}${name} ${after}${instead}`;
    return [after > before === isLower ? narrowed(what) : widened(what)];
  };
}

/** A limit that values must not be above. */
export const upperLimit = (about: Limit): FactRule<number | undefined> =>
  limit(about, { none: Infinity, isLower: false, ...about });

/** A limit that values must not be below. */
export const lowerLimit = (about: Limit): FactRule<number | undefined> =>
  limit(about, { none: -Infinity, isLower: true, ...about });
