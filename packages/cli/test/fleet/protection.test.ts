import { mkdir, writeFile } from 'node:fs/promises';
import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World } from '../harness.js';
import { clock } from './killed.js';

const twoRegions = (): Emulator =>
  createEmulator({
    clock,
    instances: fleet('ap-guangzhou')
      .instance({ unInstanceId: 'ins-a', instanceName: 'web' })
      .instance({ unInstanceId: 'ins-b', instanceName: 'web' })
      .instance({ unInstanceId: 'ins-db', instanceName: 'db' })
      .in('ap-beijing')
      .instance({ unInstanceId: 'ins-far', instanceName: 'web' }),
  });
const stopped = (emulator: Emulator): string[] =>
  emulator.instances
    .list()
    .filter(({ status }) => status !== 2)
    .map(({ unInstanceId }) => unInstanceId)
    .sort();

let emulator: Emulator;
let world: World;
beforeEach(async () => {
  emulator = twoRegions();
  world = await World.create({ emulator });
});
afterEach(() => world[Symbol.asyncDispose]());

it.each([
  ['stop --all --yes --protect ins-bb', '--protect'],
  ['restart --all --yes --protect ins-bb,ins-db', '--protect'],
  ['stop ins-a --protect ins-bb', '--protect'],
  ['stop ins-a ins-b --yes --protect @keep', 'keep'],
  ['stop-instances --instance-ids ins-a --yes', 'QCVM_PROTECT'],
])(
  'an entry of the protection list that is no instance is refused where it cannot be asked about: qcvm %s',
  async (line, source) => {
    await writeFile(world.path('keep'), 'ins-db\nins-bb\n');
    const variables: Record<string, string> = source === 'QCVM_PROTECT' ? { QCVM_PROTECT: 'ins-bb' } : {};
    const { code, err } = await world.run(line, { variables });
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`ins-bb \\(\\S*${source}\\)`));
    expect(err).not.toContain('ins-db');
    expect(err).toContain('--allow-unmatched-protect');
    expect(stopped(emulator)).toEqual([]);
    const allowed = await world.run(`${line} --allow-unmatched-protect`, { variables });
    expect(allowed.code).toBe(0);
    expect(allowed.err).toContain('warning: 1 entry of the protection list is no instance in ap-guangzhou');
    expect(stopped(emulator)).not.toEqual([]);
  },
);

it('an entry of the protection list that is no instance is listed before the question on a terminal, and in a dry run', async () => {
  await using world = await World.create({ emulator, terminal: 80 });
  const asked = await world.run('stop --all --protect ins-bb --color never', { answers: [false] });
  expect(asked.questions).toHaveLength(1);
  expect(asked.err).toMatch(/^warning: .*ins-bb/);
  const dry = await world.run('stop --all --protect ins-bb --dry-run');
  expect(dry.code).toBe(0);
  expect(dry.err).toContain('ins-bb');
  expect(stopped(emulator)).toEqual([]);
});

it('an entry of the protection list that is no instance does not matter to a start, which protection is not for', async () => {
  await using world = await World.create({ emulator, variables: { QCVM_PROTECT: 'ins-bb' } });
  expect((await world.run('start --all --yes')).code).toBe(0);
  expect((await world.run('start-instances --instance-ids ins-a')).err).not.toContain('ins-bb');
});

it('an entry of the protection list that is no instance is one that came onto the list after a run was planned, and not one that was allowed then', async () => {
  const death = new AbortController();
  const dead = new Promise((resolve) => death.signal.addEventListener('abort', resolve));
  void world.run('stop --all --yes --journal j --protect ins-bb,ins-db --allow-unmatched-protect', {
    death: death.signal,
    transport: (real) => ({
      send: async (request) => {
        if (!request.url.includes('DescribeInstances')) death.abort();
        return real.send(request);
      },
    }),
  });
  await dead;
  const left = await import('node:fs/promises');
  await left.rm(world.path('j.lock'));
  const typo = await world.run('stop --resume --journal j --yes --protect ins-cc');
  expect(typo.code).toBe(2);
  expect(typo.err).toContain('ins-cc');
  expect(typo.err).not.toContain('ins-bb');
  expect((await world.run('stop --resume --journal j --yes --protect ins-bb')).code).toBe(0);
  expect(stopped(emulator)).not.toContain('ins-db');
});

it('an entry of the protection list is looked for in every region of the run, whether it is a target or not', async () => {
  const { code, err } = await world.run('stop ins-a -r gz,bj --yes --protect ins-far,ins-db');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(stopped(emulator)).toEqual(['ins-a']);
});

it('an entry of the protection list is looked for in the region that it names, and protects its instance in any', async () => {
  const other = await world.run('stop ins-a --protect ap-beijing/ins-far');
  expect({ code: other.code, err: other.err }).toEqual({ code: 0, err: '' });
  await world.run('stop ins-b ins-db --yes --protect ap-beijing/ins-b');
  expect(stopped(emulator)).toEqual(['ins-a', 'ins-db']);
});

it('an entry of the protection list is recognised by its other id, also where no target has one', async () => {
  const emulator = twoRegions();
  const oldId = (id: string): string => emulator.instances.get(id)?.instanceId ?? '';
  await using world = await World.create({ emulator });
  const { code } = await world.run(`stop --all --yes --protect ${oldId('ins-db')}`);
  expect(code).toBe(0);
  const bare = await world.run(`stop-instances --instance-ids ${oldId('ins-db')} --yes`, {
    variables: { QCVM_PROTECT: 'ins-db' },
  });
  expect(bare.code).toBe(2);
  expect(stopped(emulator)).toEqual(['ins-a', 'ins-b']);
});

it.each([
  'stop --all --yes',
  'describe',
  'stop-instances --instance-ids ins-a',
  'sign DescribeInstances',
  'doctor',
  'configure list',
])('a profile that does not exist is an error for qcvm %s', async (line) => {
  await writeFile(world.path('config'), '[night]\nprotect = ins-a\n');
  for (const [more, name] of [
    ['--profile nihgt', ''],
    ['', 'QCVM_PROFILE'],
    ['', 'TENCENTCLOUD_PROFILE'],
  ] as const) {
    const { code, err } = await world.run(`${line} ${more}`, {
      variables: { QCVM_CONFIG_FILE: 'config', ...(name === '' ? {} : { [name]: 'nihgt' }) },
    });
    expect(code).toBe(2);
    expect(err).toContain('no profile "nihgt"');
    expect(err).toContain('night');
  }
  expect(emulator.requests.total).toBe(0);
});

it('a profile that does not exist is none when it has a section, a key of its own, or is about to be made', async () => {
  const { secretId, secretKey } = emulator.credentials;
  expect((await world.run('describe --profile default')).code).toBe(0);
  expect((await world.run('configure set protect ins-a --profile new')).code).toBe(0);
  expect((await world.run('stop --all --yes --profile new')).out).toContain('ins-a protected');
  await mkdir(world.path('.tencentcloud'));
  await writeFile(
    world.path('.tencentcloud/credentials'),
    `[keys]\nsecret_id = ${secretId}\nsecret_key = ${secretKey}\n`,
  );
  expect((await world.run('describe --profile keys')).code).toBe(0);
});

it('where an instance is is not guessed: one that names its region is looked for there and nowhere else', async () => {
  const wrong = await world.run('stop ap-guangzhou/ins-far ap-beijing/ins-a -r gz,bj --yes');
  expect(wrong.code).toBe(1);
  expect(wrong.out.trimEnd().split('\n').sort()).toEqual([
    'ins-a not found: there is no such instance',
    'ins-far not found: there is no such instance',
  ]);
  expect(stopped(emulator)).toEqual([]);
  const outside = await world.run('stop ap-beijing/ins-far ins-a --yes -r gz');
  expect(outside.code).toBe(0);
  expect(stopped(emulator)).toEqual(['ins-a', 'ins-far']);
});

it('where an instance is is one place, however often it is named', async () => {
  const emulator = twoRegions();
  const old = emulator.instances.get('ins-far')?.instanceId ?? '';
  await using world = await World.create({ emulator });
  const { code, out } = await world.run(`stop ins-far ${old} bj/ins-far ap-beijing/${old} -r gz,bj --yes`);
  expect({ code, out }).toEqual({ code: 0, out: 'ins-far shutting down\n' });
  const shown = await world.run(`describe ${old} ins-far ins-a -r gz,bj -o ids`);
  expect(shown.out.trimEnd().split('\n').sort()).toEqual(['ap-beijing/ins-far', 'ap-guangzhou/ins-a']);
});

it('where an instance is is found for more than one call can be asked about', async () => {
  const emulator = createEmulator({
    clock,
    instances: fleet('ap-guangzhou').running(250).in('ap-beijing').running(250),
  });
  const ids = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
  await using world = await World.create({ emulator });
  await writeFile(world.path('ids'), [...ids, 'ins-none'].join('\n'));
  const { code, out } = await world.run('stop --file ids --yes --wait -r gz,bj');
  expect(code).toBe(1);
  expect(out).toMatch(/500 {2}stopped\n +1 {2}not found\n/);
  expect(stopped(emulator)).toHaveLength(500);
});

const line = 'stop --all --yes';
it.each<[string, string, { config?: string; keep?: string; variables?: Record<string, string> }]>([
  ['an option without a value', `${line} --protect=`, {}],
  ['an option of a comma', `${line} --protect ,`, {}],
  ['a variable of blanks', line, { variables: { QCVM_PROTECT: '  ' } }],
  ['a file without an id', `${line} --protect @keep`, { keep: '# none yet\n' }],
  ['a bare operation', 'stop-instances --instance-ids ins-a --yes --protect=', {}],
  ['an entry without a sign between', line, { config: '[default]\nprotect ins-a\n' }],
  ['an entry of two lines', line, { config: '[default]\nprotect = ins-a,\n  ins-b\n' }],
  ['a section in another case', line, { config: '[Default]\nprotect = ins-a\n' }],
  ['a misspelled section', line, { config: '[defualt]\nprotect = ins-a\n' }],
  ['a profile without a name', `${line} --profile=`, { config: '[default]\nprotect = ins-a\n' }],
  ['the profile default, where there are only others', `${line} --profile default`, { config: '[prod]\n' }],
  ['an entry that stands twice', line, { config: 'output = csv\noutput = json\n' }],
  ['a configuration that is not there', line, { variables: { QCVM_CONFIG_FILE: 'none' } }],
])(
  'a protection list that protects less than was meant is refused before anything is sent: %s',
  async (_what, command, { config, keep, variables = {} }) => {
    await mkdir(world.path('.config/qcvm'), { recursive: true });
    if (config !== undefined) await writeFile(world.path('.config/qcvm/config'), config);
    if (keep !== undefined) await writeFile(world.path('keep'), keep);
    const { code, err } = await world.run(command, { variables });
    expect({ code, err }).toMatchObject({ code: 2 });
    expect(emulator.requests.list().filter(({ action }) => action !== 'DescribeInstances')).toEqual([]);
  },
);

it('a protection list that protects less than was meant counts every list of the profile, wherever it stands', async () => {
  await mkdir(world.path('.config/qcvm'), { recursive: true });
  await writeFile(
    world.path('.config/qcvm/config'),
    '[default]\nprotect = ins-a\nprotect = ins-b\n[x]\n[default]\nprotect = ins-db\n',
  );
  const { code } = await world.run('stop --all --yes -r gz,bj');
  expect(code).toBe(0);
  expect(stopped(emulator)).toEqual(['ins-far']);
});

it('a protection list that protects less than was meant may be an empty file, if that is said', async () => {
  await writeFile(world.path('keep'), '');
  const { code } = await world.run(`${line} --protect @keep --allow-unmatched-protect`);
  expect(code).toBe(0);
});

it('a protection list that protects less than was meant is read whole when its lines end in CR', async () => {
  await writeFile(world.path('keep'), '# keep\rins-a\rins-b\r');
  await world.run(`${line} --protect @keep`);
  expect(stopped(emulator)).toEqual(['ins-db']);
});
