/** `npm run check [base]`: runs what continuous integration would run for what differs from the base, `main` if not said. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, root } from '../repository.js';
import { run, runOrThrow } from '../run.js';
import { planCheck } from './plan.js';

const environment = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };

const lines = async (program: string, ...args: string[]): Promise<string[]> =>
  (await runOrThrow(program, args, { cwd: root, env: environment })).stdout
    .split('\n')
    .filter((line) => line !== '');
const nx = async (...args: string[]): Promise<string[]> =>
  JSON.parse(
    (await lines('npx', '--no', '--', 'nx', 'show', 'projects', '--json', ...args)).join('\n'),
  ) as string[];

const wanted = process.argv[2] ?? 'main';
// A clone of another branch knows it by its longer name only.
const isHere = await run('git', ['rev-parse', '--verify', '--quiet', wanted], { cwd: root });
const base = isHere.code === 0 ? wanted : `origin/${wanted}`;

const [fork = 'HEAD'] = await lines('git', 'merge-base', base, 'HEAD');
const changed = [
  ...(await lines('git', 'diff', '--name-only', fork)),
  ...(await lines('git', 'ls-files', '--others', '--exclude-standard')),
].filter((file) => existsSync(join(root, file)));

const roots = new Map<string, string>();
for (const file of await lines('git', 'ls-files', 'packages/*/package.json', 'tools/*/package.json')) {
  const folder = file.replace('/package.json', '');
  roots.set(manifestOf(join(root, folder)).name, folder);
}
const foldersOf = (names: readonly string[]): string[] => names.flatMap((name) => roots.get(name) ?? []);

const steps = planCheck({
  changed,
  affected: changed.length === 0 ? [] : foldersOf(await nx('--affected', `--base=${fork}`)),
  projects: [...roots.values()],
});
if (steps.length === 0) console.log(`Nothing differs from ${base}.`);
const failed: string[] = [];
for (const { program, args } of steps) {
  const shown = args.length > 12 ? [...args.slice(0, 12), '…'] : args;
  console.log(`\n== ${program} ${shown.join(' ')}`);
  const { status } = spawnSync(program, args, { cwd: root, env: environment, stdio: 'inherit' });
  if (status !== 0) failed.push([program, ...args].join(' '));
}
if (failed.length > 0) {
  console.log(`\n${failed.length} of ${steps.length} steps failed:`);
  for (const step of failed) console.log(`  ${step.length > 100 ? `${step.slice(0, 100)} …` : step}`);
  process.exitCode = 1;
}
