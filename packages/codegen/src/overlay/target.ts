/**
 * The part of JSONPath (RFC 9535) that our overlays need: `$`, then any of `.name`, `['name']`, `['one','other']`, `[0]`,
 * `.*` and `[*]`. No filters, slices or descendants: a target names what it means.
 */

/** One step of a target: names or an index, or everything there is. */
export type Step = '*' | readonly (string | number)[];

const patterns = {
  name: /^\.([A-Za-z_][A-Za-z0-9_-]*)/,
  everything: /^(?:\.\*|\[\*\])/,
  index: /^\[(0|[1-9][0-9]*)\]/,
  names: /^\[\s*('[^']*'|"[^"]*")(?:\s*,\s*(?:'[^']*'|"[^"]*"))*\s*\]/,
};

function firstStep(text: string): { readonly step: Step; readonly length: number } | undefined {
  const everything = patterns.everything.exec(text);
  if (everything !== null) return { step: '*', length: everything[0].length };
  const name = patterns.name.exec(text);
  if (name !== null) return { step: [name[1] ?? ''], length: name[0].length };
  const index = patterns.index.exec(text);
  if (index !== null) return { step: [Number(index[1])], length: index[0].length };
  const names = patterns.names.exec(text);
  if (names === null) return undefined;
  const quoted = names[0].match(/'[^']*'|"[^"]*"/g) ?? [];
  return { step: quoted.map((each) => each.slice(1, -1)), length: names[0].length };
}

/** The steps of a target, or what cannot be read of it. */
export function parseTarget(text: string): { readonly steps: readonly Step[] } | { readonly unread: string } {
  if (!text.startsWith('$')) return { unread: text };
  const steps: Step[] = [];
  let rest = text.slice(1);
  while (rest !== '') {
    const found = firstStep(rest);
    if (found === undefined) return { unread: rest };
    steps.push(found.step);
    rest = rest.slice(found.length);
  }
  return { steps };
}
