import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../src/repository.js';

/** Paths in code spans of a line that begin with a folder of the repository. */
const places = /`((?:packages|tools|specs|docs|examples|api)\/[\w./-]+)`/g;

const isThere = (path: string): boolean => existsSync(join(root, path.replace(/\/$/, '')));

it('ARCHITECTURE.md names files and folders that there are', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const named = [...text.matchAll(places)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !isThere(path))).toEqual([]);
});

it('ARCHITECTURE.md names files of the client, in the life of a call, that there are', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const table = /## Life of a call\n([\s\S]*?)\n## /.exec(text)?.[1] ?? '';
  const named = [...table.matchAll(/`([\w./-]+\.ts)`/g)].map(
    ([, path = '']) => `packages/client/src/${path}`,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !isThere(path))).toEqual([]);
});

it('the map of ARCHITECTURE.md shows every room of the client and the command line', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const map = /```\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '';
  for (const name of ['client', 'cli']) {
    const start = map.indexOf(`packages/${name} `);
    const part = map.slice(start, map.indexOf('\npackages/', start + 1));
    const rooms = readdirSync(join(root, 'packages', name, 'src'), { withFileTypes: true });
    const missing = rooms.filter((room) => room.isDirectory() && !part.includes(`src/${room.name}/`));
    expect(missing.map((room) => room.name).filter((room) => room !== 'generated')).toEqual([]);
  }
});
