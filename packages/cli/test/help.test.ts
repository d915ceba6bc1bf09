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

it('help texts are reached by `help` as well, and shown when nothing is asked for', async () => {
  await using world = await World.create();
  expect((await world.run('help stop')).out).toBe((await world.run('stop --help')).out);
  const bare = await world.run('');
  expect(bare.out + bare.err).toContain('Usage: qcvm');
});
