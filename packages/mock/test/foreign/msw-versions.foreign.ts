import { execFile } from 'node:child_process';
import { copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { installed } from './installed.js';

const run = promisify(execFile);
const local = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** MSW 3 needs a newer Node than the one that we support at least: npm has one. */
const node22 = `node-${process.platform}-${process.arch}`;

it.each<{ name: string; dependencies: Record<string, string>; runtime?: string }>([
  { name: 'msw-oldest', dependencies: { msw: '2.10.0' } },
  { name: 'msw-2', dependencies: { msw: '2.15.0' } },
  {
    name: 'msw-3',
    dependencies: { msw: '3.0.5', [node22]: '22.23.3' },
    runtime: `node_modules/${node22}/bin/node`,
  },
])('handlers for $name', async ({ name, dependencies, runtime }) => {
  const directory = await installed(name, { ...dependencies, '@types/node': '22.19.1' });
  // What npm would install of ours, as the last build left it.
  for (const ours of ['client', 'mock']) {
    const target = join(directory, 'node_modules/@qcvm', ours);
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    await copyFile(local(`../../../${ours}/package.json`), join(target, 'package.json'));
    await cp(local(`../../../${ours}/dist`), join(target, 'dist'), { recursive: true });
  }
  await copyFile(local('scenario-msw.ts'), join(directory, 'scenario.mts'));
  const options = [
    '--strict',
    '--skipLibCheck',
    '--target',
    'ES2022',
    '--module',
    'NodeNext',
    '--lib',
    'ES2023,DOM,DOM.Iterable',
  ];
  await run(process.execPath, [compiler, ...options, 'scenario.mts'], { cwd: directory });
  const { stdout } = await run(
    runtime === undefined ? process.execPath : join(directory, runtime),
    ['scenario.mjs'],
    {
      cwd: directory,
    },
  );
  const afterTrouble = ['dropped: TransportError', 'cut: TransportError', 'instances: 1'];
  expect(stdout.trim().split('\n')).toEqual([
    'instances: 1',
    'shutDown',
    ...afterTrouble,
    ...afterTrouble,
    'msw',
  ]);
});
