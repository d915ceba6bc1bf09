/** A parameter as it stands on the wire: a text, or names below it (`name.0`, `name.key`). */
export type Node = string | Branch;
export type Branch = Map<string, Node>;

/**
 * Builds the tree of the names of flat parameters.
 *
 * @param how - `skip`: names that are left out. `spelled`: a name as it is written elsewhere. `clash`: hears of a name that is both a text and
 * a branch, and is left out
 */
export function buildTree(
  parameters: Readonly<Record<string, string>>,
  {
    skip,
    spelled = (name) => name,
    clash,
  }: {
    readonly skip: (name: string) => boolean;
    readonly spelled?: (name: string) => string;
    readonly clash: (name: string) => void;
  },
): Branch {
  const root: Branch = new Map();
  for (const name in parameters)
    if (!skip(name) && !insert(root, { name: spelled(name), value: parameters[name] ?? '' })) clash(name);
  return root;
}

function insert(root: Branch, { name, value }: { name: string; value: string }): boolean {
  let branch = root;
  let start = 0;
  for (;;) {
    const dot = name.indexOf('.', start);
    if (dot === -1) break;
    const step = name.slice(start, dot);
    let next = branch.get(step);
    if (typeof next === 'string') return false;
    if (next === undefined) branch.set(step, (next = new Map<string, Node>()));
    branch = next;
    start = dot + 1;
  }
  const last = name.slice(start);
  if (branch.has(last)) return false;
  branch.set(last, value);
  return true;
}
