import { createEmulator, fleet } from '@qcvm/mock';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { World } from '../harness.js';

const key = { secretId: 'AKIDofTheLab00000000000000000000000', secretKey: 'secret-of-the-lab-account' };
const variables = { LAB_SECRET_ID: key.secretId, LAB_SECRET_KEY: key.secretKey };
const plan = `
name: nightly
action: stop
accounts: [{ name: lab, credentials: { environment: LAB } }]
regions: [ap-guangzhou]
select: [{ all: true }]
protect: [{ name: db-* }]
schedule: { cron: 0 22 * * *, timeZone: Asia/Shanghai }
`;

async function worldOf(text = plan, more: Readonly<Record<string, string>> = {}): Promise<World> {
  const emulator = createEmulator({
    accounts: [{ id: '100', keys: [key] }],
    instances: fleet('ap-guangzhou')
      .running(1, { instanceName: 'db-1', unInstanceId: 'ins-data0001' })
      .running(1, { instanceName: 'web-1', unInstanceId: 'ins-web00001' })
      .shutDown(1, { instanceName: 'web-2', unInstanceId: 'ins-web00002' }),
  });
  const world = await World.create({ emulator, variables: { ...variables, ...more } });
  await writeFile(join(world.home, 'nightly.yaml'), text);
  return world;
}

it('qcvm fleet plan shows the schedule and the instances, and sends nothing', async () => {
  await using world = await worldOf();
  const { code, out, err } = await world.run('fleet plan ~/nightly.yaml');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('nightly would stop 1 of 3 instances: 1 protected, 1 already-stopped.\n');
  expect(out).toMatch(/lab +ap-guangzhou +ins-web00001 +web-1 +stop\n/);
  expect(out).toMatch(/lab +ap-guangzhou +ins-data0001 +db-1 +protected\n/);
  expect(out).toMatch(/Next runs, by 0 22 \* \* \* in Asia\/Shanghai:\n {2}\d{4}-\d\d-\d\dT14:00:00Z\n/);
});

it('qcvm fleet refuses a plan with a misspelled region, before anything is sent', async () => {
  await using world = await worldOf(plan.replace('regions: [ap-guangzhou]', 'regions: [ap-guangzho]'));
  const { code, out, err } = await world.run('fleet plan ~/nightly.yaml');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(
    'regions: "ap-guangzho" is not a region that qcvm knows (did you mean ap-guangzhou?)',
  );
});

it('qcvm fleet plan has every instance as a JSON line, and keeps to the protection of the configuration', async () => {
  await using world = await worldOf(plan, { QCVM_PROTECT: 'ins-web00001' });
  const { code, out } = await world.run('fleet plan ~/nightly.yaml --json');
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(code).toBe(0);
  expect(lines).toContainEqual({
    account: 'lab',
    region: 'ap-guangzhou',
    instanceId: 'ins-web00001',
    name: 'web-1',
    status: 2,
    kind: 'protected',
  });
  expect(lines).toHaveLength(3);
});

it('qcvm fleet plan names the missing key', async () => {
  await using world = await worldOf(plan, { LAB_SECRET_KEY: '' });
  const { code, err } = await world.run('fleet plan ~/nightly.yaml');
  expect(code).toBe(3);
  expect(err).toMatch(
    /account lab: no key from environment LAB_SECRET_ID on this machine: LAB_SECRET_KEY is not set\..*Set it/s,
  );
});

it('qcvm fleet plan reports what is wrong with a plan, without any key in it', async () => {
  await using world = await worldOf(plan.replace('environment: LAB', `secretKey: ${key.secretKey}`));
  const { code, err } = await world.run('fleet plan ~/nightly.yaml');
  expect(code).toBe(2);
  expect(err).toContain('accounts[0].credentials must be one of { profile: NAME }');
  expect(err).not.toContain(key.secretKey);
});

it.each(['run ~/nightly.yaml --yes', 'schedule', 'worker', 'status', 'cancel x --yes', 'retry x --yes'])(
  'qcvm fleet %s needs a store',
  async (command) => {
    await using world = await worldOf();
    const { code, err } = await world.run(`fleet ${command}`);
    expect(code).toBe(2);
    expect(err).toMatch(/fleet: no store is given\n +Use --store redis:\/\/localhost:6379/);
  },
);

it('the commands with a store report an unreachable store, without its password', async () => {
  await using world = await worldOf(plan, { QCVM_FLEET_STORE: 'redis://qcvm:pass-word@127.0.0.1:9' });
  const { code, err } = await world.run('fleet status');
  expect(code).toBe(4);
  expect(err).toMatch(/Redis at 127\.0\.0\.1:9 does not answer.*\. Nothing is sent until it does\./);
  expect(err).not.toContain('pass-word');
});

it.each(["''", 'a:b', '../x', '-a', 'a'.repeat(101)])(
  'the commands with a store let no run be called %s',
  async (id) => {
    await using world = await worldOf();
    const { code, err } = await world.run(
      `fleet run ~/nightly.yaml --yes --store redis://127.0.0.1:9 --id=${id}`,
    );
    expect(code).toBe(2);
    expect(err).toMatch(/The id of a run must be letters, digits, .*Nothing was planned/s);
  },
);

it('qcvm fleet worker reads what it protects before anything else', async () => {
  await using world = await worldOf(plan, { QCVM_PROTECT: '@list.txt' });
  const { code, err } = await world.run('fleet worker --store redis://127.0.0.1:9');
  expect([code, err]).toEqual([2, expect.stringMatching(/list\.txt/)]);
});

it('qcvm fleet retry knows the kinds of outcomes', async () => {
  await using world = await worldOf();
  const { code, err } = await world.run('fleet retry x --kind failed --store redis://127.0.0.1:9');
  expect(code).toBe(2);
  expect(err).toMatch(/"failed" is no kind of outcome/);
});
