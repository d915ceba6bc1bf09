import { describe, expect, test } from 'vitest';
import { cvmOperations } from '@qcvm/client/descriptors';
import { createEmulator } from '@qcvm/mock';
import type { Behaviour, Emulator, EmulatorOptions, Fault } from '@qcvm/mock';
import { createServices } from '../../../src/services/services.js';
import { ask, batch, idList } from '../support.js';
import type { Body } from '../support.js';

const ids = ['ins-00000001', 'ins-00000002', 'ins-00000003'];
const world = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({
    clock: 'manual',
    instances: ids.map((unInstanceId) => ({ unInstanceId, status: 'running' })),
    ...options,
  });
const stop = (emulator: Emulator): Promise<Body> => batch(emulator, { action: 'StopInstances', ids });
const codesOf = ({ detail = {} }: Body): readonly number[] => ids.map((id) => detail[id]?.code ?? NaN);

describe('a partial failure on demand', () => {
  type Partial = Omit<Extract<Fault, { kind: 'partialFailure' }>, 'kind'>;
  const failing = (fault: Partial): Promise<Body> =>
    stop(world({ faults: [{ fault: { kind: 'partialFailure', ...fault } }] }));

  test.each<[string, Partial, number[]]>([
    ['hits the first instance, with an internal error', {}, [6000, 0, 0]],
    ['hits as many as it says', { count: 2 }, [6000, 6000, 0]],
    ['hits those that it names', { instances: [ids[2]!, ids[0]!] }, [6000, 0, 6000]],
    ['hits so many of those that it names', { instances: [ids[1]!, ids[2]!], count: 1 }, [0, 6000, 0]],
    ['hits no instance that the call does not name', { instances: ['ins-00000009'] }, [0, 0, 0]],
    ['answers the code that it says', { code: 5100, count: 3 }, [5100, 5100, 5100]],
  ])('%s', async (_what, fault, codes) => {
    const answer = await failing(fault);
    expect(codesOf(answer)).toEqual(codes);
    const failures = codes.filter((code) => code !== 0).length;
    expect(answer.code).toBe(failures === 0 ? 0 : failures === 3 ? 5100 : 5400);
  });

  test('has the name of its code, a name of its own or none, and its own message', async () => {
    const first = async (fault: Partial): Promise<unknown> => (await failing(fault)).detail?.[ids[0]!];
    expect(await first({})).toMatchObject({ codeDesc: 'InternalError', message: expect.stringMatching(/./) });
    expect(await first({ codeDesc: 'Mine', message: 'because' })).toMatchObject({
      codeDesc: 'Mine',
      message: 'because',
    });
    expect(await first({ code: 7777 })).not.toHaveProperty('codeDesc');
  });
});

describe('the message of a batch', () => {
  test('says how many of how many failed, and is empty if none did', async () => {
    const after = async (shutDown: number): Promise<string> => {
      const emulator = world();
      for (const id of ids.slice(0, shutDown)) emulator.instances.update(id, { status: 'shutDown' });
      return (await stop(emulator)).message;
    };
    expect(await after(0)).toBe('');
    expect(await after(1)).toMatch(/1 of 3/);
    expect(await after(3)).toMatch(/3/);
  });

  test('a refused instance has an id of its request, which is that of no task and the same within a second', async () => {
    const emulator = world({ seed: 5 });
    for (const id of ids) emulator.instances.update(id, { status: 'shutDown' });
    const requestIds = async (): Promise<readonly string[]> => {
      const { detail = {} } = await stop(emulator);
      return ids.map((id) => detail[id]?.requestId ?? '');
    };
    const first = await requestIds();
    expect(new Set(first).size).toBe(3);
    for (const id of first) {
      expect(Number(id)).toBeGreaterThanOrEqual(3_000_000_000);
      expect(Number(id)).toBeLessThan(4_000_000_000);
      expect(emulator.tasks.get(id)).toBeUndefined();
    }
    expect(await requestIds()).toEqual(first);
    emulator.clock.advance(1000);
    expect(await requestIds()).not.toEqual(first);
  });

  test('an accepted instance has a task that says all about the change', async () => {
    const emulator = world({ accounts: [{ id: '77', keys: [{ secretId: 'AKIDseven', secretKey: 'x' }] }] });
    const { detail = {} } = await stop(emulator);
    const startedAt = emulator.clock.now();
    for (const id of ids)
      expect(emulator.tasks.get(detail[id]?.requestId ?? '')).toMatchObject({
        action: 'StopInstances',
        account: '77',
        region: 'ap-guangzhou',
        unInstanceId: id,
        startedAt,
        finishesAt: startedAt + 5000,
        willSucceed: true,
      });
  });

  test('watchers are called only if something has changed', async () => {
    const emulator = world();
    const heard: string[] = [];
    emulator.subscribe(({ kind }) => void heard.push(kind));
    await stop(emulator);
    expect(heard).toContain('instances');
    heard.length = 0;
    await stop(emulator);
    expect(heard).not.toContain('instances');
  });

  test('the request log has the code of every id', async () => {
    const emulator = world();
    emulator.instances.update(ids[1]!, { status: 'shutDown' });
    await stop(emulator);
    expect(emulator.requests.last()?.outcome).toMatchObject({
      results: { [ids[0]!]: 0, [ids[1]!]: 5100, [ids[2]!]: 0 },
    });
  });
});

test('options set the format of batch results, one by one', async () => {
  const first = async (behaviour: Partial<Behaviour>): Promise<unknown> => {
    const emulator = world({ behaviour });
    emulator.instances.update(ids[0]!, { status: 'shutDown' });
    return (await stop(emulator)).detail?.[ids[0]!];
  };
  const plain = { code: 5100, codeDesc: expect.any(String), message: expect.any(String) };
  const requestId = expect.stringMatching(/^3\d{9}$/);
  expect(await first({})).toEqual({ ...plain, requestId });
  expect(await first({ codeAs: 'string' })).toEqual({ ...plain, code: '5100', requestId });
  expect(await first({ codeDesc: false })).toEqual({ code: 5100, message: expect.any(String), requestId });
  expect(await first({ requestIdAs: 'number' })).toEqual({ ...plain, requestId: expect.any(Number) });
});

test('an instance has its new status and statusTime from the moment of the change', async () => {
  const emulator = world();
  const start = emulator.clock.now();
  await stop(emulator);
  const seen = (): unknown =>
    emulator.instances.list().map(({ statusName, since }) => [statusName, since])[0];
  emulator.clock.advance(4_999);
  expect(seen()).toEqual(['shuttingDown', start]);
  emulator.clock.advance(1);
  expect(seen()).toEqual(['shutDown', start + 5_000]);
});

test('each change of an instance has its own jitter', async () => {
  const emulator = world({ durations: { jitter: 0.5 } });
  const lasts = (): readonly number[] =>
    emulator.instances.list().map(({ next }) => (next?.at ?? 0) - emulator.clock.now());
  await stop(emulator);
  const first = lasts();
  expect(new Set(first).size).toBe(3);
  for (const id of ids) emulator.instances.update(id, { status: 'running' });
  await stop(emulator);
  for (const [index, duration] of lasts().entries()) expect(duration).not.toBe(first[index]);
});

test('a refusal names the status that the operation needs', async () => {
  const emulator = world();
  emulator.instances.update(ids[0]!, { status: 'shuttingDown' });
  const { detail = {} } = await stop(emulator);
  expect(detail[ids[0]!]?.message).toMatch(/ins-00000001.*shutting down \(9\).*StopInstances.*running \(2\)/);
});

test('an instance that a key may not touch gets a documented code', async () => {
  const emulator = world({
    behaviour: { unauthorizedInstance: 'instance' },
    accounts: [{ keys: [{ secretId: 'AKIDnarrow', secretKey: 'x', mayNot: { instances: [ids[0]!] } }] }],
  });
  const { detail = {} } = await stop(emulator);
  expect(detail[ids[0]!]).toMatchObject({ code: 4102, codeDesc: 'ResourceNotAuthorized' });
  expect(detail[ids[0]!]?.message).toMatch(/AKIDnarrow.*ins-00000001/);
  expect(codesOf({ code: 0, message: '', detail })).toEqual([4102, 0, 0]);
});

test('a list shows the instances that a key may touch, with allowed or forbidden instances', async () => {
  for (const [rules, seen] of [
    [{}, ids],
    [{ may: { instances: [ids[0]!] } }, [ids[0]]],
    [{ mayNot: { instances: [ids[0]!] } }, ids.slice(1)],
    [{ may: { actions: ['DescribeInstances'] } }, ids],
  ] as const) {
    const emulator = world({ accounts: [{ keys: [{ secretId: 'AKIDsome', secretKey: 'x', ...rules }] }] });
    const { instanceSet, totalCount } = await ask(emulator);
    expect(instanceSet?.map(({ unInstanceId }) => unInstanceId)).toEqual(seen);
    expect(totalCount).toBe(seen.length);
  }
});

test('existing ids are answered, even with the option that refuses missing ones', async () => {
  const emulator = world({ behaviour: { describeUnknownIds: 'refuse' } });
  expect(await ask(emulator, { parameters: idList(ids) })).toMatchObject({
    code: 0,
    message: '',
    totalCount: 3,
  });
});

test('reading an instance announces no change', async () => {
  const emulator = world({ behaviour: { describeUnknownIds: 'refuse' } });
  const heard: string[] = [];
  emulator.subscribe(({ kind }) => void heard.push(kind));
  await ask(emulator);
  await ask(emulator, { parameters: idList(['ins-unknown']) });
  expect(heard).not.toContain('instances');
});

test('the emulator knows the operations of the spec by their Actions, and no others', () => {
  const [service] = createServices([]);
  expect([...(service?.operations.keys() ?? [])]).toEqual(
    Object.values(cvmOperations).map(({ action }) => action),
  );
  for (const [action, { descriptor }] of service?.operations ?? []) expect(descriptor.action).toBe(action);
});

test('an option sets whether Region is written as requested, or in one spelling', async () => {
  for (const [regionSpelling, long, short] of [
    ['asRequested', 'ap-guangzhou', 'gz'],
    ['long', 'ap-guangzhou', 'ap-guangzhou'],
    ['short', 'gz', 'gz'],
  ] as const) {
    const emulator = world({ behaviour: { regionSpelling } });
    const shown = async (region: string): Promise<unknown> =>
      (await ask(emulator, { region })).instanceSet?.[0]?.['Region'];
    expect([await shown('ap-guangzhou'), await shown('gz')]).toEqual([long, short]);
  }
});
