import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { commands } from '../src/operations/operation-table.js';
import { World } from './harness.js';

const written = [
  'describe',
  'api',
  'stop',
  'start',
  'restart',
  'fleet',
  'fleet plan',
  'fleet run',
  'fleet schedule',
  'fleet worker',
  'fleet status',
  'fleet cancel',
  'fleet retry',
  'sign',
  'explain',
  'bridge',
  'emulate',
  'conformance',
  'configure',
  'doctor',
  'completion',
];

it.each(['', ...written, ...commands.map(({ name }) => name)])(
  'the help text of `qcvm %s` is as reviewed',
  async (name) => {
    await using world = await World.create();
    const { code, out, err } = await world.run(`${name} --help`);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    await expect(out).toMatchFileSnapshot(`./help/${name === '' ? 'qcvm' : name.replace(' ', '-')}.txt`);
  },
);

it.each(['', ...written])(
  'the help text of `qcvm %s` fits the width of the terminal, but for its examples',
  async (name) => {
    for (const columns of [80, 120]) {
      await using world = await World.create({ terminal: columns, variables: { NO_COLOR: '1' } });
      const { out } = await world.run(`${name} --help`);
      const [options = ''] = out.split(/\n(?:Examples|How to use it|Entries of a profile):/);
      for (const line of options.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
    }
  },
);

it.each([
  ['help foo', "unknown command 'foo'"],
  ['help stpo', "unknown command 'stpo'\n(Did you mean stop?)"],
  ['help fleet plam', "unknown command 'plam'\n(Did you mean plan?)"],
  ['fleet help plam', "unknown command 'plam'\n(Did you mean plan?)"],
  ['stpo --help', "unknown command 'stpo'\n(Did you mean stop?)"],
  ['fleet plam --help', "unknown command 'plam'\n(Did you mean plan?)"],
  ['configure gett region', "unknown command 'gett'\n(Did you mean get?)"],
  ['configure gett --help', "unknown command 'gett'\n(Did you mean get?)"],
])('`qcvm %s` says that there is no such command, and shows no other help', async (line, message) => {
  await using world = await World.create();
  const { code, out, err } = await world.run(line);
  expect({ code, out, err }).toEqual({
    ...{ code: 2, out: '' },
    err: `error: ${message}\n  Add --help for how to use it.\n`,
  });
});

it.each([
  ['help fleet plan', 'fleet plan --help'],
  ['help configure set', 'configure set --help'],
  ['configure help set', 'configure set --help'],
  ['help ls', 'describe --help'],
  ['help', '--help'],
])('`qcvm %s` shows the help of `qcvm %s`', async (line, same) => {
  await using world = await World.create();
  expect(await world.run(line)).toEqual(await world.run(same));
});

it('the exit codes of the README match those of the help text', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, section = ''] = readme.split('\n## Exit codes\n');
  const rows = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| (\d+) \| (.+?) \|$/gm)];
  await using world = await World.create();
  const { out } = await world.run('--help');
  const [, listed = ''] = out.split('\nExit codes:\n');
  const words = [...(listed.split('\n\n')[0] ?? '').matchAll(/^ {2}(\d+) +(.+)$/gm)];
  const pairs = (found: readonly RegExpExecArray[]) => found.map(([, code, meaning]) => [code, meaning]);
  expect(pairs(rows)).toEqual(pairs(words));
  expect(rows).toHaveLength(7);
});

it.each(commands)(
  'the help text of `qcvm $name` has no names of parameters or fields',
  async ({ name, options, action }) => {
    await using world = await World.create();
    const { out } = await world.run(`${name} --help`);
    for (const { parameter, option } of options)
      if (parameter !== option) expect(out).not.toMatch(new RegExp(`\\b${parameter}\\b`));
    expect(out).not.toMatch(/unInstanceId|\w+Set\b/);
    // An Action is named where it is said what is sent.
    const actions = commands.flatMap((each) => (each.action === action ? [] : each.action));
    expect(out).not.toMatch(new RegExp(`\\b(?:${actions.join('|')})\\b`));
  },
);

it('help texts are also printed by `help`, and by qcvm without arguments', async () => {
  await using world = await World.create();
  expect((await world.run('help stop')).out).toBe((await world.run('stop --help')).out);
  const bare = await world.run('');
  expect(bare.out + bare.err).toContain('Usage: qcvm');
});
