import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameRepository } from '../src/release/name-repository.js';
import { applyChangesets, newestSection, pendingChangesets } from '../src/release/plan.js';
import { directoryOf, publishedPackages, root } from '../src/repository.js';
import { runOrThrow } from '../src/run.js';

let checkout: string;
const manifest = async (name: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(checkout, 'packages', name, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;

/** A small repository with our packages' manifests and our configuration of changesets. */
beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'qcvm-plan-'));
  await mkdir(join(checkout, '.changeset'));
  await cp(join(root, '.changeset', 'config.json'), join(checkout, '.changeset', 'config.json'));
  await writeFile(
    join(checkout, 'package.json'),
    '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
  );
  for (const name of publishedPackages) {
    await mkdir(directoryOf(name, checkout), { recursive: true });
    const { dependencies = {}, ...rest } = JSON.parse(
      await readFile(join(directoryOf(name), 'package.json'), 'utf8'),
    ) as { dependencies?: Record<string, string> };
    const own = Object.fromEntries(
      Object.keys(dependencies).flatMap((each) => (each.startsWith('@qcvm/') ? [[each, '1.2.3']] : [])),
    );
    const text = JSON.stringify({ ...rest, version: '1.2.3', dependencies: own });
    await writeFile(join(directoryOf(name, checkout), 'package.json'), text);
  }
  await writeFile(
    join(checkout, '.changeset', 'one.md'),
    "---\n'@qcvm/mock': minor\n---\n\nA new adapter.\n",
  );
  await symlink(join(root, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  await runOrThrow('git', ['init', '--quiet', '--initial-branch=main'], { cwd: checkout });
  await runOrThrow('git', ['add', '.changeset', 'packages', 'package.json'], { cwd: checkout });
  await runOrThrow('git', [...identity, 'commit', '--quiet', '--message', 'all'], { cwd: checkout });
});
afterAll(() => rm(checkout, { recursive: true }));

describe('a release', () => {
  it('raises all packages to one version, whichever of them the changeset names, and says why', async () => {
    expect(await pendingChangesets(checkout)).toEqual(['one.md']);
    const plan = await applyChangesets(checkout);
    expect(plan.map(({ packageName, from, to }) => `${packageName} ${from} ${to}`)).toEqual([
      '@qcvm/client 1.2.3 1.3.0',
      '@qcvm/mock 1.2.3 1.3.0',
      '@qcvm/fleet 1.2.3 1.3.0',
      '@qcvm/cli 1.2.3 1.3.0',
    ]);
    expect(plan[1]?.changelog).toMatch(/^## 1\.3\.0\n\n### Minor Changes\n\n- (\w+: )?A new adapter\./);
    expect((await manifest('cli'))['dependencies']).toEqual({
      '@qcvm/client': '1.3.0',
      '@qcvm/mock': '1.3.0',
    });
    expect(await pendingChangesets(checkout)).toEqual([]);
  });

  it('says in each manifest where the package comes from, for as long as it is packed', async () => {
    const before = await manifest('client');
    const putBack = await nameRepository(checkout, {
      server: 'https://code.example',
      repository: 'someone/qcvm',
    });
    expect((await manifest('mock'))['repository']).toEqual({
      type: 'git',
      url: 'git+https://code.example/someone/qcvm.git',
      directory: 'packages/mock',
    });
    await putBack();
    expect(await manifest('client')).toEqual(before);
  });
});

it.each([
  ['# p\n\n## 2.0.0\n\n- b\n\n## 1.0.0\n\n- a\n', '## 2.0.0\n\n- b'],
  ['# p\n\n## 1.0.0\n\n- a\n', '## 1.0.0\n\n- a'],
  ['# p\n', ''],
])('the newest section of %j', (changelog, section) => {
  expect(newestSection(changelog)).toBe(section);
});
