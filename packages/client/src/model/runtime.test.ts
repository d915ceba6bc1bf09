import { expect, test } from 'vitest';
import { countingController } from '../../test/support/time.js';
import { createSeams, systemSeams } from './runtime.js';

test('sleep resolves, and leaves no listener', async () => {
  const { controller, listeners } = countingController();
  const sleeping = systemSeams.sleep(1, controller.signal);
  expect(listeners()).toBe(1);
  await sleeping;
  expect(listeners()).toBe(0);
});

test('an aborted sleep rejects with the reason and lets go of its timer', async () => {
  const { controller, listeners } = countingController();
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  const sleeping = systemSeams.sleep(1_000_000, controller.signal);
  expect(timers()).toBe(before + 1);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
  expect(listeners()).toBe(0);
  expect(timers()).toBe(before);
  await expect(systemSeams.sleep(1, controller.signal)).rejects.toBe(reason);
  expect(timers()).toBe(before);
});

test('a sleep longer than a timer can hold does not end at once', async () => {
  const controller = new AbortController();
  let over = false;
  const sleeping = systemSeams.sleep(2 ** 40, controller.signal).then(
    () => (over = true),
    () => undefined,
  );
  await systemSeams.sleep(5);
  expect(over).toBe(false);
  controller.abort();
  await sleeping;
});

test('a timer that is cancelled does not call back', async () => {
  let called = 0;
  systemSeams.timer(0, () => called++)();
  systemSeams.timer(0, () => (called += 10));
  await systemSeams.sleep(5);
  expect(called).toBe(10);
});

test('seams are looked up at every use, and called on their own object', () => {
  class Clock {
    at = 7;
    now(): number {
      return this.at;
    }
  }
  const clock = new Clock();
  const replaced: Parameters<typeof createSeams>[0] = clock;
  const seams = createSeams(replaced);
  expect(seams.now()).toBe(7);
  clock.at = 8;
  expect(seams.now()).toBe(8);
  expect(seams.random()).toBeLessThan(1);
  Object.assign(clock, { random: () => 3 });
  expect(seams.random()).toBe(3);
});

test('the environment', () => {
  expect(systemSeams.environment('PATH')).toBe(process.env['PATH']);
  expect(systemSeams.environment('NO_SUCH_VARIABLE_HERE')).toBeUndefined();
});
