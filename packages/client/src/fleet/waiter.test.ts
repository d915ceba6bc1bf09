import { describe, expect, test } from 'vitest';
import {
  code,
  credentials,
  fails,
  parametersOf,
  scripted,
  type Answer,
} from '../../test/support/scripted.js';
import { countingController, Time } from '../../test/support/time.js';
import {
  ApiError,
  createClient,
  describeInstances,
  ValidationError,
  waitUntilRunning,
  waitUntilStopped,
  type ClientConfig,
} from '../index.js';

const minute = 60_000;

/** A service in which every instance is in a state that depends on the time since the start. */
function fleet(
  stateAt: (id: string, milliseconds: number) => number | undefined,
  more: Partial<ClientConfig> = {},
) {
  const time = new Time();
  const start = time.now();
  const transport = scripted(async (request) => {
    const parameters = parametersOf(request);
    const asked = Object.entries(parameters).flatMap(([name, id]) =>
      name.startsWith('instanceIds.') ? [id] : [],
    );
    const all = asked.flatMap((id) => {
      const status = stateAt(id, time.now() - start);
      if (status === undefined) return [];
      return [
        id.startsWith('qcvm')
          ? { unInstanceId: 'ins-new', instanceId: id, status }
          : { unInstanceId: id, status },
      ];
    });
    const instanceSet = all.slice(0, Number(parameters['limit'] ?? 20));
    return {
      status: 200,
      headers: {},
      body: JSON.stringify({ code: 0, totalCount: all.length, instanceSet }),
    };
  });
  const config = {
    region: 'gz',
    credentials,
    transport,
    runtime: time.runtime(),
    limits: false as const,
    ...more,
  };
  return { time, start, transport, cvm: createClient({ describeInstances }, config) };
}

test('every id has its outcome, in the order of the ids', async () => {
  const { time, cvm } = fleet((id, milliseconds) => {
    if (id === 'ins-down') return 4;
    if (id === 'ins-slow') return milliseconds > 5_000 ? 4 : 9;
    if (id === 'ins-broken') return milliseconds > 5_000 ? 1 : 9;
    if (id === 'ins-stubborn') return 2;
    if (id.startsWith('qcvm')) return 4;
    return undefined;
  });
  const ids = ['ins-stubborn', 'ins-slow', 'ins-down', 'ins-gone', 'ins-broken', 'qcvm1234', 'ins-slow'];
  const summary = await time.run(waitUntilStopped(cvm, ids, { maxWait: 5 * minute }));
  expect(summary).toEqual({
    allReached: false,
    results: [
      { id: 'ins-stubborn', outcome: 'timed-out', state: 2 },
      { id: 'ins-slow', outcome: 'reached', state: 4 },
      { id: 'ins-down', outcome: 'reached', state: 4 },
      { id: 'ins-gone', outcome: 'missing' },
      { id: 'ins-broken', outcome: 'failed', state: 1 },
      { id: 'qcvm1234', outcome: 'reached', state: 4 },
    ],
  });
});

test('more than a hundred ids are queried in batches, and only the pending ones again', async () => {
  const ids = Array.from({ length: 250 }, (_, index) => `ins-${index}`);
  const { time, transport, cvm } = fleet((id, milliseconds) =>
    milliseconds === 0 && id.endsWith('7') ? 8 : 2,
  );
  const { allReached } = await time.run(waitUntilRunning(cvm, ids));
  expect(allReached).toBe(true);
  const sizes = transport.calls.map(
    (call) => Object.keys(call).filter((name) => name.startsWith('instanceIds.')).length,
  );
  expect(sizes).toEqual([100, 100, 50, 25]);
});

test('polls less often over time, with jitter, and last at the timeout', async () => {
  const { time, start, cvm } = fleet(() => 9);
  await time.run(waitUntilStopped(cvm, ['ins-a'], { maxWait: 100_000 }));
  // Three quarters of 2, 4, 8, 16, 30, 30, … seconds.
  expect(time.sleeps.slice(0, 6)).toEqual([1_500, 3_000, 6_000, 12_000, 22_500, 22_500]);
  expect(time.now() - start).toBe(100_000);
});

describe('when a query fails', () => {
  test.each([4100, 4101, 4104, 4000])(
    'rejects at once with code %d, as retrying is pointless',
    async (number) => {
      const { time, cvm } = fleet(() => 4, { transport: scripted(code(number)) });
      await expect(time.run(waitUntilStopped(cvm, ['ins-a']))).rejects.toMatchObject({ code: number });
      expect(time.sleeps).toEqual([]);
    },
  );

  test('keeps polling after a transient error', async () => {
    const up: Answer = async () => ({
      status: 200,
      headers: {},
      body: '{"code":0,"totalCount":1,"instanceSet":[{"unInstanceId":"ins-a","status":4}]}',
    });
    const { time, cvm } = fleet(() => 4, {
      transport: scripted(...Array.from({ length: 9 }, () => fails('sent')), up),
    });
    expect(await time.run(waitUntilStopped(cvm, ['ins-a']))).toMatchObject({ allReached: true });
  });

  test('rejects at the timeout with the last error as cause', async () => {
    const { time, cvm } = fleet(() => 4, { transport: scripted(code(6000)) });
    const summary = await time.run(waitUntilStopped(cvm, ['ins-a', 'ins-b'], { maxWait: minute }));
    expect(summary.results).toEqual([
      { id: 'ins-a', outcome: 'unknown' },
      { id: 'ins-b', outcome: 'unknown' },
    ]);
    expect(summary.cause).toBeInstanceOf(ApiError);
    expect(summary.cause).toMatchObject({ code: 6000, attempts: 4 });
  });

  test('finds the missing id when one of many does not exist', async () => {
    const ids = Array.from({ length: 9 }, (_, index) => `ins-${index}`);
    const { time, transport, cvm } = fleet(() => 4);
    const plain = transport.send.bind(transport);
    transport.send = async (request) => {
      const answer = await plain(request);
      return /ins-6/.test(request.url) ? { ...answer, body: '{"code":5000,"message":"no ins-6"}' } : answer;
    };
    const { results } = await time.run(waitUntilStopped(cvm, ids));
    expect(results.map(({ outcome }) => outcome)).toEqual(
      ids.map((id) => (id === 'ins-6' ? 'missing' : 'reached')),
    );
  });
});

test('an instance that is absent once does not count as missing', async () => {
  const { time, cvm } = fleet((_, milliseconds) => (milliseconds === 0 ? undefined : 4));
  expect(await time.run(waitUntilStopped(cvm, ['ins-a']))).toMatchObject({ allReached: true });
});

test('an instance that is absent intermittently does not count as missing', async () => {
  let looks = 0;
  const { time, cvm } = fleet(() => [undefined, 9, undefined, 9, undefined, 4][looks++]);
  expect(await time.run(waitUntilStopped(cvm, ['ins-a']))).toMatchObject({ allReached: true });
});

test('an abort rejects at once with the reason, and leaves no timer or listener', async () => {
  const { time, cvm } = fleet(() => 9);
  const { controller, listeners } = countingController();
  const waiting = waitUntilStopped(cvm, ['ins-a'], { signal: controller.signal });
  await time.advance(10_000);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  expect([time.pending, time.listeners, listeners()]).toEqual([0, 0, 0]);
});

test.each([[[]], [['no id']], [[...Array.from({ length: 150 }, (_, index) => `ins-${index}`), 'INS']]])(
  'ids that cannot be any are refused before anything is sent',
  async (ids) => {
    const { transport, cvm } = fleet(() => 4);
    await expect(waitUntilStopped(cvm, ids)).rejects.toThrow(ValidationError);
    expect(transport.calls).toEqual([]);
  },
);
