import { posix } from 'node:path';

/** A manifest's exports, as far as types go: a path, or conditions. */
type Exports = Readonly<Record<string, unknown>>;

const entries = (exports: unknown): string[] =>
  typeof exports === 'string'
    ? [exports]
    : typeof exports === 'object' && exports !== null
      ? Object.values(exports).flatMap(entries)
      : [];

/** `./dist/index.js` → `dist/index.d.ts` */
const typesOf = (program: string): string => posix.normalize(program).replace(/\.js$/, '.d.ts');

/** The declaration files of a package that a program can reach from its exports; every other one only takes room. */
export async function reachableTypes(
  exports: Exports,
  read: (path: string) => Promise<string>,
): Promise<Set<string>> {
  const reached = new Set<string>();
  const waiting = entries(exports)
    .filter((path) => path.endsWith('.js'))
    .map(typesOf);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const [, specifier = ''] of (await read(path)).matchAll(
      /(?:from |import\(|import )["'](\.[^"']+)["']/g,
    ))
      waiting.push(typesOf(posix.join(posix.dirname(path), specifier)));
  }
  return reached;
}
