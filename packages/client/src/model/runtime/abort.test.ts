import { expect, test } from 'vitest';
import { countingController } from '../../../test/support/time.js';
import { abortable, onAbort, withAbort } from './abort.js';

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

test('what is abortable calls back without a signal, once, in order, and gives one to those who ask', () => {
  const { fields, abort } = abortable({ url: 'https://cvm.api.qcloud.com' });
  const called: unknown[] = [];
  fields.signal.addEventListener('abort', () => called.push(fields.signal.reason));
  const stops = [1, 2, 3].map((id) => onAbort(fields, (reason) => called.push(`${id} ${String(reason)}`)));
  stops[1]!();
  stops[1]!();
  abort('why');
  abort('again');
  expect(called).toEqual(['why', '1 why', '3 why']);
  onAbort(fields, (reason) => called.push(reason));
  expect(called.at(-1)).toBe('why');
  expect(fields.signal).toBe(fields.signal);
});

test('a signal that is first read after the abort has aborted; a copy is abortable by its own signal', () => {
  const { fields, abort } = abortable({});
  const copy = { ...fields };
  const other = new AbortController();
  const called: unknown[] = [];
  onAbort(copy, () => called.push('copy'));
  onAbort({ ...fields, signal: other.signal }, () => called.push('other'));
  abort('why');
  expect(called).toEqual(['copy']);
  other.abort();
  expect(called).toEqual(['copy', 'other']);
  const late = abortable({});
  late.abort('late');
  expect([late.fields.signal.aborted, late.fields.signal.reason]).toEqual([true, 'late']);
});

test('a promise that never settles ends with the signal’s reason', async () => {
  const { controller, listeners } = countingController();
  const waiting = withAbort(new Promise(() => undefined), controller.signal);
  controller.abort('enough');
  await expect(waiting).rejects.toBe('enough');
  expect(await withAbort(Promise.resolve(1), undefined)).toBe(1);
  expect(listeners()).toBe(0);
});
