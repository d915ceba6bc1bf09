import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { countingController, Time } from '../../test/support/time.js';
import type { Quota } from '../model/descriptor.js';
import type { Runtime } from '../model/runtime/runtime.js';
import { createLimiter, type Limiter } from './limiter.js';

interface Limits {
  readonly service: number;
  readonly action: number;
  readonly seconds?: number;
}

/** Calls of one key at one endpoint, one after the other. */
function callsUnder({ service, action, seconds = 60 }: Limits, time: Pick<Runtime, 'now' | 'sleep'>) {
  const limiter: Limiter = createLimiter(time);
  const quotas: Quota[] = [
    { calls: service, seconds, per: 'service' },
    { calls: action, seconds, per: 'action' },
  ];
  return (
    name: string,
    given: { signal?: AbortSignal; attempts?: number; key?: string; endpoint?: string } = {},
  ) => {
    const { signal, attempts = 0, key = 'AKIDone', endpoint = 'cvm.api.qcloud.com' } = given;
    return limiter.acquire({ endpoint, key, service: 'cvm', action: name, quotas, attempts }, signal);
  };
}

interface Arrival {
  /** Milliseconds after the arrival before. */
  readonly wait: number;
  readonly action: string;
  /** Milliseconds after the arrival at which its caller gives up. */
  readonly patience: number | undefined;
}

/** Lets calls arrive, and says when each was let through (or that it gave up). */
async function simulate(limits: Limits, arrivals: readonly Arrival[]) {
  const time = new Time();
  const acquire = callsUnder(limits, time);
  const granted: { action: string; arrived: number; at: number }[] = [];
  const gaveUp: number[] = [];
  const waiting: Promise<void>[] = [];
  for (const [index, { wait, action, patience }] of arrivals.entries()) {
    if (wait > 0) await time.advance(wait);
    const arrived = time.now();
    const controller = new AbortController();
    const turn = acquire(action, { signal: controller.signal });
    const grant = (): void => void granted.push({ action, arrived, at: time.now() });
    if (!turn) grant();
    else {
      const cancel =
        patience === undefined
          ? () => undefined
          : time.timer(patience, () => controller.abort(new Error('enough')));
      waiting.push(turn.then(grant, () => void gaveUp.push(index)).finally(cancel));
    }
  }
  await time.run(Promise.all(waiting));
  return { granted, gaveUp, time };
}

const arrivals = fc.array(
  fc.record({
    wait: fc.oneof(fc.constant(0), fc.nat(5_000), fc.nat(90_000)),
    action: fc.constantFrom('A', 'B', 'C'),
    patience: fc.option(fc.nat(80_000), { nil: undefined, freq: 4 }),
  }),
  { maxLength: 60 },
);
const limits = fc.record({
  service: fc.integer({ min: 1, max: 8 }),
  action: fc.integer({ min: 1, max: 5 }),
  seconds: fc.constantFrom(1, 2, 60),
});

test('no window holds more calls than the quota, and every waiting call is served, for any arrivals', async () => {
  await fc.assert(
    fc.asyncProperty(limits, arrivals, async (quota, calls) => {
      const { granted, gaveUp, time } = await simulate(quota, calls);
      expect(granted.length + gaveUp.length).toBe(calls.length);
      expect(time.pending).toBe(0);
      const crowded = (moments: number[], most: number): boolean =>
        moments.some(
          (moment, index) => moment - (moments[index - most] ?? -Infinity) <= quota.seconds * 1000,
        );
      expect(
        crowded(
          granted.map(({ at }) => at),
          quota.service,
        ),
      ).toBe(false);
      for (const action of ['A', 'B', 'C']) {
        const own = granted.filter((grant) => grant.action === action);
        expect(
          crowded(
            own.map(({ at }) => at),
            quota.action,
          ),
        ).toBe(false);
        // First come, first served.
        expect(own.map(({ arrived }) => arrived)).toEqual(
          own.map(({ arrived }) => arrived).sort((a, b) => a - b),
        );
      }
    }),
    runs(60),
  );
});

test('calls of the same Action count together, whatever quotas they come with', async () => {
  const time = new Time();
  const limiter = createLimiter(time);
  const start = time.now();
  const counted = {
    endpoint: 'cvm.api.qcloud.com',
    key: 'AKIDone',
    service: 'cvm',
    action: 'A',
    attempts: 0,
  };
  const acquire = async (calls: number): Promise<number> => {
    await limiter.acquire({ ...counted, quotas: [{ calls, seconds: 60, per: 'action' }] });
    return Math.floor((time.now() - start) / 60_000);
  };
  const asked = [3, 1, 3, 3, 1].map(acquire);
  // The second may only go when none has gone for a minute: those behind it wait as well, or it might wait for ever.
  expect(await time.run(Promise.all(asked))).toEqual([0, 1, 1, 1, 2]);
});

test('steady calls under a larger quota never keep a call under a smaller one from going', async () => {
  const scenario = fc.record({
    small: fc.integer({ min: 1, max: 10 }),
    more: fc.integer({ min: 1, max: 30 }),
    seconds: fc.constantFrom(1, 2),
    /** Milliseconds between two of the steady calls. */
    every: fc.integer({ min: 10, max: 500 }),
    /** How many steady calls there are before the other. */
    before: fc.nat(50),
    smaller: fc.constantFrom('action', 'service', 'both'),
    others: fc.constantFrom(['A'], ['B'], ['A', 'B']),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ small, more, seconds, every, before, smaller, others }) => {
      const time = new Time();
      const limiter = createLimiter(time);
      const acquire = (action: string, isSmall: boolean): Promise<void> | undefined => {
        const quotas = (['action', 'service'] as const).map((per) => {
          const calls = isSmall && (smaller === per || smaller === 'both') ? small : small + more;
          return { calls, seconds, per };
        });
        return limiter.acquire({
          ...{ endpoint: 'cvm.api.qcloud.com', key: 'AKIDone', service: 'cvm', attempts: 0 },
          ...{ action, quotas },
        });
      };
      const steady: (Promise<void> | undefined)[] = [];
      const next = async (): Promise<void> => {
        steady.push(acquire(others[steady.length % others.length]!, false));
        await time.advance(every);
      };
      for (let i = 0; i < before; i++) await next();
      const waitingSince = time.now();
      let wentAt: number | undefined;
      const went = Promise.resolve(acquire('A', true)).then(() => void (wentAt = time.now()));
      // What waits before it, and then once until its Action has room and once until the service has.
      const longest = (2 + Math.ceil(before / (small + more))) * (seconds * 1000 + 100);
      while (wentAt === undefined && time.now() - waitingSince <= longest + every) await next();
      expect(wentAt).toBeDefined();
      await time.run(Promise.all([went, ...steady]));
      expect(time.pending).toBe(0);
    }),
    runs(60),
  );
});

test('when a call gives up for which others waited, they go', async () => {
  const time = new Time();
  const limiter = createLimiter(time);
  const acquire = (calls: number, signal?: AbortSignal): Promise<void> | undefined =>
    limiter.acquire(
      {
        ...{ endpoint: 'cvm.api.qcloud.com', key: 'AKIDone', service: 'cvm', action: 'A', attempts: 0 },
        quotas: [{ calls, seconds: 60, per: 'action' }],
      },
      signal,
    );
  const controller = new AbortController();
  expect(acquire(3)).toBeUndefined();
  const few = acquire(1, controller.signal)!;
  const many = acquire(3)!;
  const start = time.now();
  controller.abort(new Error('enough'));
  await expect(few).rejects.toThrow('enough');
  await many;
  expect(time.now()).toBe(start);
});

test('a call counts once in a window, whatever number of its quotas are over the same time', async () => {
  const time = new Time();
  const limiter = createLimiter(time);
  const quotas: Quota[] = [2, 3].map((calls) => ({ calls, seconds: 60, per: 'action' }));
  const call = {
    endpoint: 'cvm.api.qcloud.com',
    key: 'AKIDone',
    service: 'cvm',
    action: 'A',
    attempts: 0,
    quotas,
  };
  expect([limiter.acquire(call), limiter.acquire(call)]).toEqual([undefined, undefined]);
  const third = limiter.acquire(call);
  expect(third).toBeInstanceOf(Promise);
  await time.run(third!);
});

test('calls within the quota are not delayed', () => {
  const acquire = callsUnder({ service: 3, action: 2 }, new Time());
  const turns = ['A', 'A', 'B'].map((action) => acquire(action));
  expect(turns).toEqual([undefined, undefined, undefined]);
});

test('an Action whose quota is used up does not hold up another', async () => {
  const time = new Time();
  const acquire = callsUnder({ service: 10, action: 1 }, time);
  void acquire('A');
  const waiting = acquire('A');
  expect(waiting).toBeInstanceOf(Promise);
  await acquire('B');
  expect(time.pending).toBe(1);
  await time.run(waiting!);
});

test('of several Actions that wait for the same place, the call that came first goes first', async () => {
  const time = new Time();
  const acquire = callsUnder({ service: 1, action: 1 }, time);
  void acquire('A');
  const order: string[] = [];
  const turns = ['B', 'C', 'A', 'B'].map((action, index) =>
    acquire(action)!.then(() => order.push(`${action}${index}`)),
  );
  await time.run(Promise.all(turns));
  expect(order).toEqual(['B0', 'C1', 'A2', 'B3']);
});

test('a call that has been sent before goes before those that have not', async () => {
  const time = new Time();
  const acquire = callsUnder({ service: 1, action: 1 }, time);
  void acquire('A');
  const order: string[] = [];
  const turns = [0, 1, 0, 2, 1].map((attempts, index) =>
    acquire('A', { attempts })!.then(() => order.push(`${attempts} ${index}`)),
  );
  await time.run(Promise.all(turns));
  expect(order).toEqual(['2 3', '1 1', '1 4', '0 0', '0 2']);
});

test('aborting frees the place in the line, rejects with the reason and leaves neither timer nor listener', async () => {
  const time = new Time();
  const acquire = callsUnder({ service: 1, action: 1 }, time);
  void acquire('A');
  const { controller, listeners } = countingController();
  const first = acquire('A', { signal: controller.signal })!;
  const second = acquire('A')!;
  const third = acquire('A', { signal: controller.signal })!;
  expect(listeners()).toBe(1);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(first).rejects.toBe(reason);
  await expect(third).rejects.toBe(reason);
  expect(listeners()).toBe(0);
  const before = time.now();
  await time.run(second);
  expect(time.now() - before).toBeLessThan(62_000);
  expect(time.pending).toBe(0);
  await expect(acquire('A', { signal: controller.signal })).rejects.toBe(reason);
});

test('a sleep that is over counts as over, even if the clock stands still', async () => {
  const acquire = callsUnder({ service: 1, action: 1 }, { now: () => 1_000, sleep: () => Promise.resolve() });
  for (let i = 0; i < 5; i++) await acquire('A');
});

test('a failing sleep does not block any call', async () => {
  const acquire = callsUnder(
    { service: 1, action: 1 },
    { now: () => 1_000, sleep: () => Promise.reject(new Error('no sleep')) },
  );
  void acquire('A');
  await expect(acquire('A')).resolves.toBeUndefined();
});

test('the margin is a share of the window: 10 a second do not become 4', async () => {
  const time = new Time();
  const acquire = callsUnder({ service: 1000, action: 10, seconds: 1 }, time);
  let done = 0;
  void (async () => {
    for (;;) {
      await acquire('A');
      done++;
    }
  })();
  await time.advance(10_000);
  expect(done).toBeGreaterThanOrEqual(95);
  expect(done).toBeLessThanOrEqual(110);
});

test('another key and another endpoint have quotas of their own', () => {
  const acquire = callsUnder({ service: 1, action: 1 }, new Time());
  expect(acquire('A')).toBeUndefined();
  expect(acquire('A', { key: 'AKIDtwo' })).toBeUndefined();
  expect(acquire('A', { endpoint: 'cvm.ap-beijing.example' })).toBeUndefined();
  expect(acquire('A')).toBeInstanceOf(Promise);
});

test('keys that are at rest take no room, and counts that still hold are kept', async () => {
  const time = new Time();
  const acquire = callsUnder({ service: 1000, action: 1 }, time);
  for (let i = 0; i < 150; i++) void acquire('A', { key: `AKID${i}` });
  await time.advance(62_000);
  for (let i = 150; i < 300; i++) void acquire('A', { key: `AKID${i}` });
  expect(acquire('A', { key: 'AKID0' })).toBeUndefined();
  expect(acquire('A', { key: 'AKID299' })).toBeInstanceOf(Promise);
});
