import { writeFile } from 'node:fs/promises';
import { createEmulator, fleet, type Emulator, type EmulatorOptions } from '@qcvm/mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World } from '../harness.js';
import { changes, clock, touched } from './killed.js';

const three = (options: Partial<EmulatorOptions> = {}): Emulator =>
  createEmulator({
    clock,
    instances: fleet('ap-guangzhou')
      .instance({ unInstanceId: 'ins-a', instanceName: 'web' })
      .instance({ unInstanceId: 'ins-b', instanceName: 'web' })
      .instance({ unInstanceId: 'ins-down', instanceName: 'db', status: 'shutDown' })
      .in('ap-beijing')
      .instance({ unInstanceId: 'ins-far', instanceName: 'web' }),
    ...options,
  });
const statusOf = (emulator: Emulator, id: string): number | undefined => emulator.instances.get(id)?.status;
let emulator: Emulator;
let world: World;
beforeEach(async () => {
  emulator = three();
  world = await World.create({ emulator });
});
afterEach(() => world[Symbol.asyncDispose]());

it('qcvm stop stops one instance without a question', async () => {
  const { code, out, questions } = await world.run('stop ins-a');
  expect({ code, out, questions }).toEqual({ code: 0, out: 'ins-a shutting down\n', questions: [] });
  expect(statusOf(emulator, 'ins-a')).toBe(9);
  expect(statusOf(emulator, 'ins-b')).toBe(2);
});

it('qcvm stop --wait returns when the instance is shut down', async () => {
  const { code, out } = await world.run('stop ins-a ins-down --wait --yes');
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n').sort()).toEqual(['ins-a stopped', 'ins-down already stopped']);
  expect(statusOf(emulator, 'ins-a')).toBe(4);
  expect(changes(emulator).map(({ parameters }) => parameters['instanceIds.1'])).toEqual([undefined]);
});

it('qcvm stop asks on a terminal before it stops more than one instance, and sends nothing after a no', async () => {
  await using world = await World.create({ emulator, terminal: 80 });
  const no = await world.run('stop ins-a ins-b', { answers: [false] });
  expect(no.questions).toHaveLength(1);
  expect(no.questions[0]).toMatch(/^Stop 2 instances in ap-guangzhou\?\n/);
  expect(no).toMatchObject({ code: 1, out: '' });
  expect(changes(emulator)).toEqual([]);
  const yes = await world.run('stop ins-a ins-b', { answers: [true] });
  expect(yes.code).toBe(0);
  expect(statusOf(emulator, 'ins-b')).toBe(9);
});

it('qcvm stop counts what it asks about by region', async () => {
  await using world = await World.create({ emulator, terminal: 80 });
  const { questions } = await world.run('stop --status running -r gz,bj', { answers: [false] });
  expect(questions[0]).toMatch(/^Stop 3 instances \(ap-guangzhou: 2, ap-beijing: 1\)\?\n/);
});

it.each(['stop --all', 'stop ins-a ins-b', 'restart --all', 'start --all', 'stop -', 'stop --file ids'])(
  'qcvm stop refuses `qcvm %s` where no question can be asked',
  async (line) => {
    await using world = await World.create({ emulator, stdin: 'ins-a ins-b' });
    await writeFile(world.path('ids'), 'ins-a\nins-b\n');
    const { code, out, err } = await world.run(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('confirmation needs a terminal');
    expect(err).toContain('--yes');
    expect(changes(emulator)).toEqual([]);
  },
);

it('qcvm stop refuses to run without --yes when stdin contains the ids', async () => {
  const { code } = await world.run('stop -', { stdin: 'ins-a ins-b', terminal: 80 });
  expect(code).toBe(2);
});

it.each([
  ['stop', 'no instances selected'],
  ['stop ins-a --all', 'instance ids cannot be combined with --all'],
  ['stop ins-a --status running', 'instance ids cannot be combined with filters'],
  ['stop ins-a --force 10m', '--force with a time needs --wait'],
  ['stop ins-a --force maybe', 'is not one of never, fallback or a duration'],
  ['restart ins-a --force 10m', '--force takes never or fallback here'],
  ['stop ins-a --timeout never', 'Give a time such as 90s'],
  ['stop ins-a --resume', '--resume goes on with the instances of the interrupted run'],
  ['stop --resume --no-journal', '--resume needs a journal'],
  ['stop ins-a --protect @nowhere', 'no such file'],
  ['stop ins-a --protect web', '"web" is not an instance id'],
  ['stop --file nowhere --yes', 'no such file'],
])('qcvm stop refuses `qcvm %s`: %s', async (line, message) => {
  const { code, err } = await world.run(line);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(changes(emulator)).toEqual([]);
});

it('qcvm stop takes ids from arguments, stdin and a file together, each once', async () => {
  await writeFile(world.path('ids'), '# nightly\nins-b\nap-beijing/ins-far\n');
  const { code } = await world.run('stop ins-a - --file ids --yes', { stdin: 'ins-a\nins-b\n' });
  expect(code).toBe(0);
  const sent = touched(emulator);
  expect(sent.sort()).toEqual(['ins-a', 'ins-b', 'ins-far']);
});

it('qcvm stop finds the region of ids that come without one', async () => {
  const { code, out } = await world.run('stop ins-far ins-a ins-none -r gz,bj --yes');
  expect(code).toBe(1);
  expect(out.trimEnd().split('\n').sort()).toEqual([
    'ins-a shutting down',
    'ins-far shutting down',
    'ins-none not found: there is no such instance',
  ]);
  expect(
    changes(emulator)
      .map(({ region, parameters }) => [region, parameters['instanceIds.0']])
      .sort(),
  ).toEqual([
    ['ap-beijing', 'ins-far'],
    ['ap-guangzhou', 'ins-a'],
  ]);
});

it('qcvm stop works on an instance once that is named by both of its ids', async () => {
  const old = emulator.instances.get('ins-a')?.instanceId ?? '';
  const { code, out } = await world.run(`stop ins-a ${old} --yes`);
  expect({ code, out }).toEqual({ code: 0, out: 'ins-a shutting down\n' });
});

it('qcvm stop forces a stubborn instance only with --force', async () => {
  const instances = fleet('ap-guangzhou').stubborn(1, { unInstanceId: 'ins-mule' });
  await using world = await World.create();
  const never = await world.run('stop ins-mule --wait', { emulator: createEmulator({ clock, instances }) });
  expect(never.code).toBe(1);
  expect(never.out).toMatch(/^ins-mule (refused|timed out): /);
  const emulator = createEmulator({ clock, instances });
  const forced = await world.run('stop ins-mule --wait --force fallback', { emulator });
  expect(forced).toMatchObject({ code: 0, out: 'ins-mule stopped by force\n' });
  expect(changes(emulator).map(({ parameters }) => parameters['forceStop'] ?? '0')).toEqual(['0', '1']);
});

it('qcvm stop passes --force fallback on to the service without --wait', async () => {
  await world.run('stop ins-a --force fallback');
  expect(changes(emulator).map(({ parameters }) => parameters['forceStop'])).toEqual(['1']);
});

it('qcvm stop names the instances that were not stopped, with code and reason', async () => {
  const emulator = createEmulator({
    clock,
    instances: fleet('ap-guangzhou')
      .instance({ unInstanceId: 'ins-a' })
      .instance({ unInstanceId: 'ins-bad', status: 'returned' }),
  });
  await using world = await World.create({ emulator });
  const { code, out } = await world.run('stop --all --wait --yes');
  expect(code).toBe(1);
  expect(out).toContain('ins-a stopped\n');
  expect(out).toMatch(/ins-bad refused: .*returned/);
});

it('qcvm stop sums up many in a few lines, and names those that are not as asked for', async () => {
  const emulator = createEmulator({
    clock,
    instances: fleet('ap-guangzhou')
      .running(20)
      .shutDown(5)
      .instance({ unInstanceId: 'ins-bad', status: 'failure' }),
  });
  await using world = await World.create({ emulator });
  const { code, out, err } = await world.run('stop --all --wait --yes');
  expect(code).toBe(1);
  expect(out).toMatch(
    /^Stopping 26 instances took \d+s:\n {2}20 {2}stopped\n {3}5 {2}already stopped\n {3}1 {2}refused\n/,
  );
  expect(out).toMatch(/REGION +ID +WHAT +WHY/);
  expect(out).toMatch(/ap-guangzhou +ins-bad +refused/);
  expect(err).toMatch(/Journal: ~\/\.local\/state\/qcvm\/journal\/\d{8}T\d{9}Z-stop\.jsonl\n$/);
});

it('the protection list keeps instances out of every stop, from option, file, environment and profile', async () => {
  const emulator = three({
    instances: fleet('ap-guangzhou').running(6, {}).instance({ unInstanceId: 'ins-z' }),
  });
  const ids = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
  await using world = await World.create({ emulator });
  await writeFile(world.path('keep.txt'), `# never\n${ids[1]} ap-guangzhou/${ids[2]}\n`);
  await world.run(`configure set protect ${ids[3]}`);
  const { code, out } = await world.run(`stop --all --wait --yes --protect ${ids[0]} --protect @keep.txt`, {
    variables: { QCVM_PROTECT: ids[4] ?? '' },
  });
  expect(code).toBe(0);
  for (const id of ids.slice(0, 5)) expect(out).toContain(`${id} protected\n`);
  expect(ids.map((id) => statusOf(emulator, id))).toEqual([2, 2, 2, 2, 2, 4, 4]);
  const touched = changes(emulator).flatMap(({ parameters }) => Object.values(parameters));
  for (const id of ids.slice(0, 5)) expect(touched).not.toContain(id);
});

it('the protection list knows an instance by its other id', async () => {
  const emulator = three();
  const old = emulator.instances.get('ins-a')?.instanceId ?? '';
  await using world = await World.create({ emulator });
  await world.run(`stop ins-a ins-b --yes --protect ${old}`);
  expect(statusOf(emulator, 'ins-a')).toBe(2);
  await world.run(`stop ${old} ins-b --yes --protect ins-a`);
  expect(statusOf(emulator, 'ins-a')).toBe(2);
});

it('the protection list holds for restart and for the bare operations, and not for start', async () => {
  await using world = await World.create({ emulator, variables: { QCVM_PROTECT: 'ins-a,ins-down' } });
  expect((await world.run('restart ins-a')).out).toBe('ins-a protected\n');
  const bare = await world.run('stop-instances --instance-ids ins-a');
  expect(bare.code).toBe(2);
  expect(bare.err).toContain('ins-a is on the protection list');
  expect((await world.run('restart-instances --instance-ids ins-a')).code).toBe(2);
  expect(changes(emulator)).toEqual([]);
  expect((await world.run('start ins-down')).code).toBe(0);
  expect(statusOf(emulator, 'ins-down')).toBe(8);
});

it('the protection list stops everything when it cannot be read', async () => {
  await writeFile(world.path('keep.txt'), 'ins-a\nthe database\n');
  const { code, err } = await world.run('stop --all --yes --protect @keep.txt');
  expect(code).toBe(2);
  expect(err).toContain('keep.txt, line 2: "the" is not an instance id');
  const typo = await world.run('stop --all --yes', { variables: { QCVM_CONFIG_FILE: 'config' } });
  expect(typo.code).toBe(2);
  expect(typo.err).toMatch(/QCVM_CONFIG_FILE: there is no file .*config/);
  await writeFile(world.path('config'), '[default]\nprotected = ins-a\n');
  const wrong = await world.run('stop --all --yes', { variables: { QCVM_CONFIG_FILE: 'config' } });
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('"protected" is not an entry');
});

it('qcvm start starts what is down, and leaves alone what runs', async () => {
  const { code, out } = await world.run('start ins-down ins-a --wait --yes');
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n').sort()).toEqual(['ins-a already running', 'ins-down started']);
  expect(statusOf(emulator, 'ins-down')).toBe(2);
});

it('qcvm start waits for one that is just shutting down, and then starts it', async () => {
  await world.run('stop ins-a');
  const refused = await world.run('start ins-a');
  expect(refused).toMatchObject({
    code: 1,
    out: 'ins-a refused: is shutting down: only an instance that is shut down can be started\n',
  });
  const { code, out } = await world.run('start ins-a --wait');
  expect({ code, out }).toEqual({ code: 0, out: 'ins-a started\n' });
});

it('qcvm restart waits until it has really restarted', async () => {
  const before = emulator.clock.now();
  const { code, out } = await world.run('restart ins-a --wait');
  expect({ code, out }).toEqual({ code: 0, out: 'ins-a restarted\n' });
  expect(emulator.clock.now() - before).toBeGreaterThanOrEqual(12_000);
  expect(changes(emulator)).toHaveLength(1);
});

it('qcvm restart never sends a restart twice when the answer gets lost', async () => {
  const emulator = three({
    faults: [{ action: 'RestartInstances', fault: { kind: 'drop', when: 'after' } }],
  });
  await using world = await World.create({ emulator });
  const { code, out } = await world.run('restart ins-a --wait');
  expect({ code, out }).toEqual({ code: 0, out: 'ins-a restarted\n' });
  expect(changes(emulator)).toHaveLength(1);
});

it('qcvm restart reports an unknown outcome', async () => {
  const emulator = three({
    faults: [{ action: 'RestartInstances', fault: { kind: 'drop', when: 'before' } }],
  });
  await using world = await World.create({ emulator });
  const { code, out } = await world.run('restart ins-a --wait --timeout 1m');
  expect(code).toBe(1);
  expect(out).toMatch(/^ins-a unknown: the response was lost/);
  expect(changes(emulator)).toHaveLength(1);
});

const slow = (): Emulator =>
  three({ durations: { stop: 3_600_000, start: 3_600_000, reboot: 3_600_000, forcedStop: 3_600_000 } });

it.each(['stop ins-a', 'stop ins-a --force fallback', 'start ins-down', 'restart ins-a'])(
  'qcvm %s --wait ends with 1 when an instance is not there in time',
  async (line) => {
    await using world = await World.create({ emulator: slow() });
    const { code, out } = await world.run(`${line} --wait --timeout 1m`);
    expect(out).toMatch(/^ins-\w+ timed out: /);
    expect(code).toBe(1);
    const events = await world.run(`${line} --wait --timeout 1m --json`, { emulator: slow() });
    const end = JSON.parse(events.out.trimEnd().split('\n').at(-1) ?? '') as unknown;
    expect(end).toMatchObject({ type: 'end', exitCode: 1, outcomes: { 'timed-out': 1 } });
  },
);

it.each([
  ['stop ins-a ins-none --yes', 1],
  ['stop ins-a --protect ins-a', 0],
  ['stop ins-down', 0],
  ['start ins-a', 0],
  ['restart ins-down', 1],
  ['start ins-down ins-none --yes --wait', 1],
  ['stop ins-a ins-b ins-down --yes --wait', 0],
])('qcvm %s ends with %i', async (line, expected) => {
  expect((await world.run(line)).code).toBe(expected);
});

it.each(['stop --wait', 'stop', 'restart', 'restart --wait', 'start --wait'])(
  'qcvm %s --force never sends no forced request',
  async (line) => {
    const emulator = createEmulator({
      clock,
      instances: fleet('ap-guangzhou').running(3).stubborn(3).shutDown(2),
      faults: [
        { action: 'StopInstances', nth: 1, fault: { kind: 'code', code: 4400 } },
        { action: 'StopInstances', nth: 3, fault: { kind: 'drop', when: 'after' } },
      ],
    });
    await using world = await World.create({ emulator });
    for (const force of ['', '--force never']) {
      if (force !== '' && line.startsWith('start')) continue;
      await world.run(`${line} --all --yes --timeout 5m ${force}`);
    }
    expect(changes(emulator).length).toBeGreaterThan(0);
    for (const { parameters } of changes(emulator)) expect(parameters['forceStop'] ?? '0').toBe('0');
  },
);

it('a run with --dry-run shows every parameter, and sends only reads', async () => {
  const { code, out } = await world.run(
    'stop --all -r gz,bj --dry-run --protect ins-b --wait --force fallback',
  );
  expect(code).toBe(0);
  expect(out)
    .toBe(`Dry run: 2 of 4 instances would be stopped, by 2 requests to https://cvm.api.qcloud.com/v2/index.php.
skip ap-guangzhou/ins-b: protected
skip ap-guangzhou/ins-down: already stopped

Action=StopInstances
Region=ap-guangzhou
instanceIds.0=ins-a

Action=StopInstances
Region=ap-beijing
instanceIds.0=ins-far

Each also carries SecretId, Timestamp, Nonce, SignatureMethod and Signature, made when it is sent.
Instances that do not shut down would be sent the same with forceStop=1 (--force fallback).
`);
  expect(changes(emulator)).toEqual([]);
  expect(await world.run('stop --resume')).toMatchObject({ code: 0, out: '' });
});

it('a run with --dry-run shows exactly the requests of the real run', async () => {
  const emulator = createEmulator({ clock, instances: fleet('ap-guangzhou').running(230).shutDown(20) });
  await using world = await World.create({ emulator });
  const dry = await world.run('stop --all --dry-run --json');
  const planned = dry.out
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const event = JSON.parse(line) as { type: string; parameters?: Record<string, string> };
      return event.parameters === undefined ? [] : [event.parameters];
    });
  expect(planned).toHaveLength(3);
  await world.run('stop --all --yes');
  const publicNames = new Set(['SecretId', 'Timestamp', 'Nonce', 'SignatureMethod', 'Signature']);
  const sent = changes(emulator).map(({ parameters }) =>
    Object.fromEntries(Object.entries(parameters).filter(([name]) => !publicNames.has(name))),
  );
  const idsOf = (all: readonly Record<string, string>[]): string[] =>
    all
      .flatMap((each) =>
        Object.entries(each).flatMap(([name, value]) => (name.startsWith('instanceIds') ? [value] : [])),
      )
      .sort();
  expect(idsOf(sent)).toEqual(idsOf(planned));
  expect(new Set(idsOf(sent)).size).toBe(230);
});

it('a run with --dry-run shows a bare operation as it would be sent', async () => {
  const { out } = await world.run('stop-instances --instance-ids ins-a,ins-b --force-stop 1 --dry-run');
  expect(out).toContain(
    '\nAction=StopInstances\nRegion=ap-guangzhou\ninstanceIds.0=ins-a\ninstanceIds.1=ins-b\nforceStop=1\n',
  );
  expect(emulator.requests.total).toBe(0);
});

it('the progress of a run is drawn on a terminal, and gone before the summary', async () => {
  const emulator = createEmulator({ clock, instances: fleet('ap-guangzhou').running(30) });
  await using world = await World.create({ emulator, terminal: 100 });
  const { frames, out } = await world.run('stop --all --wait --yes --color never');
  expect(frames.length).toBeGreaterThan(0);
  expect(frames[0]).toContain('Stopping 30 instances');
  expect(out).toMatch(/^Stopping 30 instances took/);
});

it('the progress of a run is lines with the time in a log', async () => {
  const emulator = createEmulator({
    clock,
    durations: { stop: 60_000 },
    instances: fleet('ap-guangzhou').running(30),
  });
  await using world = await World.create({ emulator });
  const { err } = await world.run('stop --all --wait --yes');
  expect(err).toMatch(/^2026-01-01T00:0\d:\d\d\.\d{3}Z \d+ of 30 done, (1 ready, )?\d+ shutting down/m);
  const quiet = await world.run('start --all --wait --yes --quiet');
  expect(quiet.err).toMatch(/^Journal: [^\n]*\n$/);
});

it('the progress of a run is events for programs, one for each end of each instance', async () => {
  const { code, out, err } = await world.run('stop --all --wait --yes --json --protect ins-b');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const events = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events[0]).toMatchObject({
    type: 'begin',
    command: 'stop',
    instances: 3,
    wait: true,
    force: 'never',
  });
  const outcomes = events.filter(({ type }) => type === 'outcome');
  expect(Object.fromEntries(outcomes.map(({ instanceId, outcome }) => [instanceId, outcome]))).toEqual({
    'ins-a': 'stopped',
    'ins-b': 'protected',
    'ins-down': 'already-stopped',
  });
  expect(outcomes).toHaveLength(3);
  expect(events.at(-1)).toMatchObject({
    type: 'end',
    exitCode: 0,
    outcomes: { stopped: 1, 'already-stopped': 1, protected: 1 },
    unfinished: 0,
  });
});

it('a run continues when its progress output is closed', async () => {
  const emulator = createEmulator({ clock, instances: fleet('ap-guangzhou').running(30) });
  await using world = await World.create({ emulator });
  const running = world.run('stop --all --wait --yes --json');
  world.stdout.closesAfter = 2;
  expect((await running).code).toBe(0);
  expect(emulator.instances.list().every(({ status }) => status === 4)).toBe(true);
});

it('bare operations print the answer unchanged, and accept a query', async () => {
  const { code, out } = await world.run('stop-instances --instance-ids ins-a');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ detail: { 'ins-a': { code: 0 } } });
  const listed = await world.run(['describe-instances', '--status', 'running', '--query', 'totalCount']);
  expect(listed.out).toBe('1\n');
  const all = await world.run(['describe-instances', '--all', '--query', '[].unInstanceId', '-o', 'jsonl']);
  expect(all.out).toBe('"ins-a"\n"ins-b"\n"ins-down"\n');
});

it('bare operations ask before they touch more than one, and report what failed', async () => {
  const line = 'stop-instances --instance-ids ins-a --instance-ids ins-down';
  expect((await world.run(line)).code).toBe(2);
  const { code, err } = await world.run(`${line} --yes`);
  expect(code).toBe(1);
  expect(err).toContain('ins-down');
  expect((await world.run('stop-instances')).err).toContain('--instance-ids is missing');
  expect((await world.run('create-image')).err).toContain('--image-name and --instance-id are missing');
  expect((await world.run('stop-instances --instance-ids ins-a --force-stop 2')).err).toContain(
    'Allowed are 0, 1',
  );
});
