import { mkdir, writeFile } from 'node:fs/promises';
import { createEmulator } from '@qcvm/mock';
import { describe, expect, it } from 'vitest';
import { World, type WorldOptions } from './harness.js';

const emulatorOf = () =>
  createEmulator({
    clock: { mode: 'manual', automatic: true },
    behaviour: { regions: ['ap-osaka'] },
    instances: [
      { region: 'ap-guangzhou', unInstanceId: 'ins-00000001', status: 'running' },
      { region: 'ap-osaka', unInstanceId: 'ins-00000002', status: 'running' },
    ],
  });

/** A machine with this in its configuration, and nothing in its environment that names a region. */
async function machine(entries: string, options: WorldOptions = {}): Promise<World> {
  const world = await World.create({ emulator: emulatorOf(), ...options });
  await mkdir(world.path('.config/qcvm'), { recursive: true });
  await writeFile(world.path('.config/qcvm/config'), `[default]\n${entries}\n`);
  return world;
}
const refused = async (
  line: string,
  { entries = '', ...variables }: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const emulator = emulatorOf();
  await using world = await machine(entries, { emulator });
  const { code, out, err } = await world.run(line, { variables: { QCVM_REGION: '', ...variables } });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(emulator.requests.total).toBe(0);
  return err;
};

describe('a misspelled region is refused where it is named, with the one that was meant:', () => {
  const meant = '"ap-guangzho" is not a region that qcvm knows (did you mean ap-guangzhou?)';

  it.each([
    'describe',
    'stop --all --yes',
    'start ins-00000001',
    'stop --all --dry-run',
    'stop-instances --instance-ids ins-00000001',
    'sign DescribeInstances',
    'api cvm DescribeInstances',
    'conformance',
    'doctor',
    'emulate --port 0',
    'bridge --port 0',
  ])('qcvm %s', async (line) => {
    expect(await refused(`${line} --region ap-guangzho`, { QCVM_API: '' })).toBe(
      `error: --region: ${meant}\n` +
        '  Correct it; for a region that is newer than this version of qcvm, add --allow-unknown-region.\n',
    );
  });

  it.each([
    [{ QCVM_REGION: 'ap-beijing,ap-guangzho' }, 'QCVM_REGION'],
    [{ TENCENTCLOUD_REGION: 'ap-guangzho' }, 'TENCENTCLOUD_REGION'],
    [{ entries: 'region = ap-guangzho' }, '~/.config/qcvm/config [default] region'],
  ])('%j', async (settings, source) => {
    expect(await refused('describe', settings)).toContain(`error: ${source}: ${meant}\n`);
  });

  it.each([
    ['ap-guangzho', meant],
    ['gx', '"gx" is not a region that qcvm knows (did you mean ap-guangzhou?)'],
    ['ap-osaka', '"ap-osaka" is not a region that qcvm knows\n'],
  ])('qcvm configure set region %s', async (region, message) => {
    await using world = await World.create();
    const { code, err } = await world.run(`configure set region ${region}`);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`region: ${message}`) as string });
    expect((await world.run('configure get region')).out).toBe('');
  });

  it('the question of qcvm configure', async () => {
    await using world = await World.create({ terminal: 80 });
    const { code, err } = await world.run('configure', { answers: ['ap-guangzho'] });
    expect(code).not.toBe(0);
    expect(err).toContain(meant);
  });

  it('an entry that sends requests to the vendor, where the region is one of a private cloud', async () => {
    await using world = await machine('region = my-cloud-1\nendpoint = https://cloud.example');
    const { code, err } = await world.run('configure set endpoint https://cvm.tencentcloudapi.com', {
      variables: { QCVM_API: '' },
    });
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('region: "my-cloud-1" is not a region that qcvm knows') as string,
    });
  });
});

it('a word that is no region of API 3.0 is refused in words of the command, wherever requests go', async () => {
  const line = 'describe --region nowhere --endpoint https://cloud.example --allow-unknown-region';
  expect(await refused(line, { QCVM_API: '' })).toBe(
    'error: --region: "nowhere" is not a region that qcvm knows\n  Use the id of a region, such as ap-guangzhou.\n',
  );
});

it.each([
  ['--allow-unknown-region', {}],
  ['', { QCVM_ALLOW_UNKNOWN_REGION: '1' }],
  ['--endpoint https://cloud.example', {}],
])('a region that is not documented can be used: %s %j', async (options, variables) => {
  const emulator = createEmulator({
    clock: { mode: 'manual', automatic: true },
    behaviour: { regions: ['ap-osaka'], hosts: ['*'] },
    instances: [{ region: 'ap-osaka', unInstanceId: 'ins-00000002', status: 'running' }],
  });
  await using world = await World.create({ emulator });
  const { code, out, err } = await world.run(`describe -r ap-osaka -o ids ${options}`, { variables });
  expect({ code, out, err }).toEqual({ code: 0, out: 'ins-00000002\n', err: '' });
});

it.each([
  ['--allow-unknown-region', 'region = ap-beijing'],
  ['', 'endpoint = https://cloud.example'],
])('qcvm configure writes a region that is not documented: %s with %s', async (options, entries) => {
  await using world = await machine(entries);
  expect(await world.run(`configure set region ap-osaka ${options}`)).toMatchObject({ code: 0, err: '' });
  expect((await world.run('configure get region')).out).toBe('ap-osaka\n');
});

it('a region of API 3.0 that API 2.0 never had is known, by either of its names', async () => {
  await using world = await World.create();
  await world.run('configure set region jp,ap-nanjing');
  expect((await world.run('configure get region')).out).toBe('ap-tokyo,ap-nanjing\n');
});

it('qcvm emulate makes a region that is allowed, and speaks of no option of the library', async () => {
  await using world = await World.create();
  const running = world.run('emulate --port 0 --json --region ap-osaka --instances 1 --allow-unknown-region');
  while (world.stdout.text === '') await new Promise((resolve) => setTimeout(resolve, 5));
  const told = JSON.parse(world.stdout.text) as { endpoint: string; secretId: string; secretKey: string };
  await using operator = await World.create({
    variables: { TENCENTCLOUD_SECRET_ID: told.secretId, TENCENTCLOUD_SECRET_KEY: told.secretKey },
  });
  const { code, out } = await operator.run(`describe -r ap-osaka -o ids --endpoint ${told.endpoint}`);
  expect({ code, lines: out.trimEnd().split('\n').length }).toEqual({ code: 0, lines: 1 });
  world.interrupt();
  expect((await running).code).toBe(0);
  const elsewhere = { QCVM_ENDPOINT: told.endpoint, QCVM_REGION: '' };
  const err = await refused('emulate --port 0 --region ap-osaka', elsewhere);
  expect(err).toContain('"ap-osaka" is not a region that qcvm knows');
  expect(err).not.toContain('behaviour');
});

describe('a misspelled region before an id', () => {
  it.each([
    ['describe ap-guangzho/ins-00000001', 'argument'],
    ['stop ap-guangzho/ins-00000001 --yes', 'argument'],
    ['stop --all --yes --protect ap-guangzho/ins-00000001', '--protect'],
  ])('is refused: qcvm %s', async (line, source) => {
    const emulator = emulatorOf();
    await using world = await World.create({ emulator });
    const { code, err } = await world.run(line);
    expect(code).toBe(2);
    expect(err).toContain(
      `error: ${source}: "ap-guangzho" is not a region that qcvm knows (did you mean ap-guangzhou?)\n`,
    );
    expect(emulator.instances.get('ins-00000001').status).toBe(2);
  });

  it.each([
    'stop --all --yes --wait',
    'stop ins-00000001 --wait',
    'stop-instances --instance-ids ins-00000001',
  ])('protects the instance where it is allowed: qcvm %s', async (line) => {
    const emulator = emulatorOf();
    await using world = await machine('protect = ap-guangzho/ins-00000001', { emulator });
    await world.run(`${line} --allow-unknown-region`);
    expect(emulator.instances.get('ins-00000001').status).toBe(2);
  });
});

it('a misspelled region never makes a run without its protection list', async () => {
  const emulator = emulatorOf();
  await using world = await machine('region = ap-guangzho\nprotect = ins-00000001', { emulator });
  const run = (line: string, region: string) => world.run(line, { variables: { QCVM_REGION: region } });
  expect((await run('stop --all --yes', '')).code).toBe(2);
  expect((await run('stop --all --yes --wait', 'ap-guangzhou')).code).toBe(0);
  expect(emulator.instances.get('ins-00000001').status).toBe(2);
});
