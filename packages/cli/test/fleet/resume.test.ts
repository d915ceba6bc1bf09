import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createEmulator, fleet, type Emulator, type FaultRuleOptions } from '@qcvm/mock';
import { describe, expect, it } from 'vitest';
import { readJournal } from '../../src/fleet/journal/read-journal.js';
import { nodeFiles } from '../../src/environment/node/files.node.js';
import { World, type WorldOptions } from '../harness.js';
import { clock, killedAtRequest, removeLocks, runUntil, simple, touched } from './killed.js';

const regions = ['ap-guangzhou', 'ap-beijing', 'ap-shanghai'] as const;

/** A fleet with everything in it that makes a shutdown hard. */
function hardFleet(faults: readonly FaultRuleOptions[] = []): Emulator {
  let all = fleet();
  for (const region of regions) {
    all = all
      .in(region)
      .running(8)
      .stubborn(3, { instanceName: 'mule' })
      .shutDown(2)
      .running(3, { instanceName: 'keep' });
  }
  return createEmulator({
    clock,
    instances: all,
    faults,
    maxLogged: 10_000,
    durations: { stop: 20_000, forcedStop: 5_000, jitter: 0.5 },
  });
}

const faults: readonly FaultRuleOptions[] = [
  { action: 'StopInstances', nth: 2, fault: { kind: 'code', code: 4400 } },
  { action: 'DescribeInstances', nth: [3, 9], fault: { kind: 'code', code: 4400 } },
  { action: 'StopInstances', nth: 4, fault: { kind: 'drop', when: 'after' } },
  { action: 'StopInstances', nth: 5, fault: { kind: 'drop', when: 'before' } },
  { action: 'DescribeInstances', nth: 7, fault: { kind: 'drop', when: 'before' } },
];

interface Plan {
  readonly ids: readonly string[];
  readonly keep: readonly string[];
  readonly mules: ReadonlySet<string>;
  readonly command: string;
}

async function prepare(world: World, emulator: Emulator): Promise<Plan> {
  const all = emulator.instances.list();
  const keep = all
    .filter(({ instanceName }) => instanceName === 'keep')
    .map(({ unInstanceId }) => unInstanceId);
  const ids = [...all.map(({ unInstanceId }) => unInstanceId), 'ins-gone1', 'ins-gone2'];
  await writeFile(world.path('ids'), ids.join('\n'));
  await writeFile(world.path('keep'), keep.join('\n'));
  const mules = new Set(
    all.filter(({ instanceName }) => instanceName === 'mule').map(({ unInstanceId }) => unInstanceId),
  );
  const command = `stop --file ids --protect @keep --wait --force fallback --yes --region ${regions.join(',')}`;
  return { ids, keep, mules, command };
}

/** How often the service accepted a shutdown, by instance. */
function acceptedStops(emulator: Emulator, forced: boolean): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { parameters, outcome } of emulator.requests.list({ action: 'StopInstances' })) {
    if ((parameters['forceStop'] === '1') !== forced || outcome.kind !== 'answered') continue;
    for (const [id, code] of Object.entries(outcome.results ?? {})) {
      if (code === 0) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

/** What must hold at the end, however often the run was interrupted. */
async function expectAllAccountedFor(world: World, emulator: Emulator, plan: Plan): Promise<void> {
  const directory = world.path('.local/state/qcvm/journal');
  const names = (await readdir(directory)).filter((name) => name.endsWith('.jsonl'));
  expect(names).toHaveLength(1);
  const path = `${directory}/${names[0] ?? ''}`;
  const { outcomes, plan: written, finished } = await readJournal(nodeFiles, path);
  expect(finished).toBe(true);
  const all = [...written.targets, ...written.decided];
  expect(all.map(({ instanceId }) => instanceId).sort()).toEqual([...plan.ids].sort());
  const lines = (await readFile(path, 'utf8'))
    .split('\n')
    .filter((line) => line.includes('"type":"outcome"'));
  expect(lines).toHaveLength(plan.ids.length);
  const kinds = new Map([...outcomes.values()].map(({ instanceId, kind }) => [instanceId, kind]));
  expect([...kinds.keys()].sort()).toEqual([...plan.ids].sort());

  for (const id of plan.keep) expect([id, kinds.get(id)]).toEqual([id, 'protected']);
  for (const id of plan.mules) expect([id, kinds.get(id)]).toEqual([id, 'forced']);
  for (const id of ['ins-gone1', 'ins-gone2']) expect(kinds.get(id)).toBe('not-found');
  for (const { unInstanceId: id, status } of emulator.instances.list()) {
    expect([id, status]).toEqual([id, plan.keep.includes(id) ? 2 : 4]);
  }
  const touched = emulator.requests
    .list({ action: 'StopInstances' })
    .flatMap(({ parameters }) => Object.values(parameters));
  for (const id of plan.keep) expect(touched).not.toContain(id);
  for (const [id, times] of acceptedStops(emulator, false)) {
    // One that came back to running between two looks may get one more ordinary shutdown.
    expect(times, id).toBeLessThanOrEqual(plan.mules.has(id) ? 2 : 1);
  }
  for (const [id, times] of acceptedStops(emulator, true)) expect(times, id).toBe(1);
}

/** Requests that were refused for the quota, other than those that the test asked for. */
const overQuota = (emulator: Emulator): number =>
  emulator.requests.list({ code: 4400 }).filter(({ faults }) => faults.length === 0).length;

it('a shutdown that is killed and resumed accounts for every instance without being killed', async () => {
  const emulator = hardFleet(faults);
  await using world = await World.create({ emulator });
  const plan = await prepare(world, emulator);
  const { code, out } = await world.run(plan.command);
  expect(out).toMatch(
    /24 {2}stopped\n +9 {2}stopped by force\n +6 {2}already stopped\n +9 {2}protected\n +2 {2}not found\n/,
  );
  expect(code).toBe(1);
  await expectAllAccountedFor(world, emulator, plan);
  expect(overQuota(emulator)).toBe(0);
});

it.each([
  [1, 'before'],
  [1, 'after'],
  [2, 'after'],
  [3, 'before'],
  [3, 'after'],
  [4, 'after'],
  [5, 'after'],
  [6, 'before'],
] as const)(
  'a shutdown that is killed and resumed accounts for every instance when killed at request %i, %s it had its effect',
  async (nth, moment) => {
    const emulator = hardFleet(faults);
    await using world = await World.create({ emulator });
    const plan = await prepare(world, emulator);
    await runUntil(killedAtRequest(nth, moment), { world, line: plan.command });
    emulator.clock.advance(moment === 'after' ? 60_000 : 0);

    const { code, out, err } = await world.run(`stop --resume --yes --protect @keep`);
    expect(err).toMatch(/^Going on with ~\/\.local\/state\/qcvm\/journal\/\S+: /);
    expect(code).toBe(1);
    expect(out).toContain('9  protected\n');
    await expectAllAccountedFor(world, emulator, plan);
    expect(overQuota(emulator)).toBe(0);
    expect(await world.run('stop --resume --yes')).toMatchObject({ code: 0, out: '' });
  },
);

it('a shutdown that is killed and resumed survives being killed again and again', async () => {
  const emulator = hardFleet();
  await using world = await World.create({ emulator });
  const plan = await prepare(world, emulator);
  let line = plan.command;
  for (const moment of ['after', 'before', 'after'] as const) {
    const kill = killedAtRequest(1, moment);
    await Promise.race([kill.dead, world.run(line, kill.options)]);
    await removeLocks(world);
    line = 'stop --resume --yes';
  }
  await world.run(line);
  await expectAllAccountedFor(world, emulator, plan);
});

it('a shutdown that is killed and resumed stays within the quota of the minute together with the run that was killed', async () => {
  const instances = fleet('ap-guangzhou').running(1000).in('ap-beijing').running(1000);
  const emulator = createEmulator({ clock, instances, maxLogged: 10_000 });
  await using world = await World.create({ emulator });
  await writeFile(
    world.path('ids'),
    emulator.instances
      .list()
      .map(({ unInstanceId }) => unInstanceId)
      .join('\n'),
  );
  await runUntil(killedAtRequest(15, 'after'), {
    world,
    line: 'stop --file ids --wait --yes --region gz,bj',
  });
  const { code, err } = await world.run('stop --resume --yes');
  expect(code).toBe(0);
  expect(err).toMatch(/Waiting \S+: the service still counts the calls of the interrupted run\./);
  expect(overQuota(emulator)).toBe(0);
});

it('a shutdown that is killed and resumed protects an instance that came onto the list in between', async () => {
  const emulator = hardFleet();
  await using world = await World.create({ emulator });
  const plan = await prepare(world, emulator);
  await runUntil(killedAtRequest(1, 'before'), { world, line: plan.command });
  const late =
    plan.ids.find((id) => !plan.keep.includes(id) && emulator.instances.get(id)?.status === 2) ?? '';
  await world.run(`stop --resume --yes --protect ${late}`);
  expect(emulator.instances.get(late)?.status).toBe(2);
});

it('Ctrl-C stops sending, says what is unfinished, and the rest is done by --resume', async () => {
  const emulator = hardFleet();
  await using world = await World.create({ emulator });
  const plan = await prepare(world, emulator);
  const { code, out, err } = await world.run(plan.command, interruptAt(world, 1));
  expect(code).toBe(130);
  expect(out).toMatch(/\d+ {2}unfinished\n/);
  expect(err).toContain('Interrupted.');
  expect(err).toMatch(/To go on: qcvm stop --resume --journal ~\/\.local/);
  const resumed = await world.run('stop --resume --yes --protect @keep');
  expect(resumed.code).toBe(1);
  await expectAllAccountedFor(world, emulator, plan);
});

const interruptAt = (world: World, nth: number, action = 'StopInstances'): WorldOptions => {
  let count = 0;
  return {
    transport: (real) => ({
      async send(request) {
        const response = await real.send(request);
        if (JSON.stringify(request).includes(action) && (count += 1) === nth) world.interrupt();
        return response;
      },
    }),
  };
};
/** Ids that the service was asked to stop. */
const asked = (emulator: Emulator): Set<string> => new Set(touched(emulator));

it.each(['stop --all --yes', 'stop --all --yes --wait'])(
  'the report of an interrupted run tells what was sent from what was never sent: qcvm %s',
  async (line) => {
    const emulator = createEmulator({
      clock,
      instances: fleet('ap-guangzhou').running(800),
      quota: false,
    });
    await using world = await World.create({ emulator });
    const { code, out } = await world.run(`${line} --json`, interruptAt(world, 2));
    expect(code).toBe(130);
    const events = out
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as { type: string; instanceId: string; sent?: boolean });
    const left = events.filter(({ type }) => type === 'unfinished');
    const done = events.filter(({ type }) => type === 'outcome');
    expect(left.length + done.length).toBe(800);
    const before = asked(emulator);
    for (const { instanceId, sent } of left)
      expect([instanceId, sent]).toEqual([instanceId, before.has(instanceId)]);
    const never = left.filter(({ sent }) => sent === false).length;
    expect(never).toBe(800 - before.size);
    expect(never).toBeGreaterThan(0);
  },
);

it('the report of an interrupted run counts both in its summary', async () => {
  const emulator = createEmulator({ clock, instances: fleet('ap-guangzhou').running(800), quota: false });
  await using world = await World.create({ emulator });
  const { out } = await world.run('stop --all --yes --wait', interruptAt(world, 2));
  const sent = asked(emulator).size;
  expect(sent).toBeLessThan(800);
  expect(out.replaceAll(',', '')).toMatch(
    new RegExp(` +800 {2}unfinished\\n +${sent} sent\\n +${800 - sent} never sent\\n`),
  );
  expect(out).toMatch(/ins-\w+ +unfinished +(never )?sent/);
});

it('the report of an interrupted run is true for --resume as well: a restart that was never sent is sent then', async () => {
  const emulator = createEmulator({ clock, instances: fleet('ap-guangzhou').running(800), quota: false });
  await using world = await World.create({ emulator });
  const first = await world.run('restart --all --yes', interruptAt(world, 1, 'RestartInstances'));
  expect(first.code).toBe(130);
  const { code, out } = await world.run('restart --resume --yes');
  expect(out).toMatch(/800 {2}restarting\n$/);
  expect(code).toBe(0);
});

it('the report of an interrupted run says it of each of a few', async () => {
  const emulator = simple(2);
  await using world = await World.create({ emulator });
  const { out } = await world.run('stop --all --yes --wait', interruptAt(world, 1));
  expect(out).toMatch(/^(ins-\w+ unfinished: sent\n){2}$/);
});

it('--resume exits without a request when no run was interrupted', async () => {
  await using world = await World.create({ emulator: simple() });
  const { code, err } = await world.run('stop --resume');
  expect({ code, err }).toEqual({
    code: 0,
    err: 'No interrupted `qcvm stop` was found: there is nothing to resume.\n',
  });
  await world.run('stop --all --wait --yes');
  expect((await world.run('stop --resume')).err).toContain('nothing to resume');
});

it('--resume takes the journal that is named, and refuses that of another command or another service', async () => {
  const emulator = simple();
  await using world = await World.create({ emulator });
  await runUntil(killedAtRequest(1, 'before'), {
    world,
    line: 'stop --all --wait --yes --journal mine.jsonl',
  });
  const other = await world.run('start --resume --journal mine.jsonl --yes');
  expect(other.code).toBe(2);
  expect(other.err).toContain('is the journal of `qcvm stop`');
  const elsewhere = await world.run(
    'stop --resume --journal mine.jsonl --yes --endpoint http://127.0.0.1:1/v2/index.php',
  );
  expect(elsewhere.code).toBe(2);
  expect(elsewhere.err).toContain('Give the same --endpoint');
  const alone = await world.run('stop --resume --journal mine.jsonl');
  expect(alone.err).toContain('confirmation needs a terminal');
  expect((await world.run('stop --resume --journal mine.jsonl --yes')).code).toBe(0);
  expect(emulator.instances.list().every(({ status }) => status === 4)).toBe(true);
});

it('--resume never overwrites a journal', async () => {
  await using world = await World.create({ emulator: simple() });
  await writeFile(world.path('mine.jsonl'), 'precious');
  const { code, err } = await world.run('stop --all --yes --journal mine.jsonl');
  expect(code).toBe(2);
  expect(err).toContain('it exists already');
  expect(await readFile(world.path('mine.jsonl'), 'utf8')).toBe('precious');
});

it.each(['--wait', ''])(
  'a stop sends nothing if no journal can be written, except with --no-journal: %s',
  async (wait) => {
    const emulator = simple();
    await using world = await World.create({ emulator, variables: { XDG_STATE_HOME: '/dev/null' } });
    const { code, err } = await world.run(`stop --all --yes ${wait}`);
    expect(code).toBe(5);
    expect(err).toContain('error: cannot use /dev/null/qcvm/journal');
    expect(err).toContain('Nothing was sent.');
    expect(err).toContain('--no-journal');
    expect(emulator.instances.list().every(({ status }) => status === 2)).toBe(true);
    expect((await world.run(`stop --all --yes --no-journal --wait`)).code).toBe(0);
    expect(emulator.instances.list().every(({ status }) => status === 4)).toBe(true);
  },
);

it('--resume keeps the latest fifty journals', async () => {
  const emulator = simple();
  await using world = await World.create({ emulator });
  await world.run('stop --all --yes');
  const directory = world.path('.local/state/qcvm/journal');
  for (let index = 0; index < 60; index += 1) {
    await writeFile(`${directory}/20250101T0000000${String(index).padStart(2, '0')}Z-stop.jsonl`, '');
  }
  emulator.clock.advance(60_000);
  await world.run('stop --all --yes');
  const names = await readdir(directory);
  expect(names).toHaveLength(51);
  expect(names.filter((name) => name.startsWith('2026'))).toHaveLength(2);
});

describe.each(['2.0', '3.0'])('a restart over API %s whose answer a kill has cut off', (api) => {
  const action = api === '2.0' ? 'RestartInstances' : 'RebootInstances';

  it.each([
    ['after', 'restarted'],
    ['before', 'unknown'],
  ] as const)(
    '%s its effect ends as %s when the run is resumed, and is not sent again',
    async (when, kind) => {
      const emulator = simple(3);
      emulator.clock.advance(60_000);
      await using world = await World.create({ emulator, variables: { QCVM_API: api } });
      const line = 'restart --all --yes --wait --journal j';
      await runUntil(killedAtRequest(1, when, action), { world, line });
      emulator.clock.advance(120_000);
      const { out } = await world.run('restart --resume --yes --json --journal j');
      const outcomes = out
        .split('\n')
        .filter((line) => line.includes('"outcome"'))
        .map((line) => (JSON.parse(line) as { outcome?: unknown }).outcome);
      expect(outcomes).toEqual([kind, kind, kind]);
      expect(emulator.requests.list({ action })).toHaveLength(when === 'after' ? 1 : 0);
    },
  );
});
