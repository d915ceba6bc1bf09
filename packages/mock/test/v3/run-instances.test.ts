import { cvmOperations } from '@qcvm/client/v3';
import { expect, test } from 'vitest';
import { ask, tc3 } from './signing.js';
import { documented, region, worldOf } from './support.js';

const order = {
  Placement: { Zone: `${region}-3` },
  ImageId: 'img-31tjrtph',
};

const run = ({ emulator }: ReturnType<typeof worldOf>, parameters: object, action = 'RunInstances') =>
  ask(emulator, tc3(emulator, { action, body: JSON.stringify(parameters) }));

test.each<{ code: string; names: string; change: object }>([
  { code: 'MissingParameter', names: 'Placement', change: { Placement: undefined } },
  { code: 'MissingParameter', names: 'ImageId', change: { ImageId: undefined } },
  { code: 'InvalidImageId.NotFound', names: 'ImageId', change: { ImageId: 'img-99999999' } },
  {
    code: 'InvalidZone.MismatchRegion',
    names: 'Placement.Zone',
    change: { Placement: { Zone: `${region}-99` } },
  },
  { code: 'InvalidParameterValue', names: 'InstanceChargeType', change: { InstanceChargeType: 'FREE' } },
  {
    code: 'MissingParameter',
    names: 'InstanceChargePrepaid',
    change: { InstanceChargeType: 'PREPAID' },
  },
  {
    code: 'InvalidParameterValue',
    names: 'SystemDisk.DiskType',
    change: { SystemDisk: { DiskType: 'NOPE' } },
  },
  {
    code: 'InvalidParameterValue',
    names: 'DataDisks.1.DiskType',
    change: { DataDisks: [{ DiskSize: 10 }, { DiskSize: 10, DiskType: 'NOPE' }] },
  },
  {
    code: 'InvalidParameterValue',
    names: 'InternetAccessible.InternetChargeType',
    change: { InternetAccessible: { InternetChargeType: 'X' } },
  },
])('RunInstances refuses $change with $code, in a dry run as well', async ({ code, names, change }) => {
  const world = worldOf();
  const before = world.emulator.instances.count;
  for (const DryRun of [false, true]) {
    const { Error: refusal } = await run(world, { ...order, ...change, DryRun });
    expect(refusal?.Code).toBe(code);
    expect(refusal?.Message).toContain(names);
    expect(documented[cvmOperations.runInstances.action]).toContain(code);
  }
  expect(world.emulator.instances.count).toBe(before);
});

test('what an order does not say is in its launch template', async () => {
  const world = worldOf();
  const LaunchTemplate = { LaunchTemplateId: 'lt-lobxe2yo' };
  expect(await run(world, { LaunchTemplate })).not.toHaveProperty('Error');
});

test.each([
  ['web-{R:8}', ['web-8', 'web-9', 'web-10']],
  ['web-{R:8,F:3}', ['web-008', 'web-009', 'web-010']],
  ['web-{R:8,F:0}-{R:1}', ['web-8-1', 'web-9-2', 'web-10-3']],
  ['web-{R:8,F:9}', ['web-{R:8,F:9}1', 'web-{R:8,F:9}2', 'web-{R:8,F:9}3']],
  ['web', ['web1', 'web2', 'web3']],
])('three instances with the name %s are called %j', async (InstanceName, names) => {
  const world = worldOf({ instances: [] });
  await run(world, { ...order, InstanceName, InstanceCount: 3 });
  expect(world.emulator.instances.list().map(({ instanceName }) => instanceName)).toEqual(names);
});

test.each(['RunInstances', 'ModifyInstancesAttribute'])(
  '%s takes a name of 128 characters, as the newer pages say, and no longer one',
  async (action) => {
    const world = worldOf();
    const [id] = world.emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
    const call = (length: number) => {
      const InstanceName = '名'.repeat(length);
      return run(
        world,
        action === 'RunInstances' ? { ...order, InstanceName } : { InstanceIds: [id], InstanceName },
        action,
      );
    };
    expect((await call(61)).Error).toBeUndefined();
    expect((await call(128)).Error).toBeUndefined();
    const { Error: refusal } = await call(129);
    expect(refusal?.Message).toContain('128');
    expect([...(documented[action] ?? []), 'InvalidParameterValue']).toContain(refusal?.Code);
  },
);

test('every zone that DescribeZones lists is accepted, and every image that DescribeImages lists is what an instance is made of', async () => {
  const world = worldOf();
  const { ZoneSet } = (await run(world, {}, 'DescribeZones')) as unknown as { ZoneSet: { Zone: string }[] };
  const { ImageSet } = (await run(world, {}, 'DescribeImages')) as unknown as {
    ImageSet: { ImageId: string; OsName: string }[];
  };
  for (const { Zone } of ZoneSet)
    for (const { ImageId, OsName } of ImageSet) {
      const { InstanceIdSet } = await run(world, { Placement: { Zone }, ImageId, InstanceCount: 3 });
      const { InstanceSet } = await run(world, { InstanceIds: InstanceIdSet }, 'DescribeInstances');
      expect(InstanceSet).toMatchObject(
        Array.from({ length: 3 }, () => ({ ImageId, OsName, Placement: { Zone } })),
      );
    }
});

test('an image of the account is what an instance is made of, once it is made itself', async () => {
  const world = worldOf();
  const [instance] = world.emulator.instances.list();
  const { ImageId } = await run(
    world,
    { InstanceId: instance?.unInstanceId, ImageName: 'own' },
    'CreateImage',
  );
  const early = await run(world, { ...order, ImageId });
  expect(early.Error?.Code).toBe('InvalidParameterValue.InvalidImageState');
  world.emulator.clock.advance(600_000);
  const { InstanceIdSet } = await run(world, { ...order, ImageId });
  const { InstanceSet } = await run(world, { InstanceIds: InstanceIdSet }, 'DescribeInstances');
  expect(InstanceSet).toMatchObject([{ ImageId, OsName: instance?.os }]);
});

test('images of a real account are accepted where a test says so', async () => {
  const world = worldOf({ behaviour: { v3: { unknownImages: 'accept' } } });
  const { InstanceIdSet } = await run(world, { ...order, ImageId: 'img-99999999' });
  expect(InstanceIdSet).toHaveLength(1);
});
