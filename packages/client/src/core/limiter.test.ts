import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { countingController, Time } from '../../test/support/time.js';
import { createLimiter, type Limits } from './limiter.js';

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
  const limiter = createLimiter(limits, time);
  const granted: { action: string; arrived: number; at: number }[] = [];
  const gaveUp: number[] = [];
  const waiting: Promise<void>[] = [];
  for (const [index, { wait, action, patience }] of arrivals.entries()) {
    if (wait > 0) await time.advance(wait);
    const arrived = time.now();
    const controller = new AbortController();
    const turn = limiter.acquire(action, limiter.ticket(), controller.signal);
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
  perMinute: fc.integer({ min: 1, max: 8 }),
  perMinuteEachAction: fc.integer({ min: 1, max: 5 }),
});

test('no window of 60 seconds holds more than the quota, and everybody who waits gets his turn, under any arrivals', async () => {
  await fc.assert(
    fc.asyncProperty(limits, arrivals, async (quota, calls) => {
      const { granted, gaveUp, time } = await simulate(quota, calls);
      expect(granted.length + gaveUp.length).toBe(calls.length);
      expect(time.pending).toBe(0);
      const crowded = (moments: number[], most: number): boolean =>
        moments.some((moment, index) => moment - (moments[index - most] ?? -Infinity) <= 60_000);
      expect(
        crowded(
          granted.map(({ at }) => at),
          quota.perMinute,
        ),
      ).toBe(false);
      for (const action of ['A', 'B', 'C']) {
        const own = granted.filter((grant) => grant.action === action);
        expect(
          crowded(
            own.map(({ at }) => at),
            quota.perMinuteEachAction,
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

test('calls within the quota do not wait at all', () => {
  const limiter = createLimiter({ perMinute: 3, perMinuteEachAction: 2 }, new Time());
  const turns = ['A', 'A', 'B'].map((action) => limiter.acquire(action, limiter.ticket()));
  expect(turns).toEqual([undefined, undefined, undefined]);
});

test('an Action whose quota is used up does not hold up another', async () => {
  const time = new Time();
  const limiter = createLimiter({ perMinute: 10, perMinuteEachAction: 1 }, time);
  void limiter.acquire('A', limiter.ticket());
  const waiting = limiter.acquire('A', limiter.ticket());
  expect(waiting).toBeInstanceOf(Promise);
  await limiter.acquire('B', limiter.ticket());
  expect(time.pending).toBe(1);
  await time.run(waiting!);
});

test('of several Actions that wait for the same place, the call that came first goes first', async () => {
  const time = new Time();
  const limiter = createLimiter({ perMinute: 1, perMinuteEachAction: 1 }, time);
  void limiter.acquire('A', limiter.ticket());
  const order: string[] = [];
  const turns = ['B', 'C', 'A', 'B'].map((action, index) =>
    limiter.acquire(action, limiter.ticket())!.then(() => order.push(`${action}${index}`)),
  );
  await time.run(Promise.all(turns));
  expect(order).toEqual(['B0', 'C1', 'A2', 'B3']);
});

test('a retry goes before younger calls', async () => {
  const time = new Time();
  const limiter = createLimiter({ perMinute: 1, perMinuteEachAction: 1 }, time);
  const old = limiter.ticket();
  void limiter.acquire('A', old);
  const order: string[] = [];
  const young = limiter.acquire('A', limiter.ticket())!.then(() => order.push('young'));
  const retry = limiter.acquire('A', old)!.then(() => order.push('retry'));
  await time.run(Promise.all([young, retry]));
  expect(order).toEqual(['retry', 'young']);
});

test('aborting frees the place in the line, rejects with the reason and leaves neither timer nor listener', async () => {
  const time = new Time();
  const limiter = createLimiter({ perMinute: 1, perMinuteEachAction: 1 }, time);
  void limiter.acquire('A', limiter.ticket());
  const { controller, listeners } = countingController();
  const first = limiter.acquire('A', limiter.ticket(), controller.signal)!;
  const second = limiter.acquire('A', limiter.ticket())!;
  const third = limiter.acquire('A', limiter.ticket(), controller.signal)!;
  expect(listeners()).toBe(2);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(first).rejects.toBe(reason);
  await expect(third).rejects.toBe(reason);
  expect(listeners()).toBe(0);
  const before = time.now();
  await time.run(second);
  expect(time.now() - before).toBeLessThan(62_000);
  expect(time.pending).toBe(0);
  await expect(limiter.acquire('A', limiter.ticket(), controller.signal)).rejects.toBe(reason);
});

test('a sleep that is over counts as over, even if the clock stands still', async () => {
  const limiter = createLimiter(
    { perMinute: 1, perMinuteEachAction: 1 },
    { now: () => 1_000, sleep: () => Promise.resolve() },
  );
  for (let i = 0; i < 5; i++) await limiter.acquire('A', limiter.ticket());
});

test('a sleep that fails keeps nobody waiting', async () => {
  const limiter = createLimiter(
    { perMinute: 1, perMinuteEachAction: 1 },
    { now: () => 1_000, sleep: () => Promise.reject(new Error('no sleep')) },
  );
  void limiter.acquire('A', limiter.ticket());
  await expect(limiter.acquire('A', limiter.ticket())).resolves.toBeUndefined();
});
