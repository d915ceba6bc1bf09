/** A name that an object of a JSON text has twice, and where the second one is. */
export interface DuplicateName {
  readonly name: string;
  readonly offset: number;
}

/** Texts, and what opens, closes and separates; all else stands between these. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gs;

/**
 * Names that an object has twice: `JSON.parse` silently takes the last of them.
 *
 * @param text - Valid JSON.
 */
export function duplicateNames(text: string): readonly DuplicateName[] {
  const found: DuplicateName[] = [];
  /** The names of each object around the place; of a list, nothing. */
  const open: (Set<string> | undefined)[] = [];
  let last: { readonly token: string; readonly offset: number } | undefined;
  for (const { 0: token, index: offset } of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') last = { token, offset };
    else if (last !== undefined) {
      const names = open.at(-1);
      const name = JSON.parse(last.token) as string;
      if (names?.has(name)) found.push({ name, offset: last.offset });
      names?.add(name);
    }
  }
  return found;
}
