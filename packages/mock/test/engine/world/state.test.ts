import { describe, expect, test } from 'vitest';
import { createEmulator, fleet, statusName, transitions } from '@qcvm/mock';
import type { Emulator, EmulatorOptions } from '@qcvm/mock';
import { ask, batch, stateOf } from '../support.js';

const id = 'ins-00000001';
const one = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({ clock: 'manual', instances: fleet().running(1, { unInstanceId: id }), ...options });
const statusOf = (emulator: Emulator, instance = id): string => emulator.instances.get(instance).statusName;

/** Every documented status, and two of maintenance. */
const statuses = [-1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 0, 21, 99];
const actions = ['StopInstances', 'StartInstances', 'RestartInstances'] as const;
const accepted: Readonly<Record<(typeof actions)[number], readonly number[]>> = {
  StopInstances: [2],
  StartInstances: [4],
  RestartInstances: [2],
};

test('the state table is the documented one', () => {
  // Of these Actions. Others may come.
  expect(transitions).toMatchObject({
    StopInstances: { resource: 'instance', from: [2], via: 9, to: 4 },
    StartInstances: { resource: 'instance', from: [4], via: 8, to: 2 },
    RestartInstances: { resource: 'instance', from: [2], via: 7, to: 2 },
  });
});

describe.each(actions)('%s', (action) => {
  test.each(statuses)('on an instance in status %i', async (status) => {
    const emulator = createEmulator({ clock: 'manual', instances: [{ unInstanceId: id, status }] });
    const before = stateOf(emulator);
    const { code, detail } = await batch(emulator, { action, ids: [id] });
    if (accepted[action].includes(status)) {
      expect(code).toBe(0);
      expect(detail).toEqual({ [id]: { code: 0, message: '', requestId: expect.stringMatching(/^\d+$/) } });
      expect(emulator.instances.get(id).status).toBe(transitions[action]?.via);
      return;
    }
    expect(code).toBe(5100);
    // What was returned does not exist any more.
    expect(detail?.[id]).toMatchObject(
      status === 5 ? { code: 5000 } : { code: 5100, codeDesc: 'OperationConstraints.InvaildInstanceStatus' },
    );
    expect(stateOf(emulator)).toBe(before);
  });
});

describe('an instance over time', () => {
  test('stops: running, shutting down, shut down', async () => {
    const emulator = one();
    await batch(emulator, { action: 'StopInstances', ids: [id] });
    expect(statusOf(emulator)).toBe('shuttingDown');
    emulator.clock.advance(4999);
    expect(statusOf(emulator)).toBe('shuttingDown');
    emulator.clock.advance(1);
    expect(statusOf(emulator)).toBe('shutDown');
    emulator.clock.advance(1_000_000);
    expect(statusOf(emulator)).toBe('shutDown');
  });

  test('starts and reboots', async () => {
    const emulator = one({ instances: [{ unInstanceId: id, status: 'shutDown' }] });
    await batch(emulator, { action: 'StartInstances', ids: [id] });
    expect(statusOf(emulator)).toBe('starting');
    emulator.clock.advance(8000);
    expect(statusOf(emulator)).toBe('running');
    await batch(emulator, { action: 'RestartInstances', ids: [id] });
    expect(statusOf(emulator)).toBe('rebooting');
    emulator.clock.advance(11_999);
    expect(statusOf(emulator)).toBe('rebooting');
    emulator.clock.advance(1);
    expect(statusOf(emulator)).toBe('running');
  });

  test('a stubborn one returns to running, and is stopped by force after an ordinary shutdown has failed', async () => {
    const emulator = one({ instances: fleet().stubborn(1, { unInstanceId: id }) });
    await batch(emulator, { action: 'StopInstances', ids: [id] });
    emulator.clock.advance(4999);
    expect(statusOf(emulator)).toBe('shuttingDown');
    emulator.clock.advance(1);
    expect(statusOf(emulator)).toBe('running');
    await batch(emulator, { action: 'StopInstances', ids: [id], force: true });
    emulator.clock.advance(6999);
    expect(statusOf(emulator)).toBe('shuttingDown');
    emulator.clock.advance(1);
    expect(statusOf(emulator)).toBe('shutDown');
  });

  test('a stubborn one does not reboot without force', async () => {
    const emulator = one({ instances: fleet().stubborn(1, { unInstanceId: id }) });
    const { detail } = await batch(emulator, { action: 'RestartInstances', ids: [id] });
    const task = detail?.[id]?.requestId ?? '';
    emulator.clock.advance(5000);
    expect(statusOf(emulator)).toBe('running');
    expect(emulator.tasks.get(task)?.status).toBe('failed');
    const forced = await batch(emulator, { action: 'RestartInstances', ids: [id], force: true });
    emulator.clock.advance(13_999);
    expect(statusOf(emulator)).toBe('rebooting');
    emulator.clock.advance(1);
    expect(emulator.tasks.get(forced.detail?.[id]?.requestId ?? '')?.status).toBe('succeeded');
  });

  test('force does not shorten the shutdown of other instances', async () => {
    const emulator = one();
    await batch(emulator, { action: 'StopInstances', ids: [id], force: true });
    expect(emulator.instances.nextChangeAt()).toBe(emulator.clock.now() + 5000);
  });

  test('the status after a failed shutdown is an option', async () => {
    const emulator = one({
      instances: fleet().stubborn(1, { unInstanceId: id }),
      behaviour: { failedStopStatus: 1 },
    });
    await batch(emulator, { action: 'StopInstances', ids: [id] });
    emulator.clock.advance(5000);
    expect(statusOf(emulator)).toBe('failure');
  });

  test('a new instance becomes running without a call', () => {
    const emulator = one({
      instances: [{ unInstanceId: id, status: 'creating', becomes: { status: 'running', after: 30_000 } }],
    });
    expect(emulator.instances.get(id)).toMatchObject({
      statusName: 'creating',
      next: { statusName: 'running' },
    });
    emulator.clock.advance(30_000);
    expect(statusOf(emulator)).toBe('running');
    expect(emulator.instances.get(id).next).toBeUndefined();
  });

  test('durations and their jitter are adjustable, and the jitter comes from the seed', async () => {
    const lasts = async (seed: number): Promise<number[]> => {
      const emulator = createEmulator({
        seed,
        clock: 'manual',
        instances: fleet().running(5),
        durations: { stop: 10_000, jitter: 0.2 },
      });
      const ids = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
      await batch(emulator, { action: 'StopInstances', ids });
      return emulator.instances.list().map(({ next }) => (next?.at ?? 0) - emulator.clock.now());
    };
    const durations = await lasts(1);
    expect(durations.every((duration) => duration >= 8000 && duration <= 12_000)).toBe(true);
    expect(new Set(durations).size).toBeGreaterThan(1);
    expect(await lasts(1)).toEqual(durations);
    expect(await lasts(2)).not.toEqual(durations);
  });
});

describe('a batch', () => {
  const many = (): Emulator =>
    createEmulator({
      clock: 'manual',
      accounts: [
        { id: '1', keys: [{ secretId: 'AKIDone', secretKey: 'one' }] },
        { id: '2', keys: [{ secretId: 'AKIDtwo', secretKey: 'two' }] },
      ],
      instances: fleet('gz', '1')
        .running(1, { unInstanceId: 'ins-running' })
        .shutDown(1, { unInstanceId: 'ins-shutdown' })
        .in('ap-shanghai')
        .running(1, { unInstanceId: 'ins-elsewhere' })
        .of('2')
        .in('gz')
        .running(1, { unInstanceId: 'ins-foreign' }),
    });

  test('returns a result for each instance', async () => {
    const emulator = many();
    const ids = ['ins-shutdown', 'ins-elsewhere', 'ins-foreign', 'ins-nothing', 'ins-running'];
    const { code, codeDesc, detail } = await batch(emulator, { action: 'StopInstances', ids });
    expect({ code, codeDesc }).toEqual({ code: 5400, codeDesc: 'PartlySucceeded' });
    expect(Object.entries(detail ?? {}).map(([key, { code: inner }]) => [key, inner])).toEqual([
      ['ins-shutdown', 5100],
      ['ins-elsewhere', 5000],
      ['ins-foreign', 5000],
      ['ins-nothing', 5000],
      ['ins-running', 0],
    ]);
    expect(detail?.['ins-shutdown']?.message).toBe(
      'instance ins-shutdown is shut down (4); StopInstances needs it running (2)',
    );
    expect(
      emulator.instances.list().map(({ unInstanceId, statusName: status }) => [unInstanceId, status]),
    ).toEqual([
      ['ins-running', 'shuttingDown'],
      ['ins-shutdown', 'shutDown'],
      ['ins-elsewhere', 'running'],
      ['ins-foreign', 'running'],
    ]);
  });

  test('has the code 5100 if it failed for all, and 0 if for none', async () => {
    expect(
      await batch(many(), { action: 'StopInstances', ids: ['ins-shutdown', 'ins-nothing'] }),
    ).toMatchObject({ code: 5100 });
    expect(await batch(many(), { action: 'StopInstances', ids: ['ins-running'] })).toMatchObject({
      code: 0,
      codeDesc: 'Success',
      message: '',
    });
  });

  test('the codes of single instances are options', async () => {
    const emulator = createEmulator({
      clock: 'manual',
      instances: fleet().shutDown(1, { unInstanceId: id }),
      behaviour: {
        wrongStatus: { code: 4444 },
        unknownInstance: { code: 5555, codeDesc: 'InvalidInstanceId.NotFound' },
      },
    });
    const { detail } = await batch(emulator, { action: 'StopInstances', ids: [id, 'ins-nothing'] });
    expect(detail?.[id]).toEqual({ code: 4444, message: expect.any(String), requestId: expect.any(String) });
    expect(detail?.['ins-nothing']).toMatchObject({ code: 5555, codeDesc: 'InvalidInstanceId.NotFound' });
  });

  test('accepts old ids, and changes an instance once if both ids are given', async () => {
    const emulator = one();
    const { instanceId } = emulator.instances.get(id);
    const { code, detail } = await batch(emulator, { action: 'StopInstances', ids: [instanceId, id] });
    expect(code).toBe(0);
    expect(detail?.[id]?.requestId).toBe(detail?.[instanceId]?.requestId);
    expect(emulator.tasks.list()).toHaveLength(1);
  });

  test('an id that is given twice is served once, or refused', async () => {
    expect(await batch(one(), { action: 'StopInstances', ids: [id, id] })).toMatchObject({ code: 0 });
    const strict = one({ behaviour: { duplicateIds: 'refuse' } });
    expect(await batch(strict, { action: 'StopInstances', ids: [id, id] })).toMatchObject({
      code: 4000,
      message: 'instanceIds.1: the same as instanceIds.0',
    });
  });

  test('has at most 100 ids, or as many as the option says', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => `ins-${index}`);
    expect(await batch(one(), { action: 'StopInstances', ids })).toMatchObject({
      code: 4000,
      message: 'instanceIds: 101 items; at most 100 are accepted',
    });
    expect(
      await batch(one({ behaviour: { maxBatch: 101 } }), { action: 'StopInstances', ids }),
    ).toMatchObject({ code: 5100 });
    expect(
      await batch(one({ behaviour: { maxBatch: 1 } }), { action: 'StopInstances', ids: ids.slice(0, 2) }),
    ).toMatchObject({ code: 4000 });
  });

  test('an instance without permission is refused alone, or with all others', async () => {
    const world = (unauthorizedInstance: 'request' | 'instance'): Emulator =>
      createEmulator({
        clock: 'manual',
        behaviour: { unauthorizedInstance },
        accounts: [{ keys: [{ secretId: 'AKIDlimited', secretKey: 'x', may: { instances: ['ins-mine'] } }] }],
        instances: fleet()
          .running(1, { unInstanceId: 'ins-mine' })
          .running(1, { unInstanceId: 'ins-others' }),
      });
    const all = world('request');
    expect(await batch(all, { action: 'StopInstances', ids: ['ins-mine', 'ins-others'] })).toMatchObject({
      code: 4102,
    });
    expect(statusOf(all, 'ins-mine')).toBe('running');
    const single = world('instance');
    const { code, detail } = await batch(single, {
      action: 'StopInstances',
      ids: ['ins-mine', 'ins-others'],
    });
    expect({ code, inner: detail?.['ins-others']?.code }).toEqual({ code: 5400, inner: 4102 });
    expect(statusOf(single, 'ins-mine')).toBe('shuttingDown');
  });
});

test('tasks have unique ids and can be looked up, the oldest being forgotten first', async () => {
  const emulator = createEmulator({ clock: 'manual', maxTasks: 3, instances: fleet().running(4) });
  const ids = emulator.instances.list().map(({ unInstanceId }) => unInstanceId);
  const { detail } = await batch(emulator, { action: 'StopInstances', ids });
  const tasks = ids.map((each) => detail?.[each]?.requestId ?? '');
  expect(new Set(tasks).size).toBe(4);
  expect(emulator.tasks.get(tasks[0] ?? '')).toBeUndefined();
  expect(emulator.tasks.list().map(({ requestId }) => requestId)).toEqual(tasks.slice(1));
  const last = tasks[3] ?? '';
  expect(emulator.tasks.get(Number(last))).toMatchObject({
    action: 'StopInstances',
    unInstanceId: ids[3],
    status: 'running',
  });
  emulator.clock.advance(5000);
  expect(emulator.tasks.get(last)?.status).toBe('succeeded');
  expect(emulator.tasks.list({ unInstanceId: ids[3] ?? '' })).toHaveLength(1);
});

test('both spellings of a region are the same region', async () => {
  const emulator = one();
  for (const region of ['gz', 'ap-guangzhou']) {
    const { instanceSet } = await ask(emulator, { region });
    expect(instanceSet).toMatchObject([{ unInstanceId: id, Region: region }]);
  }
  expect((await ask(emulator, { region: 'bj' })).totalCount).toBe(0);
});

describe('changes made by a test', () => {
  test('instances are added, updated and removed', () => {
    const emulator = one();
    const [added] = emulator.instances.add({ region: 'bj', status: 'shutDown', instanceName: 'spare' });
    expect(added).toMatchObject({ region: 'ap-beijing', statusName: 'shutDown', instanceName: 'spare' });
    expect(emulator.instances.count).toBe(2);
    expect(emulator.instances.update(id, { status: 'upgrading', instanceName: 'new' })).toMatchObject({
      status: 19,
      instanceName: 'new',
    });
    emulator.instances.remove(id);
    expect(emulator.instances.has(id)).toBe(false);
    expect(emulator.instances.list({ region: 'ap-beijing' })).toHaveLength(1);
    expect(emulator.instances.list({ status: 'running' })).toEqual([]);
  });

  test('a new status ends the change that was under way', async () => {
    const emulator = one();
    await batch(emulator, { action: 'StopInstances', ids: [id] });
    emulator.instances.update(id, { status: 'failure' });
    emulator.clock.advance(60_000);
    expect(statusOf(emulator)).toBe('failure');
  });

  test('an instance can have a given old id, and is found by it', async () => {
    const emulator = one({ instances: [{ unInstanceId: id, instanceId: 'qcvm12345' }] });
    expect(emulator.instances.get('qcvm12345').unInstanceId).toBe(id);
    emulator.instances.update(id, { instanceId: 'qcvm67890' });
    expect(emulator.instances.has('qcvm12345')).toBe(false);
    expect((await batch(emulator, { action: 'StopInstances', ids: ['qcvm67890'] })).code).toBe(0);
    expect(() => emulator.instances.update(id, { instanceId: 'ins-09dx96dg' })).toThrow('expected an old id');
  });

  test.each([
    [{ unInstanceId: id }, `instance ${id} exists already`],
    [{ unInstanceId: 'i-123' }, 'expected an instance id such as ins-09dx96dg, got "i-123"'],
    [{ region: 'ap-guangzou' }, 'did you mean ap-guangzhou?'],
    [{ account: 'unknown' }, 'account unknown does not exist'],
    [{ count: 2, unInstanceId: 'ins-2' }, '2 instances cannot share the id ins-2'],
  ] as const)('%j is refused, and nothing is added', (seed, message) => {
    const emulator = one();
    expect(() => emulator.instances.add([{ status: 'running' }, seed])).toThrow(message);
    expect(emulator.instances.count).toBe(1);
  });
});

test('every documented status has a name', () => {
  const nameless = statuses.filter((status) => statusName(status) === 'maintenance');
  expect(nameless).toEqual([0, 21, 99]);
});
