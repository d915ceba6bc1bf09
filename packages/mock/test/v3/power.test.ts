import { createCvm as createCvmV2 } from '@qcvm/client';
import { createCvm } from '@qcvm/client/v3';
import { createEmulator, fleet } from '@qcvm/mock';
import type { Emulator, EmulatorOptions } from '@qcvm/mock';
import { expect, test } from 'vitest';

const region = 'ap-guangzhou';

function worldOf(options: EmulatorOptions = {}) {
  const emulator = createEmulator({
    clock: 'manual',
    instances: fleet(region).running(2, { cvmPayMode: 2 }).shutDown(1),
    ...options,
  });
  const given = { region, credentials: emulator.credentials, runtime: emulator.runtime, transport: emulator };
  return {
    emulator,
    v3: createCvm({ ...given, retry: { maxAttempts: 1 } }),
    v2: createCvmV2({ ...given, retry: { maxAttempts: 1 } }),
  };
}

const idsOf = (emulator: Emulator): string[] =>
  emulator.instances.list().map(({ unInstanceId }) => unInstanceId);

test('stops, starts and reboots, and shows the operation in progress', async () => {
  const { emulator, v3 } = worldOf();
  const InstanceIds = idsOf(emulator).slice(0, 2);
  const look = async () => (await v3.describeInstances({ InstanceIds })).InstanceSet[0];
  expect(await look()).toMatchObject({ InstanceState: 'RUNNING', LatestOperation: null });
  const { RequestId } = await v3.stopInstances({ InstanceIds });
  const latest = { LatestOperation: 'StopInstances', LatestOperationRequestId: RequestId };
  expect(await look()).toMatchObject({
    ...latest,
    InstanceState: 'STOPPING',
    LatestOperationState: 'OPERATING',
  });
  emulator.clock.advance(5000);
  expect(await look()).toMatchObject({
    ...latest,
    InstanceState: 'STOPPED',
    LatestOperationState: 'SUCCESS',
  });
  await v3.startInstances({ InstanceIds });
  expect(await look()).toMatchObject({ InstanceState: 'STARTING', LatestOperation: 'StartInstances' });
  emulator.clock.advance(8000);
  await v3.rebootInstances({ InstanceIds, StopType: 'SOFT' });
  const { InstanceStatusSet, TotalCount } = await v3.describeInstancesStatus({ InstanceIds });
  expect(TotalCount).toBe(2);
  expect(InstanceStatusSet.map(({ InstanceState }) => InstanceState)).toEqual(['REBOOTING', 'REBOOTING']);
});

test.each([
  { StopType: 'SOFT', after: 5000, state: 'RUNNING', latest: 'FAILED' },
  { StopType: 'SOFT_FIRST', after: 7000, state: 'STOPPED', latest: 'SUCCESS' },
  { StopType: 'HARD', after: 2000, state: 'STOPPED', latest: 'SUCCESS' },
] as const)(
  '$StopType on an instance that does not shut down by itself',
  async ({ StopType, after, state, latest }) => {
    const { emulator, v3 } = worldOf({ instances: fleet(region).stubborn() });
    const InstanceIds = idsOf(emulator);
    await v3.stopInstances({ InstanceIds, StopType });
    const look = async () => (await v3.describeInstances({ InstanceIds })).InstanceSet[0];
    emulator.clock.advance(after - 1);
    expect(await look()).toMatchObject({ InstanceState: 'STOPPING', LatestOperationState: 'OPERATING' });
    emulator.clock.advance(1);
    expect(await look()).toMatchObject({ InstanceState: state, LatestOperationState: latest });
  },
);

test.each([
  { what: 'paid for by use', fields: { cvmPayMode: 2 }, mode: 'STOP_CHARGING' },
  { what: 'prepaid', fields: { cvmPayMode: 1 }, mode: 'NOT_APPLICABLE' },
  {
    what: 'with a local disk',
    fields: {
      cvmPayMode: 2,
      diskInfo: { storageId: 'd', storageType: 1, storageSize: 50, rootId: 'r', rootSize: 50, rootType: 2 },
    },
    mode: 'KEEP_CHARGING',
  },
])('STOP_CHARGING of an instance $what', async ({ fields, mode }) => {
  const { emulator, v3 } = worldOf({ instances: fleet(region).running(1, fields) });
  const InstanceIds = idsOf(emulator);
  const look = async () => (await v3.describeInstances({ InstanceIds })).InstanceSet[0]?.StopChargingMode;
  expect(await look()).toBe('NOT_APPLICABLE');
  await v3.stopInstances({ InstanceIds, StoppedMode: 'STOP_CHARGING' });
  emulator.clock.advance(5000);
  expect(await look()).toBe(mode);
});

test('an instance that cannot stop without costing can be refused', async () => {
  const { emulator, v3 } = worldOf({
    instances: fleet(region).running(1, { cvmPayMode: 1 }),
    behaviour: { v3: { cannotStopCharging: 'refuse' } },
  });
  const stop = v3.stopInstances({ InstanceIds: idsOf(emulator), StoppedMode: 'STOP_CHARGING' });
  await expect(stop).rejects.toMatchObject({ code: 'UnsupportedOperation.StoppedModeStopCharging' });
});

test('a batch is refused as a whole, with the code for the first id that something stands against', async () => {
  const { emulator, v3 } = worldOf();
  const ids = idsOf(emulator);
  const before = emulator.snapshot().instances;
  await expect(v3.stopInstances({ InstanceIds: ids })).rejects.toMatchObject({
    code: 'UnsupportedOperation.InstanceStateStopped',
    serviceMessage: expect.stringContaining(ids[2] ?? ''),
  });
  await expect(v3.stopInstances({ InstanceIds: ['ins-00000000', ...ids] })).rejects.toMatchObject({
    code: 'InvalidInstanceId.NotFound',
  });
  expect(emulator.snapshot().instances).toEqual(before);
});

test('a batch can be configured to skip the instances that cannot change', async () => {
  const { emulator, v3 } = worldOf({ behaviour: { v3: { mixedBatch: 'partial', refusedIds: 'all' } } });
  const ids = idsOf(emulator);
  await expect(v3.stopInstances({ InstanceIds: ids })).rejects.toMatchObject({
    code: 'UnsupportedOperation.InstanceStateStopped',
  });
  expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual([
    'shuttingDown',
    'shuttingDown',
    'shutDown',
  ]);
});

test('both generations see and change the same instances', async () => {
  const { emulator, v2, v3 } = worldOf();
  const [first = '', second = ''] = idsOf(emulator);
  await v2.stopInstances({ instanceIds: [first] });
  await v3.stopInstances({ InstanceIds: [second] });
  const { instanceSet } = await v2.describeInstances({ instanceIds: [first, second] });
  expect(instanceSet.map(({ status }) => status)).toEqual([9, 9]);
  const { InstanceSet } = await v3.describeInstances({ InstanceIds: [first, second] });
  expect(InstanceSet).toMatchObject([
    { InstanceState: 'STOPPING', LatestOperation: 'StopInstances' },
    { InstanceState: 'STOPPING', LatestOperation: 'StopInstances' },
  ]);
  emulator.clock.advance(5000);
  await v2.startInstances({ instanceIds: [second] });
  await v3.startInstances({ InstanceIds: [first] });
  emulator.clock.advance(8000);
  await v2.restartInstances({ instanceIds: [first] });
  const rebooted = await v3.describeInstances({ InstanceIds: [first] });
  expect(rebooted.InstanceSet).toMatchObject([
    { InstanceState: 'REBOOTING', LatestOperation: 'RebootInstances' },
  ]);
  expect(emulator.instances.list().map(({ statusName }) => statusName)).toEqual([
    'rebooting',
    'running',
    'shutDown',
  ]);
});

test('an operation continues after a snapshot is restored', async () => {
  const { emulator, v3 } = worldOf();
  const InstanceIds = idsOf(emulator).slice(0, 1);
  await v3.stopInstances({ InstanceIds, StoppedMode: 'STOP_CHARGING' });
  const other = worldOf({ instances: [] });
  other.emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())));
  for (const { emulator: each } of [{ emulator }, other]) each.clock.advance(5000);
  const answers = await Promise.all([v3, other.v3].map((cvm) => cvm.describeInstances({ InstanceIds })));
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[0]?.InstanceSet[0]).toMatchObject({ StopChargingMode: 'STOP_CHARGING' });
});
