import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../src/repository.js';

/** Paths in code spans of a line that begin with a folder of the repository. */
const places = /`((?:packages|tools|specs|docs|examples|api)\/[\w./-]+)`/g;

const isThere = (path: string): boolean => existsSync(join(root, path.replace(/\/$/, '')));

it('ARCHITECTURE.md names existing files and folders', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const named = [...text.matchAll(places)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !isThere(path))).toEqual([]);
});

it('the lifecycle of a call in ARCHITECTURE.md names existing files of the client', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const table = /## Lifecycle of a call\n([\s\S]*?)\n## /.exec(text)?.[1] ?? '';
  const named = [...table.matchAll(/`([\w./-]+\.ts)`/g)].map(
    ([, path = '']) => `packages/client/src/${path}`,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !isThere(path))).toEqual([]);
});

it('the map of ARCHITECTURE.md shows every source folder of the client and the CLI', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const map = /```\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '';
  for (const name of ['client', 'cli']) {
    const start = map.indexOf(`packages/${name} `);
    const part = map.slice(start, map.indexOf('\npackages/', start + 1));
    const folders = readdirSync(join(root, 'packages', name, 'src'), { withFileTypes: true });
    const missing = folders.filter((each) => each.isDirectory() && !part.includes(`src/${each.name}/`));
    expect(missing.map(({ name: folder }) => folder).filter((room) => room !== 'generated')).toEqual([]);
  }
});

/** The source files of all packages and tools, and the ones that each imports; types are imports as well. */
function importsOfAll(): ReadonlyMap<string, readonly string[]> {
  const files = ['packages', 'tools'].flatMap((group) =>
    readdirSync(join(root, group)).flatMap((name) => {
      const source = join(root, group, name, 'src');
      if (!existsSync(source)) return [];
      return readdirSync(source, { recursive: true, encoding: 'utf8' }).flatMap((file) =>
        file.endsWith('.ts') ? join(source, file) : [],
      );
    }),
  );
  const importsOf = (file: string): string[] =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g)].map(([, path = '']) =>
      resolve(dirname(file), `${path}.ts`),
    );
  return new Map(files.map((file) => [file, importsOf(file)]));
}

it('no file imports itself by way of others', () => {
  const imports = importsOfAll();
  expect(imports.size).toBeGreaterThan(500);
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) circles.push([...way.slice(start), file].map((path) => relative(root, path)));
    if (start >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  expect(circles).toEqual([]);
});
