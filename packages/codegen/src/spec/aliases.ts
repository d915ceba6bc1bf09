import type { Path } from './problems.js';

/** How many lists and objects the aliases of one file may stand for together. */
const MAXIMUM = 100_000;

/** An alias that cannot be written out, and where it stands. */
export class AliasProblem extends Error {
  readonly path: Path;
  readonly remedy: string;

  constructor(path: Path, problem: { readonly what: string; readonly remedy: string }) {
    super(problem.what);
    this.path = path;
    this.remedy = problem.remedy;
  }
}

/** Whether a text may have aliases: without them it need not be copied. */
export const mayHaveAliases = (text: string): boolean => /&\S/.test(text) && /\*\S/.test(text);

/**
 * The same value with a copy for each alias, so that what is merged into one is not merged into the others.
 *
 * @throws AliasProblem for one that stands inside of what it stands for, or that becomes too large.
 */
export function writtenOut(whole: unknown): unknown {
  const seen = new Set<object>();
  const around = new Set<object>();
  let copies = 0;
  const copy = (value: unknown, path: Path, alias: Path | undefined): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (around.has(value))
      throw new AliasProblem(path, {
        what: 'this alias stands inside of itself',
        remedy: 'write out as many levels as there really are',
      });
    const within = alias ?? (seen.has(value) ? path : undefined);
    if (within !== undefined && ++copies > MAXIMUM)
      throw new AliasProblem(within, {
        what: 'what this alias stands for becomes too large',
        remedy: 'write out what is meant',
      });
    seen.add(value);
    around.add(value);
    const copied = Array.isArray(value)
      ? value.map((item: unknown, index) => copy(item, [...path, index], within))
      : // Through entries, as a member may be called __proto__.
        Object.fromEntries(
          Object.entries(value).map(([name, member]) => [name, copy(member, [...path, name], within)]),
        );
    around.delete(value);
    return copied;
  };
  return copy(whole, [], undefined);
}
