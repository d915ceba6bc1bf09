import { readFile } from 'node:fs/promises';
import { createEmulator } from '@qcvm/mock';
import { createCvm } from '@qcvm/client/v3';
import { expect, it } from 'vitest';
import { newerFilterNames } from '../../src/targets/selection/newer-filters.js';
import { World } from '../harness.js';

const clock = { mode: 'manual', start: '2026-01-01T00:00:00Z', automatic: true } as const;

/** Made over API 3.0, as only that has tags. */
async function worldOf(variables: Record<string, string> = {}) {
  const emulator = createEmulator({ clock });
  const cvm = createCvm({
    region: 'ap-guangzhou',
    credentials: emulator.credentials,
    transport: emulator,
    runtime: emulator.runtime,
  });
  const run = async (
    name: string,
    about: { tags?: Record<string, string>; zone?: number; charge?: string; project?: number },
  ): Promise<void> => {
    const { tags = {}, zone = 3, charge = 'POSTPAID_BY_HOUR', project = 0 } = about;
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await cvm.runInstances({
      ImageId: 'img-pyqx34y1',
      InstanceName: name,
      InstanceChargeType: charge,
      ...(charge === 'PREPAID' && { InstanceChargePrepaid: { Period: 1 } }),
      Placement: { Zone: `ap-guangzhou-${zone}`, ProjectId: project },
      ...(Tags.length > 0 && { TagSpecification: [{ ResourceType: 'instance', Tags }] }),
    });
  };
  await run('test-1', { tags: { env: 'test', team: 'a' } });
  await run('test-2', { tags: { env: 'test', team: 'b' }, zone: 4, charge: 'PREPAID' });
  await run('stage', { tags: { env: 'stage' }, project: 7 });
  await run('bare', {});
  emulator.clock.advance(600_000);
  const world = await World.create({ emulator, variables: { QCVM_API: '', ...variables } });
  return { emulator, world };
}

it.each([
  ['--tag env=test', ['test-1', 'test-2']],
  ['--tag env=test --tag env=stage', ['stage', 'test-1', 'test-2']],
  ['--tag env=test --tag team=b', ['test-2']],
  ['--tag team', ['test-1', 'test-2']],
  ['--tag env=nothing', []],
  ['--zone ap-guangzhou-4', ['test-2']],
  ['--zone ap-guangzhou-3,ap-guangzhou-4 --tag team=a', ['test-1']],
  ['--charge-type prepaid', ['test-2']],
  ['--charge-type PREPAID,POSTPAID_BY_HOUR --tag env', ['stage', 'test-1', 'test-2']],
  ['--tag env --project-id 7', ['stage']],
  ['--tag env --search-word test --status running', ['test-1', 'test-2']],
  ['--tag env --status shut-down', []],
  ['--vpc-id vpc-nothing1', []],
])('qcvm %s asks API 3.0 for %j', async (options, expected) => {
  const { world } = await worldOf();
  await using _world = world;
  const { code, out } = await world.run(`describe --all --query [].instanceName ${options}`);
  expect(code).toBe(0);
  expect((JSON.parse(out) as string[]).sort()).toEqual(expected);
});

it('instances that only API 3.0 can choose are stopped, started and restarted, with the choice in the plan', async () => {
  const { emulator, world } = await worldOf();
  await using _world = world;
  const names = (status: number): string[] =>
    emulator.instances
      .list({ status })
      .map(({ instanceName }) => instanceName)
      .sort();
  const stop = await world.run('stop --tag env=test --zone ap-guangzhou-3 --wait --yes --json');
  expect(stop.code).toBe(0);
  expect(stop.out).toContain('"selection":"--tag env=test --zone ap-guangzhou-3"');
  expect(names(4)).toEqual(['test-1']);
  expect((await world.run('restart --tag env --charge-type prepaid --wait --yes')).code).toBe(0);
  expect(emulator.requests.list({ action: 'RebootInstances' })).toHaveLength(1);
  expect((await world.run('start --tag env=test --status shut-down --wait --yes')).code).toBe(0);
  expect(names(4)).toEqual([]);
});

it.each([
  ['stop --tag env=test --yes --api 2.0', '--tag: not supported with API 2.0'],
  [
    'describe --vpc-id vpc-1a2b3c4d --charge-type prepaid --api 2.0',
    '--vpc-id, --charge-type: not supported with API 2.0',
  ],
  ['stop ins-aaaaaaaa --tag env=test', 'instance ids cannot be combined with filters'],
  ['describe ins-aaaaaaaa --zone ap-guangzhou-3', 'instance ids cannot be combined with filters'],
  ['stop --all --charge-type monthly', 'Allowed are PREPAID'],
  ['describe --tag =test', 'Give key=value, or a key.'],
  ['describe --zone a,b,c,d,e,f', '6 values for zone, and API 3.0 takes 5'],
  ['stop --resume --tag env=test', '--resume goes on with the instances of the interrupted run'],
])('qcvm %s is refused, and nothing is sent', async (line, message) => {
  const { emulator, world } = await worldOf();
  await using _world = world;
  const before = emulator.requests.total;
  const { code, err } = await world.run(line);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  expect(emulator.requests.total).toBe(before);
});

it('every filter of API 3.0 has a documented name', async () => {
  const overlay = await readFile(
    new URL('../../../../specs/3.0/cvm-2017-03-12.overlay.yaml', import.meta.url),
    'utf8',
  );
  const [, names = ''] =
    /\['\/DescribeInstances'\]\.post[\s\S]*?names:\n([\s\S]*?)\n  - target/.exec(overlay) ?? [];
  for (const name of newerFilterNames) expect(names).toContain(`          ${name}: `);
});
