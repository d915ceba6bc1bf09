import type { Parameter, ParameterTable } from '@qcvm/client/descriptors';
import { cvmOperations } from '@qcvm/client/v3';
import { fleet } from '@qcvm/mock';
import { expect, test } from 'vitest';
import { ask, tc3 } from './signing.js';
import { documented, idsOf, region, worldOf } from './support.js';

const order = {
  Placement: { Zone: 'ap-guangzhou-3' },
  ImageId: 'img-31tjrtph',
  InstanceType: 'S5.LARGE8',
} as const;

test('RunInstances makes instances that both generations see', async () => {
  const { emulator, v2, v3 } = worldOf({ instances: [] });
  const { InstanceIdSet = [], RequestId } = await v3.runInstances({
    ...order,
    InstanceCount: 2,
    InstanceName: 'web',
    InternetAccessible: { InternetMaxBandwidthOut: 5, PublicIpAssigned: true },
    SystemDisk: { DiskType: 'CLOUD_SSD', DiskSize: 80 },
    SecurityGroupIds: ['sg-11112222'],
    TagSpecification: [{ ResourceType: 'instance', Tags: [{ Key: 'team', Value: 'a' }] }],
    VirtualPrivateCloud: { VpcId: 'vpc-11112222', SubnetId: 'subnet-11112222' },
    DataDisks: [{ DiskType: 'CLOUD_SSD', DiskSize: 100 }],
  });
  expect(InstanceIdSet).toHaveLength(2);
  const look = async () => (await v3.describeInstances({ InstanceIds: InstanceIdSet })).InstanceSet[0];
  expect(await look()).toMatchObject({
    InstanceState: 'PENDING',
    InstanceName: 'web1',
    LatestOperation: 'RunInstances',
    LatestOperationState: 'OPERATING',
    LatestOperationRequestId: RequestId,
    InstanceType: 'S5.LARGE8',
    CPU: 4,
    Memory: 8,
    Placement: { Zone: 'ap-guangzhou-3' },
    SecurityGroupIds: ['sg-11112222'],
    Tags: [{ Key: 'team', Value: 'a' }],
    VirtualPrivateCloud: { VpcId: 'vpc-11112222', SubnetId: 'subnet-11112222' },
    SystemDisk: { DiskType: 'CLOUD_SSD', DiskSize: 80 },
    DataDisks: [{ DiskType: 'CLOUD_SSD', DiskSize: 100 }],
  });
  const older = await v2.describeInstances();
  expect(older.instanceSet).toMatchObject([
    { status: 3, cpu: 4, mem: 8, diskInfo: { rootType: 4, rootSize: 80, storageType: 4, storageSize: 100 } },
    { status: 3, cpu: 4, mem: 8 },
  ]);
  emulator.clock.advance(10_000);
  expect(await look()).toMatchObject({ InstanceState: 'RUNNING', LatestOperationState: 'SUCCESS' });
  await v2.stopInstances({ instanceIds: [...InstanceIdSet] });
  expect(await look()).toMatchObject({ InstanceState: 'STOPPING' });
});

test('a ClientToken buys once, also after a snapshot', async () => {
  const { emulator, v3 } = worldOf({ instances: [] });
  const ClientToken = 'once';
  const first = await v3.runInstances({ ...order, ClientToken });
  const again = await v3.runInstances({ ...order, ClientToken });
  expect(again.InstanceIdSet).toEqual(first.InstanceIdSet);
  emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())));
  expect((await v3.runInstances({ ...order, ClientToken })).InstanceIdSet).toEqual(first.InstanceIdSet);
  expect(emulator.instances.count).toBe(1);
});

test.each([
  { clientTokenReuse: 'first', code: undefined },
  { clientTokenReuse: 'refuse', code: 'InvalidParameter.ParameterConflict' },
] as const)('a ClientToken of another order ($clientTokenReuse)', async ({ clientTokenReuse, code }) => {
  const { emulator, call } = worldOf({ instances: [], behaviour: { v3: { clientTokenReuse } } });
  const run = (more = {}) =>
    call('RunInstances', { ...order, ClientToken: 'once', ...more }).then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );
  expect(await run()).toBeUndefined();
  emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())));
  expect(await run({ InstanceType: 'S5.LARGE8', InstanceCount: undefined })).toBeUndefined();
  expect(await run({ InstanceCount: 2 })).toBe(code);
  expect(emulator.instances.count).toBe(1);
});

test.each([
  { dryRun: 'answer', code: 'none' },
  { dryRun: 'DryRunOperation', code: 'DryRunOperation' },
] as const)('a dry run buys nothing ($dryRun)', async ({ dryRun, code }) => {
  const { emulator, v3 } = worldOf({ instances: [], behaviour: { v3: { dryRun } } });
  await v3.runInstances({ ...order, DryRun: true });
  expect(emulator.instances.count).toBe(0);
  expect(emulator.requests.last()?.outcome).toMatchObject({ code: code === 'none' ? 0 : code });
});

test.each([
  ['RunInstances', order],
  ['CreateImage', { ImageName: 'web' }],
  [
    'PurchaseResourcePoolPacks',
    { InstanceCount: 1, InstanceType: 'S5.LARGE8', Period: 1, Zone: 'ap-guangzhou-3' },
  ],
])('a dry run of %s that passes is answered with a RequestId and nothing else', async (action, input) => {
  const { emulator } = worldOf();
  const [InstanceId = ''] = idsOf(emulator);
  const parameters = {
    ...input,
    ...(action === 'CreateImage' && { InstanceId }),
    DryRun: true,
  };
  const answer = await ask(emulator, tc3(emulator, { action, body: JSON.stringify(parameters) }));
  expect(answer).toEqual({ RequestId: expect.any(String) as string });
});

test('TerminateInstances destroys what is paid for by use, and what is prepaid at the second call', async () => {
  const { emulator, v2, v3 } = worldOf({
    instances: fleet(region).running(1, { cvmPayMode: 2 }).running(1, { cvmPayMode: 1 }),
  });
  const [postpaid = '', prepaid = ''] = idsOf(emulator);
  const states = async () =>
    Object.fromEntries(
      (await v3.describeInstances()).InstanceSet.map(({ InstanceId, InstanceState }) => [
        InstanceId,
        InstanceState,
      ]),
    );
  await v3.terminateInstances({ InstanceIds: [postpaid, prepaid] });
  expect(await states()).toEqual({ [postpaid]: 'TERMINATING', [prepaid]: 'SHUTDOWN' });
  const { instanceSet } = await v2.describeInstances();
  expect(instanceSet.map(({ status }) => status)).toEqual([6, 5]);
  emulator.clock.advance(5000);
  expect(await states()).toEqual({ [prepaid]: 'SHUTDOWN' });
  await v3.terminateInstances({ InstanceIds: [prepaid] });
  emulator.clock.advance(5000);
  expect(emulator.instances.count).toBe(0);
});

test('instances may be in regions that only API 3.0 has', async () => {
  const { v3 } = worldOf({ instances: fleet('ap-bangkok').running(2) });
  const { InstanceSet } = await v3.describeInstances({}, { region: 'ap-bangkok' });
  expect(InstanceSet.map(({ Placement }) => Placement.Zone.replace(/\d+$/, ''))).toEqual(
    Array.from({ length: 2 }, () => 'ap-bangkok-'),
  );
  expect(() => worldOf({ instances: fleet('ap-bangcock').running(1) })).toThrow(/did you mean ap-bangkok\?/);
});

test('a protected instance is not destroyed', async () => {
  const { emulator, v3 } = worldOf();
  const InstanceIds = idsOf(emulator).slice(0, 1);
  await v3.modifyInstancesAttribute({ InstanceIds, DisableApiTermination: true, InstanceName: 'kept' });
  await expect(v3.terminateInstances({ InstanceIds })).rejects.toMatchObject({
    code: 'UnsupportedOperation.InstancesProtected',
  });
  expect(emulator.instances.get(InstanceIds[0] ?? '').instanceName).toBe('kept');
});

test('what needs an instance down takes a running one down by force only', async () => {
  const { emulator, v3 } = worldOf();
  const InstanceIds = idsOf(emulator).slice(0, 1);
  const Password = 'Abcdefg1!';
  await expect(v3.resetInstancesPassword({ InstanceIds, Password })).rejects.toMatchObject({
    code: expect.stringMatching(/^UnsupportedOperation\.InstanceStateRunning|^InvalidInstance\.NotSupported/),
  });
  await v3.resetInstancesPassword({ InstanceIds, Password, ForceStop: true });
  const look = async () => (await v3.describeInstances({ InstanceIds })).InstanceSet[0];
  expect(await look()).toMatchObject({
    LatestOperation: 'ResetInstancesPassword',
    LatestOperationState: 'OPERATING',
  });
  await expect(v3.stopInstances({ InstanceIds })).rejects.toMatchObject({
    code: 'MutexOperation.TaskRunning',
  });
  emulator.clock.advance(5000);
  expect(await look()).toMatchObject({ InstanceState: 'RUNNING', LatestOperationState: 'SUCCESS' });
  await v3.resetInstancesType({ InstanceIds, InstanceType: 'S5.2XLARGE16', ForceStop: true });
  expect(await look()).toMatchObject({ InstanceType: 'S5.2XLARGE16', CPU: 8, Memory: 16 });
  await expect(v3.resetInstancesType({ InstanceIds, InstanceType: 'big' })).rejects.toMatchObject({
    code: 'InvalidInstanceType.Malformed',
  });
});

test('an instance that is down stays so while it is changed, and takes nothing else meanwhile', async () => {
  const { emulator, v2, v3 } = worldOf({ instances: fleet(region).running(1, { cvmPayMode: 2 }) });
  const InstanceIds = idsOf(emulator);
  await v3.stopInstances({ InstanceIds, StoppedMode: 'STOP_CHARGING' });
  emulator.clock.advance(5000);
  await v3.resetInstancesType({ InstanceIds, InstanceType: 'S5.LARGE8' });
  const look = async () => (await v3.describeInstances({ InstanceIds })).InstanceSet[0];
  const down = { InstanceState: 'STOPPED', StopChargingMode: 'STOP_CHARGING', PublicIpAddresses: null };
  expect(await look()).toMatchObject({ ...down, LatestOperationState: 'OPERATING' });
  const { TotalCount } = await v3.describeInstances({
    Filters: [{ Name: 'instance-state', Values: ['STOPPED'] }],
  });
  expect(TotalCount).toBe(1);
  expect((await v3.describeInstancesStatus()).InstanceStatusSet).toMatchObject([
    { InstanceState: 'STOPPED' },
  ]);
  expect((await v2.describeInstances()).instanceSet).toMatchObject([{ status: 19, wanIpSet: [] }]);
  await expect(v3.startInstances({ InstanceIds })).rejects.toMatchObject({
    code: 'MutexOperation.TaskRunning',
  });
  await expect(
    v3.resetInstancesType({ InstanceIds, InstanceType: 'S5.LARGE16', ForceStop: true }),
  ).rejects.toMatchObject({ code: 'OperationDenied.InstanceOperationInProgress' });
  await expect(v2.startInstances({ instanceIds: InstanceIds })).rejects.toThrow(/upgrading/);
  emulator.clock.advance(5000);
  expect(await look()).toMatchObject({ ...down, LatestOperationState: 'SUCCESS', CPU: 4 });
  await v3.startInstances({ InstanceIds });
});

test('prepaid instances are renewed, others are not', async () => {
  const { emulator, v3 } = worldOf({
    instances: fleet(region).running(1, { cvmPayMode: 1 }).running(1, { cvmPayMode: 2 }),
  });
  const [prepaid = '', postpaid = ''] = idsOf(emulator);
  const look = async (id = prepaid) => (await v3.describeInstances({ InstanceIds: [id] })).InstanceSet[0];
  expect(await look(postpaid)).toMatchObject({ ExpiredTime: null, RenewFlag: null });
  const before = (await look())?.ExpiredTime ?? '';
  await v3.renewInstances({
    InstanceIds: [prepaid],
    InstanceChargePrepaid: { Period: 1, RenewFlag: 'NOTIFY_AND_AUTO_RENEW' },
  });
  expect(await look()).toMatchObject({
    RenewFlag: 'NOTIFY_AND_AUTO_RENEW',
    LatestOperation: 'RenewInstances',
  });
  expect((await look())?.ExpiredTime).not.toBe(before);
  await expect(
    v3.renewInstances({ InstanceIds: [postpaid], InstanceChargePrepaid: { Period: 1 } }),
  ).rejects.toMatchObject({ code: 'UnsupportedOperation.InstanceChargeType' });
});

test('a timer destroys its instance, unless it is deleted before', async () => {
  const { emulator, v3 } = worldOf();
  const InstanceIds = idsOf(emulator).slice(0, 2);
  const ActionTime = '2026-01-01T01:00:00Z';
  const { ActionTimerIds } = await v3.importInstancesActionTimer({
    InstanceIds,
    ActionTimer: { TimerAction: 'TerminateInstances', ActionTime },
  });
  const { ActionTimers } = await v3.describeInstancesActionTimer({ InstanceIds });
  expect(ActionTimers).toMatchObject([{ Status: 'UNDO', ActionTime }, { Status: 'UNDO' }]);
  await v3.deleteInstancesActionTimer({ ActionTimerIds: ActionTimerIds.slice(0, 1) });
  emulator.clock.advance(3_600_000);
  expect(
    (await v3.describeInstances({ InstanceIds })).InstanceSet.map(({ InstanceState }) => InstanceState),
  ).toEqual(['RUNNING', 'TERMINATING']);
  emulator.clock.advance(5000);
  expect(emulator.instances.has(InstanceIds[1] ?? '')).toBe(false);
});

test('a timer that is deleted leaves alone an instance that is being terminated for another reason', async () => {
  const { emulator, v3 } = worldOf();
  const InstanceIds = idsOf(emulator).slice(0, 1);
  const { ActionTimerIds } = await v3.importInstancesActionTimer({
    InstanceIds,
    ActionTimer: { TimerAction: 'TerminateInstances', ActionTime: '2026-01-01T01:00:00Z' },
  });
  await v3.terminateInstances({ InstanceIds });
  await v3.deleteInstancesActionTimer({ ActionTimerIds });
  const stateOf = async () => (await v3.describeInstances({ InstanceIds })).InstanceSet[0]?.InstanceState;
  expect(await stateOf()).toBe('TERMINATING');
  emulator.clock.advance(5000);
  expect(emulator.instances.has(InstanceIds[0] ?? '')).toBe(false);
});

test('an instance that is being terminated gets no timer, which would end it later', async () => {
  const { emulator, v3 } = worldOf();
  const InstanceIds = idsOf(emulator).slice(0, 1);
  await v3.terminateInstances({ InstanceIds });
  await expect(
    v3.importInstancesActionTimer({
      InstanceIds,
      ActionTimer: { TimerAction: 'TerminateInstances', ActionTime: '2026-01-01T01:00:00Z' },
    }),
  ).rejects.toMatchObject({ code: 'UnsupportedOperation.NotSupportImportInstancesActionTimer' });
  emulator.clock.advance(5000);
  expect(emulator.instances.has(InstanceIds[0] ?? '')).toBe(false);
});

test('a key pair gets no name that it could not have been created with', async () => {
  const { emulator, v3 } = worldOf();
  await v3.createKeyPair({ KeyName: 'theirs', ProjectId: 0 });
  const { KeyPair } = await v3.createKeyPair({ KeyName: 'mine', ProjectId: 0 });
  const { KeyId } = KeyPair;
  for (const [KeyName, code] of [
    ['theirs', 'InvalidKeyPairName.Duplicate'],
    // The only other code that this Action documents.
    ['mine-', 'InvalidParameterValue'],
    ['m'.repeat(26), 'InvalidParameterValue'],
  ] as const)
    expect(
      await ask(
        emulator,
        tc3(emulator, { action: 'ModifyKeyPairAttribute', body: JSON.stringify({ KeyId, KeyName }) }),
      ),
    ).toMatchObject({ Error: { Code: code } });
  await v3.modifyKeyPairAttribute({ KeyId, KeyName: 'mine', Description: 'the same name' });
  await v3.modifyKeyPairAttribute({ KeyId, KeyName: 'ours' });
  expect((await v3.describeKeyPairs({ KeyIds: [KeyId] })).KeyPairSet).toMatchObject([
    { KeyName: 'ours', Description: 'the same name' },
  ]);
});

test('key pairs go on instances that are down, and cannot be deleted there', async () => {
  const { emulator, v3 } = worldOf();
  const [, , down = ''] = idsOf(emulator);
  const { KeyPair } = await v3.createKeyPair({ KeyName: 'mine', ProjectId: 0 });
  const KeyIds = [KeyPair.KeyId];
  await v3.associateInstancesKeyPairs({ InstanceIds: [down], KeyIds });
  expect((await v3.describeKeyPairs({ KeyIds })).KeyPairSet).toMatchObject([
    { KeyName: 'mine', AssociatedInstanceIds: [down] },
  ]);
  await expect(v3.deleteKeyPairs({ KeyIds })).rejects.toMatchObject({
    code: 'InvalidParameterValue.KeyPairNotSupported',
  });
  expect((await v3.describeInstances({ InstanceIds: [down] })).InstanceSet).toMatchObject([
    { InstanceState: 'STOPPED', LatestOperationState: 'OPERATING' },
  ]);
  emulator.clock.advance(5000);
  await v3.disassociateInstancesKeyPairs({ InstanceIds: [down], KeyIds });
  await v3.deleteKeyPairs({ KeyIds });
  expect((await v3.describeKeyPairs()).TotalCount).toBe(0);
});

test('images are made of instances, listed and deleted', async () => {
  const { emulator, v3 } = worldOf();
  const [InstanceId = ''] = idsOf(emulator);
  const { ImageId = '' } = await v3.createImage({ InstanceId, ImageName: 'golden' });
  const own = { Filters: [{ Name: 'image-type', Values: ['PRIVATE_IMAGE'] }] };
  expect((await v3.describeImages(own)).ImageSet).toMatchObject([{ ImageId, ImageState: 'CREATING' }]);
  emulator.clock.advance(10_000);
  expect((await v3.describeImages(own)).ImageSet).toMatchObject([{ ImageState: 'NORMAL' }]);
  await v3.deleteImages({ ImageIds: [ImageId] });
  expect((await v3.describeImages(own)).TotalCount).toBe(0);
  await expect(v3.deleteImages({ ImageIds: [ImageId] })).rejects.toMatchObject({
    code: 'InvalidImageId.NotFound',
  });
});

test('zones have the numbers that API 2.0 calls them by', async () => {
  const { emulator, v3, v2 } = worldOf();
  const { ZoneSet } = await v3.describeZones();
  const numbers = new Map(ZoneSet.map(({ Zone, ZoneId }) => [Zone, Number(ZoneId)]));
  const { InstanceSet } = await v3.describeInstances();
  const { instanceSet } = await v2.describeInstances();
  expect(InstanceSet.map(({ Placement }) => numbers.get(Placement.Zone))).toEqual(
    instanceSet.map(({ zoneId }) => zoneId),
  );
  expect(emulator.instances.count).toBe(InstanceSet.length);
  expect((await v3.describeRegions()).RegionSet).toContainEqual(
    expect.objectContaining({ Region: region, RegionState: 'AVAILABLE' }),
  );
});

test('filters select by every documented name', async () => {
  const { emulator, v3, call } = worldOf();
  const [instance] = (await v3.describeInstances()).InstanceSet;
  if (!instance) throw new Error('there are instances');
  await v3.modifyInstancesAttribute({ InstanceIds: [instance.InstanceId], InstanceName: 'one of a kind' });
  const names: Readonly<Record<string, string | undefined>> = {
    zone: instance.Placement.Zone,
    'instance-id': instance.InstanceId,
    'instance-name': 'one of a kind',
    'private-ip-address': instance.PrivateIpAddresses[0],
    'public-ip-address': instance.PublicIpAddresses?.[0],
    uuid: instance.Uuid,
    'instance-state': 'RUNNING',
    'instance-charge-type': 'POSTPAID_BY_HOUR',
    'project-id': '0',
    'vpc-id': instance.VirtualPrivateCloud.VpcId,
    'subnet-id': instance.VirtualPrivateCloud.SubnetId,
    'security-group-id': instance.SecurityGroupIds[0],
    'creation-start-time': '2026-01-01 08:00:00',
  };
  for (const [Name, value = ''] of Object.entries(names)) {
    const { InstanceSet } = await v3.describeInstances({ Filters: [{ Name, Values: [value] }] });
    expect(
      InstanceSet.map(({ InstanceId }) => InstanceId),
      Name,
    ).toContain(instance.InstanceId);
  }
  await expect(v3.describeInstances({ Filters: [{ Name: 'tag:a', Values: ['b'] }] })).resolves.toMatchObject({
    TotalCount: 0,
  });
  await expect(
    call('DescribeInstances', { Filters: [{ Name: 'nothing', Values: ['x'] }] }),
  ).rejects.toMatchObject({
    code: 'InvalidFilter',
  });
  const chinese = { Filters: [{ Name: 'creation-end-time', Values: ['soon'] }] };
  const { Error: failure } = await ask(
    emulator,
    tc3(emulator, { body: JSON.stringify(chinese), language: 'zh-CN' }),
  );
  expect(failure).toMatchObject({
    Code: 'InvalidParameterValue.InvalidTimeFormat',
    Message: expect.stringMatching(/[\u4e00-\u9fff]/),
  });
  await expect(
    call('DescribeInstances', { Filters: [{ Name: 'zone', Values: ['x'] }], InstanceIds: idsOf(emulator) }),
  ).rejects.toMatchObject({ code: 'InvalidParameter' });
});

/** The least that an operation can be asked with. */
function least(table: ParameterTable): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table)
      .filter(([, { required }]) => required)
      .map(([name, parameter]) => [name, value(parameter)]),
  );
}

function value(parameter: Parameter): unknown {
  switch (parameter.kind) {
    case 'string':
      return parameter.values?.[0] ?? sample(parameter.pattern);
    case 'integer':
    case 'number':
      return (
        ('values' in parameter ? parameter.values?.[0] : undefined) ?? Math.max(1, parameter.minimum ?? 1)
      );
    case 'boolean':
      return false;
    case 'list':
      return [value(parameter.items)];
    case 'object':
      return least(typeof parameter.fields === 'function' ? parameter.fields() : parameter.fields);
  }
}

const sample = (pattern = ''): string => `${/^[a-z]+-/.exec(pattern)?.[0] ?? ''}a1b2c3d4`;

test('every operation answers by the spec, or refuses with a code that it documents', async () => {
  const { call } = worldOf();
  for (const operation of Object.values(cvmOperations)) {
    const outcome = await call(operation.action, least(operation.input)).then(
      ({ output }) => output,
      (error: { code?: string }) => error.code ?? 'no code',
    );
    if (typeof outcome === 'string') {
      expect([...(documented[operation.action] ?? []), 'MissingParameter'], operation.action).toContain(
        outcome,
      );
    } else {
      expect(outcome, operation.action).toHaveProperty('RequestId');
    }
  }
});

test('an operation that only answers does so about what was asked', async () => {
  const { call } = worldOf();
  const { output } = await call('DescribeHosts', { Limit: 5 });
  expect(output).toMatchObject({ TotalCount: 1, HostSet: [{ HostId: expect.stringMatching(/^host-/) }] });
});
