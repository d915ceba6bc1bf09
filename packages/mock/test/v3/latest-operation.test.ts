import { expect, test } from 'vitest';
import { idsOf, worldOf } from './support.js';

/** What API 3.0 shows of the latest change of an instance. */
const latestOf = async (v3: ReturnType<typeof worldOf>['v3'], id: string) => {
  const { InstanceSet } = await v3.describeInstances({ InstanceIds: [id] });
  const [instance] = InstanceSet;
  return {
    operation: instance?.LatestOperation,
    state: instance?.LatestOperationState,
    requestId: instance?.LatestOperationRequestId,
  };
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

test('before the first change there is none', async () => {
  const { emulator, v3 } = worldOf();
  const [id = ''] = idsOf(emulator);
  expect(await latestOf(v3, id)).toEqual({ operation: null, state: null, requestId: null });
});

test('what a test begins is shown like a call', async () => {
  const { emulator, v3 } = worldOf();
  const [running = '', , stopped = ''] = idsOf(emulator);
  emulator.instances.begin('StopInstances', running);
  emulator.instances.begin('StartInstances', [stopped]);
  expect(await latestOf(v3, running)).toMatchObject({ operation: 'StopInstances', state: 'OPERATING' });
  expect(await latestOf(v3, stopped)).toMatchObject({ operation: 'StartInstances', state: 'OPERATING' });
  expect((await latestOf(v3, running)).requestId).toMatch(uuid);
  emulator.clock.advance(10_000);
  expect(await latestOf(v3, running)).toMatchObject({ operation: 'StopInstances', state: 'SUCCESS' });
  expect(emulator.instances.get(running).statusName).toBe('shutDown');
});

test('no operation starts when one of the instances is in another state', () => {
  const { emulator } = worldOf();
  const ids = idsOf(emulator);
  expect(() => emulator.instances.begin('StopInstances', ids)).toThrow(/is STOPPED, and must be RUNNING/);
  expect(emulator.instances.list({ status: 'running' })).toHaveLength(2);
  expect(() => emulator.instances.begin('TerminateInstances' as 'StopInstances', ids)).toThrow(
    /StopInstances/,
  );
});

test('a stubborn instance needs force', async () => {
  const { emulator, v3 } = worldOf({ instances: [{ stubborn: true }] });
  const [id = ''] = idsOf(emulator);
  emulator.instances.begin('StopInstances', id);
  emulator.clock.advance(60_000);
  expect(await latestOf(v3, id)).toMatchObject({ operation: 'StopInstances', state: 'FAILED' });
  emulator.instances.begin('StopInstances', id, { force: true });
  emulator.clock.advance(60_000);
  expect(await latestOf(v3, id)).toMatchObject({ operation: 'StopInstances', state: 'SUCCESS' });
});

test.each([
  ['shutDown', 'StopInstances'],
  ['shuttingDown', 'StopInstances'],
  ['starting', 'StartInstances'],
  ['running', 'StartInstances'],
  ['rebooting', 'RebootInstances'],
] as const)('an instance that is put into %s was changed by %s', async (status, operation) => {
  const { emulator, v3 } = worldOf();
  const [id = ''] = idsOf(emulator);
  emulator.instances.update(id, { status, becomes: { status: 'running', after: 1000 } });
  expect(await latestOf(v3, id)).toMatchObject({ operation, state: 'OPERATING' });
  emulator.clock.advance(1000);
  expect(await latestOf(v3, id)).toMatchObject({ operation, state: 'SUCCESS' });
});

test('the request id may lag behind the call', async () => {
  const { emulator, v2, v3 } = worldOf({ behaviour: { v3: { latestRequestIdLag: 3000 } } });
  const [id = ''] = idsOf(emulator);
  const first = await v3.stopInstances({ InstanceIds: [id] });
  expect(await latestOf(v3, id)).toEqual({ operation: 'StopInstances', state: 'OPERATING', requestId: null });
  emulator.clock.advance(3000);
  expect((await latestOf(v3, id)).requestId).toBe(first.RequestId);
  emulator.clock.advance(3000);
  await v2.startInstances({ instanceIds: [id] });
  expect(await latestOf(v3, id)).toMatchObject({ operation: 'StartInstances', requestId: first.RequestId });
  // A snapshot keeps what is shown, and when.
  emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())));
  expect((await latestOf(v3, id)).requestId).toBe(first.RequestId);
  emulator.clock.advance(3000);
  expect((await latestOf(v3, id)).requestId).not.toBe(first.RequestId);
});

test('a timer that ends an instance is its latest operation', async () => {
  const { emulator, v3, call } = worldOf();
  const [id = ''] = idsOf(emulator);
  await call('ImportInstancesActionTimer', {
    InstanceIds: [id],
    ActionTimer: { TimerAction: 'TerminateInstances', ActionTime: '2026-01-01T01:00:00Z' },
  });
  emulator.clock.advance(3_600_000);
  expect(await latestOf(v3, id)).toMatchObject({ operation: 'TerminateInstances', state: 'OPERATING' });
});
