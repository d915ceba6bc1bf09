import { expect, test } from 'vitest';
import { countingController } from '../../test/support/time.js';
import { createAbort, onAbort, withAbort } from './abort.js';

test('many wait for one signal with one listener, which goes with the last of them', () => {
  const { controller, listeners } = countingController();
  const stops = Array.from({ length: 20 }, () => onAbort(controller.signal, () => undefined));
  expect(listeners()).toBe(1);
  for (const stop of stops.slice(1)) stop();
  expect(listeners()).toBe(1);
  stops[0]!();
  stops[0]!();
  expect(listeners()).toBe(0);
});

test('all that still wait are called once, in order, and those that come later at once', () => {
  const { controller } = countingController();
  const called: number[] = [];
  const wait = (id: number): (() => void) => onAbort(controller.signal, () => called.push(id));
  const stops = [1, 2, 3].map(wait);
  stops[1]!();
  controller.abort();
  controller.abort();
  expect(called).toEqual([1, 3]);
  wait(4);
  for (const stop of stops) stop();
  expect(called).toEqual([1, 3, 4]);
});

test('one that stops another as it is called: the other is not called', () => {
  const { controller } = countingController();
  let stopOther = (): void => undefined;
  let called = false;
  onAbort(controller.signal, () => stopOther());
  stopOther = onAbort(controller.signal, () => (called = true));
  controller.abort();
  expect(called).toBe(false);
});

test('a signal of our own calls back without a listener, once, in order, and has listeners of others as well', () => {
  const { signal, abort } = createAbort();
  const called: unknown[] = [];
  signal.addEventListener('abort', () => called.push(signal.reason));
  const stops = [1, 2, 3].map((id) => onAbort(signal, () => called.push(id)));
  stops[1]!();
  stops[1]!();
  abort('why');
  abort('again');
  expect(called).toEqual(['why', 1, 3]);
  onAbort(signal, () => called.push(4));
  expect(called).toEqual(['why', 1, 3, 4]);
});

test('a promise that never settles ends with the signal’s reason', async () => {
  const { controller, listeners } = countingController();
  const waiting = withAbort(new Promise(() => undefined), controller.signal);
  controller.abort('enough');
  await expect(waiting).rejects.toBe('enough');
  expect(await withAbort(Promise.resolve(1), undefined)).toBe(1);
  expect(listeners()).toBe(0);
});
