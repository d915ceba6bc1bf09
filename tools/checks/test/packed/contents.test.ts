import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked } from '../../src/packed/install.js';
import { packPackages } from '../../src/packed/pack.js';
import type { PackedPackages } from '../../src/packed/pack.js';
import { reachableTypes } from '../../src/packed/reachable-types.js';
import { directoryOf, manifestOf, publishedPackages, root } from '../../src/repository.js';
import type { PublishedPackage } from '../../src/repository.js';
import { runOrThrow } from '../../src/run.js';

/** Packages that contain code of others: its licences go with it. */
const bundling: readonly PublishedPackage[] = ['mock'];

let packed: PackedPackages;
let directory: string;

beforeAll(async () => {
  packed = await packPackages();
  directory = await installPacked();
});
afterAll(() => rm(directory, { recursive: true }));

const contentOf = (name: string, path: string): Promise<string> =>
  readFile(join(directory, 'node_modules', '@qcvm', name, path), 'utf8');

describe.each(publishedPackages)('the tarball of %s', (name) => {
  const paths = (): string[] => packed[name].files.map(({ path }) => path);

  it('holds programs, their types, and what a reader needs, and nothing else', () => {
    const other = paths().filter((path) => !/^dist\/.*\.(js|d\.ts)$|^dist\/page\//.test(path));
    const notices = bundling.includes(name) ? ['THIRD-PARTY-NOTICES.md'] : [];
    const commands = Object.values(packed[name].manifest.bin ?? {}).map((path) => path.replace('./', ''));
    const schemas = { fleet: ['plan.schema.json'], mock: ['scenario.schema.json'] }[name as string] ?? [];
    expect(other.sort()).toEqual(
      ['LICENSE', 'README.md', ...notices, ...commands, 'package.json', ...schemas].sort(),
    );
  });

  it('holds no test, no build state, no source map', () => {
    expect(paths().filter((path) => /\.test\.|tsbuildinfo|\.map$|(^|\/)test\//.test(path))).toEqual([]);
  });

  it('has the types of everything that can be imported', async () => {
    const { manifest } = packed[name];
    const types = paths().filter((path) => path.endsWith('.d.ts'));
    const reachable = await reachableTypes(manifest.exports ?? {}, (path) => contentOf(name, path));
    expect([...reachable].filter((path) => !types.includes(path))).toEqual([]);
    // Applications install this one: a file that no program can reach is to be left out in its package.json.
    if (name === 'client') expect(types.filter((path) => !reachable.has(path))).toEqual([]);
  });

  it('has the licence of the repository, word for word', async () => {
    expect(await contentOf(name, 'LICENSE')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'));
    expect(packed[name].manifest.license).toBe('Apache-2.0');
  });

  it('mentions no path of the machine that built it, and nothing of specs/ or tools/', async () => {
    for (const path of paths().filter((each) => /\.(js|d\.ts)$/.test(each))) {
      const text = await contentOf(name, path);
      expect(text, path).not.toContain(root);
      expect(text, path).not.toMatch(/from '[./]*(specs|tools)\//);
    }
  });

  it('has a manifest in which npm finds nothing to correct when it is published', async () => {
    const before = await contentOf(name, 'package.json');
    await runOrThrow('npm', ['pkg', 'fix'], { cwd: join(directory, 'node_modules', '@qcvm', name) });
    expect(JSON.parse(await contentOf(name, 'package.json'))).toEqual(JSON.parse(before));
  });

  it('says on which Node it runs, as the repository does', async () => {
    const manifest = JSON.parse(await readFile(join(directoryOf(name), 'package.json'), 'utf8')) as {
      engines?: unknown;
    };
    const repository = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      engines?: unknown;
    };
    expect(manifest.engines).toEqual(repository.engines);
  });
});

it('has the licence of what the page of the emulator contains', async () => {
  const { version } = manifestOf(join(root, 'node_modules', 'preact'));
  const notices = await contentOf('mock', 'THIRD-PARTY-NOTICES.md');
  expect(notices).toContain(`Preact ${version}`);
  expect(notices).toContain(await readFile(join(root, 'node_modules/preact/LICENSE'), 'utf8'));
});

it('all have the same version, and depend on exactly that version of each other', () => {
  const version = packed.client.manifest.version;
  for (const name of publishedPackages) {
    const { manifest } = packed[name];
    expect(manifest.version).toBe(version);
    for (const [dependency, range] of Object.entries(manifest.dependencies ?? {}))
      if (dependency.startsWith('@qcvm/')) expect(`${dependency} ${range}`).toBe(`${dependency} ${version}`);
  }
});

it('gives the command a program that a shell can start', async () => {
  const { manifest, files } = packed.cli;
  for (const path of Object.values(manifest.bin ?? {}).map((each) => each.replace('./', ''))) {
    expect(await contentOf('cli', path)).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(files.map((file) => file.path)).toContain(path);
  }
  expect(Object.keys(manifest.bin ?? {})).toEqual(['qcvm']);
});
