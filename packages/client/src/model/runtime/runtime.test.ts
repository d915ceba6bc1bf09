import { expect, test } from 'vitest';
import { countingController } from '../../../test/support/time.js';
import { createRuntime, systemRuntime } from './runtime.js';

test('sleep resolves, and leaves no listener', async () => {
  const { controller, listeners } = countingController();
  const sleeping = systemRuntime.sleep(1, controller.signal);
  expect(listeners()).toBe(1);
  await sleeping;
  expect(listeners()).toBe(0);
});

test('an aborted sleep rejects with the reason and lets go of its timer', async () => {
  const { controller, listeners } = countingController();
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  const sleeping = systemRuntime.sleep(1_000_000, controller.signal);
  expect(timers()).toBe(before + 1);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
  expect(listeners()).toBe(0);
  expect(timers()).toBe(before);
  await expect(systemRuntime.sleep(1, controller.signal)).rejects.toBe(reason);
  expect(timers()).toBe(before);
});

test('a sleep longer than a timer can hold does not end at once', async () => {
  const controller = new AbortController();
  let over = false;
  const sleeping = systemRuntime.sleep(2 ** 40, controller.signal).then(
    () => (over = true),
    () => undefined,
  );
  await systemRuntime.sleep(5);
  expect(over).toBe(false);
  controller.abort();
  await sleeping;
});

test('a timer that is cancelled does not call back', async () => {
  let called = 0;
  systemRuntime.timer(0, () => called++)();
  systemRuntime.timer(0, () => (called += 10));
  await systemRuntime.sleep(5);
  expect(called).toBe(10);
});

test('runtime are looked up at every use, and called on their own object', () => {
  class Clock {
    at = 7;
    now(): number {
      return this.at;
    }
  }
  const clock = new Clock();
  const replaced: Parameters<typeof createRuntime>[0] = clock;
  const runtime = createRuntime(replaced);
  expect(runtime.now()).toBe(7);
  clock.at = 8;
  expect(runtime.now()).toBe(8);
  expect(runtime.random()).toBeLessThan(1);
  Object.assign(clock, { random: () => 3 });
  expect(runtime.random()).toBe(3);
});

test('the environment', () => {
  expect(systemRuntime.environment('PATH')).toBe(process.env['PATH']);
  expect(systemRuntime.environment('NO_SUCH_VARIABLE_HERE')).toBeUndefined();
});
