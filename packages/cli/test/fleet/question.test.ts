import { writeFile } from 'node:fs/promises';
import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { expect, it } from 'vitest';
import { World, type WorldOptions } from '../harness.js';
import { changes, clock } from './killed.js';

const several = (): Emulator =>
  createEmulator({
    clock,
    instances: fleet('ap-guangzhou')
      .running(12, { instanceName: 'web' })
      .shutDown(4, { instanceName: 'web' })
      .instance({ unInstanceId: 'ins-db', instanceName: 'db' })
      .in('ap-beijing')
      .running(2, { instanceName: 'web' }),
  });
const sent = (emulator: Emulator): number => changes(emulator).length;
const no: WorldOptions = { answers: [false] };

it('the question before a run says what was chosen and how, whose it is, where it is asked of, and by what force', async () => {
  const emulator = several();
  await using world = await World.create({ emulator, terminal: 100 });
  const id = emulator.instances.list()[0]?.unInstanceId ?? '';
  const { questions } = await world.run(
    `stop --search-word web --project-id 0 -r gz,bj --wait --force fallback --protect ${id} --endpoint http://localhost:9/v2/index.php`,
    no,
  );
  expect(questions).toEqual([
    `Stop 18 instances (ap-guangzhou: 16, ap-beijing: 2)?
  chosen by: --project-id 0 --search-word web
  of these:  13 to be sent a request, 1 protected, 4 already stopped
  force:     fallback
  account:   key ${emulator.credentials.secretId.slice(0, 8)}… from: environment, profile default
  endpoint:  http://localhost:9/v2/index.php (API 2.0)`,
  ]);
  expect(sent(emulator)).toBe(0);
});

it('the question before a run counts as progress and summary do', async () => {
  const emulator = several();
  await using world = await World.create({ emulator, terminal: 100 });
  const { questions, frames, out } = await world.run('stop --all --wait --color never', {
    answers: [true],
  });
  expect(questions[0]).toMatch(
    /^Stop 17 instances in ap-guangzhou\?\n[^]*13 to be sent a request, 4 already stopped/,
  );
  expect(frames[0]).toContain('Stopping 17 instances');
  expect(out).toMatch(/^Stopping 17 instances took \S+:\n +13 {2}stopped\n +4 {2}already stopped\n/);
});

it.each([
  ['stop ins-db ins-dc', ''],
  ['stop -', 'ins-db'],
  ['stop - --protect ins-keep --allow-unmatched-protect', 'ins-db ins-keep'],
  ['stop --file list', ''],
])(
  'the question before a run cannot be left out for a list that comes to one instance: qcvm %s',
  async (line, stdin) => {
    const emulator = several();
    await using world = await World.create({ emulator });
    await writeFile(world.path('list'), 'ins-db\nins-dc\n');
    const { code, err } = await world.run(line, { stdin });
    expect(code).toBe(2);
    expect(err).toContain('Add --yes');
    expect(sent(emulator)).toBe(0);
    expect((await world.run('stop ins-db')).code).toBe(0);
  },
);

it.each(['stop --search-word db', 'restart --search-word db', 'stop --search-word db --wait'])(
  'the question before a run is asked when filters match exactly one: qcvm %s',
  async (line) => {
    const emulator = several();
    await using world = await World.create({ emulator, terminal: 80 });
    const { code, questions } = await world.run(line, no);
    expect(code).toBe(1);
    expect(questions[0]).toContain('1 instance in ap-guangzhou?');
    expect(questions[0]).toContain('--search-word db');
    const piped = await world.run(line, { terminal: undefined });
    expect(piped.code).toBe(2);
    expect(piped.err).toMatch(
      /confirmation needs a terminal \(chosen by: --search-word db; .*account: .*endpoint: /,
    );
    expect(sent(emulator)).toBe(0);
  },
);

it('the question before a run is omitted for one instance by id, and when there is nothing to send', async () => {
  const emulator = several();
  await using world = await World.create({ emulator, terminal: 80 });
  expect(await world.run('stop ins-db')).toMatchObject({ code: 0, questions: [] });
  expect(await world.run('stop --status shut-down')).toMatchObject({ code: 0, questions: [] });
  expect(await world.run('stop --search-word nothing')).toMatchObject({
    code: 0,
    questions: [],
    err: 'There is nothing to stop.\n',
  });
  expect(sent(emulator)).toBe(1);
});

it('the question before a run names ids from arguments, a file and stdin as they came', async () => {
  const emulator = several();
  await using world = await World.create({ emulator, terminal: 80 });
  const ids = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
  await writeFile(world.path('ids'), ids.join('\n'));
  const file = await world.run('start --file ids ins-db -r gz,bj', no);
  expect(file.questions[0]).toContain('chosen by: ins-db --file ids\n');
  expect(file.questions[0]).not.toContain('force:');
  const stdin = await world.run('stop - --protect ins-db', { stdin: ids.join(' ') });
  expect(stdin.err).toContain('chosen by: ids from stdin;');
  const many = await world.run(['stop', ...ids.slice(0, 5)], no);
  expect(many.questions[0]).toContain('chosen by: 5 ids\n');
});
