import { createEmulator, fleet, type Emulator } from '@qcvm/mock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World } from '../harness.js';

const small = (): Emulator =>
  createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou')
      .instance({ unInstanceId: 'ins-web1', instanceName: '网站', cpu: 4, mem: 8 })
      .instance({ unInstanceId: 'ins-web2', instanceName: 'a "b", c', cpu: 16, mem: 32 })
      .instance({ unInstanceId: 'ins-spare', instanceName: 'spare', status: 'shutDown', cpu: 2, mem: 4 })
      .in('ap-beijing')
      .instance({ unInstanceId: 'ins-far', instanceName: 'far' }),
  });
const large = (): Emulator =>
  createEmulator({
    clock: { mode: 'manual', automatic: true },
    instances: fleet('ap-guangzhou').running(250),
  });

let emulator: Emulator;
let world: World;
beforeEach(async () => {
  emulator = small();
  world = await World.create({ emulator });
});
afterEach(() => world[Symbol.asyncDispose]());

it('qcvm describe prints a table that a person can read', async () => {
  const { code, out, err } = await world.run(['describe', '--columns', 'unInstanceId,instanceName,cpu']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(
    [
      'UNINSTANCEID  INSTANCENAME  CPU',
      'ins-web1      网站          4',
      'ins-web2      a "b", c      16',
      'ins-spare     spare         2',
      '',
    ].join('\n'),
  );
  const wide = await world.run('describe');
  expect(wide.out.split('\n')[0]).toMatch(
    /^ID +NAME +STATUS +ZONE +PRIVATE IP +PUBLIC IP +CPU +GB +CREATED \(UTC\+8\)$/,
  );
  expect(wide.out).toContain('shut down');
});

it('qcvm describe fits the table to the terminal, and uses colour only there', async () => {
  await using world = await World.create({ emulator, terminal: 90 });
  const { out } = await world.run('describe');
  expect(out).toContain('\u001b[');
  const bare = await world.run('describe --color never');
  expect(bare.out).not.toContain('\u001b[');
  expect(Math.max(...bare.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  const none = await world.run('describe', { variables: { NO_COLOR: '1' } });
  expect(none.out).not.toContain('\u001b[');
});

it('qcvm describe leaves out what can be done without where the terminal is narrow', async () => {
  await using world = await World.create({ emulator, terminal: 60 });
  const { out } = await world.run('describe -r gz,bj --color never');
  expect(out.split('\n')[0]).toMatch(/^REGION +ID +NAME +STATUS +PRIVATE IP$/);
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  expect((await world.run('describe -r gz,bj', { terminal: 200 })).out).toContain('CREATED (UTC+8)');
});

it('qcvm describe leaves a column out before it cuts names that are not long', async () => {
  const instances = [
    {
      instanceName: 'shop-backend-07',
      zoneId: 100003,
      unInstanceId: 'ins-09dx96dg',
      status: 'running' as const,
    },
  ];
  await using world = await World.create({ emulator: createEmulator({ instances }), terminal: 80 });
  const { out } = await world.run('describe --color never');
  expect(out).toMatch(/^ID +NAME +STATUS +PRIVATE IP +PUBLIC IP +CPU +GB$/m);
  expect(out).toContain(' shop-backend-07 ');
});

it('qcvm describe prints JSON as a list, JSON lines, CSV and ids', async () => {
  const ids = ['ins-web1', 'ins-web2', 'ins-spare'];
  const json: unknown = JSON.parse((await world.run('describe -o json')).out);
  expect(json).toMatchObject(ids.map((unInstanceId) => ({ unInstanceId })));
  const lines = (await world.run('describe -o jsonl')).out.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(json);
  expect((await world.run('describe -o ids')).out).toBe('ins-web1\nins-web2\nins-spare\n');
  const csv = (
    await world.run(['describe', '-o', 'csv', '--columns', 'unInstanceId,instanceName,diskInfo.rootSize'])
  ).out;
  expect(csv).toBe(
    'unInstanceId,instanceName,diskInfo.rootSize\r\nins-web1,网站,50\r\nins-web2,"a ""b"", c",50\r\nins-spare,spare,50\r\n',
  );
});

it('qcvm describe filters by what the API filters by, statuses by name or number', async () => {
  expect((await world.run('describe --status shut-down -o ids')).out).toBe('ins-spare\n');
  expect((await world.run('describe --status 2 -o ids')).out).toBe('ins-web1\nins-web2\n');
  expect((await world.run('describe --search-word spa -o ids')).out).toBe('ins-spare\n');
  const none = await world.run('describe --search-word nothing');
  expect(none).toMatchObject({ code: 0, out: '', err: 'No such instances in ap-guangzhou.\n' });
});

it('qcvm describe labels instances by region when several regions are given', async () => {
  const { out } = await world.run('describe --region gz,ap-beijing --status running -o ids');
  expect(out).toBe('ap-guangzhou/ins-web1\nap-guangzhou/ins-web2\nap-beijing/ins-far\n');
  expect((await world.run('describe -r gz,bj')).out).toMatch(/^REGION +ID/);
});

it('qcvm describe shows the first hundred with a notice, and all with --all', async () => {
  await using world = await World.create({ emulator: large() });
  const first = await world.run('describe -o ids');
  expect(first.out.trimEnd().split('\n')).toHaveLength(100);
  expect(first.err).toBe('Showing the first 100: there are 250. Add --all, or --limit with a number.\n');
  const all = await world.run('describe --all -o ids');
  expect(new Set(all.out.trimEnd().split('\n')).size).toBe(250);
  expect(all.err).toBe('');
  for (const line of ['describe --limit 130 -o ids', 'describe --all --limit 130 -o ids']) {
    const limited = await world.run(line);
    expect(limited.out.trimEnd().split('\n')).toHaveLength(130);
    expect(limited.err).toContain('Showing the first 130: there are 250.');
  }
});

it.each([
  ['', 1, 'Showing the first 100: there are 250.'],
  ['--limit 5', 1, 'Showing the first 5: there are 250.'],
  ['--limit 200', 2, 'Showing the first 200: there are 250.'],
  ['--limit 250', 3, ''],
  ['--limit 251', 3, ''],
  ['-r gz,bj --limit 5', 1, 'Showing the first 5: there are more.'],
  ['-r bj,gz --limit 5', 2, 'Showing the first 5: there are more.'],
  ['-r gz,bj --limit 250', 3, 'Showing the first 250: there may be more.'],
  ['-r bj,gz --limit 250', 4, ''],
])('qcvm describe asks for no page that it does not show: %s', async (options, calls, notice) => {
  const emulator = large();
  await using world = await World.create({ emulator });
  const { code, err } = await world.run(`describe ${options} -o ids`);
  expect({ code, calls: emulator.requests.total }).toEqual({ code: 0, calls });
  if (notice === '') expect(err).toBe('');
  else expect(err).toContain(notice);
});

it('qcvm describe queries with JMESPath, and prints the result in every format', async () => {
  const query = ['describe', '--query', '[?cpu>=`4`].{id: unInstanceId, cpus: cpu}'];
  expect(JSON.parse((await world.run(query)).out)).toEqual([
    { id: 'ins-web1', cpus: 4 },
    { id: 'ins-web2', cpus: 16 },
  ]);
  expect((await world.run([...query, '-o', 'table'])).out).toBe(
    'ID        CPUS\nins-web1  4\nins-web2  16\n',
  );
  expect((await world.run([...query, '-o', 'csv'])).out).toBe('id,cpus\r\nins-web1,4\r\nins-web2,16\r\n');
  expect((await world.run(['describe', '--query', '[].unInstanceId', '-o', 'ids'])).out).toBe(
    'ins-web1\nins-web2\nins-spare\n',
  );
  expect((await world.run(['describe', '--query', 'length(@)'])).out).toBe('3\n');
  const wrong = await world.run(['describe', '--query', '[?']);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('--query "[?"');
});

it('qcvm describe describes instances that are named, also from stdin, and says which do not exist', async () => {
  const { code, out, err } = await world.run('describe ins-spare ins-none -o ids');
  expect({ code, out }).toEqual({ code: 1, out: 'ins-spare\n' });
  expect(err).toBe('warning: ins-none does not exist in ap-guangzhou\n');
  const piped = await world.run('describe - -o ids', { stdin: 'ins-web2\n# no\nins-web1\n' });
  expect(piped.out.split('\n').filter(Boolean).sort()).toEqual(['ins-web1', 'ins-web2']);
  const anywhere = await world.run('describe ins-far -o ids -r gz,bj');
  expect(anywhere).toMatchObject({ code: 0, out: 'ap-beijing/ins-far\n' });
});

it('qcvm describe finds an instance by its old id', async () => {
  const [found] = JSON.parse((await world.run('describe ins-web1 -o json')).out) as {
    instanceId: string;
  }[];
  expect((await world.run(`describe ${found?.instanceId ?? ''} -o ids`)).out).toBe('ins-web1\n');
});

it.each([
  ['describe --limit 0', '--limit takes a number from 1 up'],
  ['describe --limit 1e1', '--limit takes a number from 1 up'],
  ['describe --limit 0x10', '--limit takes a number from 1 up'],
  ['describe ins-web1 ins-web2 --limit 1', 'instance ids cannot be combined with --limit'],
  ['describe ins-web1 --status running', 'instance ids cannot be combined with filters'],
  ['describe --columns foo', 'an instance has no field foo'],
  ['describe --columns unInstanceID', 'Did you mean unInstanceId?'],
  ['describe --columns a,b -o json', '--columns is for table and csv'],
  ['describe -o yaml', 'Allowed choices are table, json, jsonl, csv, ids'],
  ['describe --status foo', 'It is not an integer and none of'],
  ['describe web1', 'argument: "web1" is not an instance id'],
  ['describe --region ,', '--region: no region is given'],
  ['describe --nonsense', "unknown option '--nonsense'"],
  ['describ', 'Did you mean describe?'],
])('qcvm describe refuses `qcvm %s` before it sends anything', async (line, message) => {
  const { code, out, err } = await world.run(line);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
  expect(emulator.requests.total).toBe(0);
});

it('qcvm describe stops asking for more when the reader has gone', async () => {
  const emulator = large();
  await using world = await World.create({ emulator });
  const running = world.run('describe --all -o ids');
  world.stdout.closesAfter = 3;
  expect((await running).code).toBe(0);
  expect(emulator.requests.total).toBe(1);
});

it('settings that a command is given come from options, then the environment, then the profile', async () => {
  const variables = { QCVM_REGION: '' };
  await world.run('configure set region ap-beijing', { variables });
  expect((await world.run('describe -o ids', { variables })).out).toBe('ins-far\n');
  expect((await world.run('describe -o ids')).out).toContain('ins-web1');
  expect((await world.run('describe -o ids --region bj')).out).toBe('ins-far\n');
  await world.run('configure set output ids', { variables });
  expect((await world.run('describe', { variables })).out).toBe('ins-far\n');
});

it('a command without a region is a usage error that says what to do', async () => {
  const { code, err } = await world.run('describe', { variables: { QCVM_REGION: '' } });
  expect(code).toBe(2);
  expect(err).toContain('no region is given');
  expect(err).toContain('--region ap-guangzhou');
});

it.each([
  ['--offset 240', 10, 1],
  ['--offset 240 --limit 4', 4, 1],
  ['--offset 240 --limit 50', 10, 1],
  ['--limit 50', 50, 1],
  ['', 250, 3],
])(
  'qcvm describe-instances --all begins where --offset says, and ends at --limit: %s',
  async (options, count, calls) => {
    const emulator = large();
    await using world = await World.create({ emulator });
    const { code, out } = await world.run(`describe-instances --all ${options}`);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveLength(count);
    expect(emulator.requests.total).toBe(calls);
  },
);

it('a bare operation with --protect is refused for protected instances, and sent for others', async () => {
  const line = 'stop-instances --instance-ids ins-web1 --yes --protect';
  const refused = await world.run(`${line} ins-web1`);
  expect(refused).toMatchObject({ code: 2, out: '' });
  expect(refused.err).toContain('ins-web1 is on the protection list');
  const stateOf = (id: string) =>
    emulator.instances.list().find(({ unInstanceId }) => unInstanceId === id)?.status;
  expect(stateOf('ins-web1')).toBe(2);
  expect((await world.run(`${line} ins-web2`)).code).toBe(0);
});

it('no example of a help text has a part that a shell would run', async () => {
  await using world = await World.create();
  for (const command of ['describe', 'stop', 'sign', 'explain', 'conformance', 'emulate', 'configure']) {
    const { out } = await world.run(`${command} --help`);
    for (const line of out.split('\n').filter((text) => /^ +qcvm /.test(text)))
      expect(line).not.toMatch(/"[^"]*`/);
  }
});
