import { expect, test } from 'vitest';
import { createServiceClock, isFar } from './clock.js';

const moment = Date.UTC(2026, 4, 6, 7, 8, 9);
const date = (milliseconds: number): string => new Date(milliseconds).toUTCString();

test('without a correction the Timestamp is the local time in whole seconds', () => {
  const clock = createServiceClock({ now: () => moment });
  expect(clock.timestamp(moment + 999)).toBe(moment / 1000);
});

test.each([3_600_000, -7_200_000, 5 * 365 * 86_400_000, -moment])(
  'a local clock that is %d ms off is corrected to the second',
  (offset) => {
    const local = moment + offset;
    const clock = createServiceClock({ now: () => local });
    expect(clock.learn(date(moment))).toBe(true);
    expect(clock.timestamp(local)).toBe(moment / 1000);
    expect(clock.timestamp(local + 5_000)).toBe(moment / 1000 + 5);
  },
);

test('a difference too small for a Date is ignored', () => {
  const clock = createServiceClock({ now: () => moment });
  expect(clock.learn(date(moment - 1_000))).toBe(false);
  expect(clock.timestamp(moment)).toBe(moment / 1000);
});

test.each([undefined, '', 'soon', 'Invalid Date', date(-1_000), date(2 ** 32 * 1000)])(
  '%s is not believed',
  (header) => {
    const clock = createServiceClock({ now: () => moment });
    expect(clock.learn(header)).toBe(false);
  },
);

test('a Timestamp is at least 1 for any clock', () => {
  expect(createServiceClock({ now: () => 0 }).timestamp(0)).toBe(1);
});

test.each([
  [60, false],
  [61, true],
  [-60, false],
  [-61, true],
])('a Timestamp that is %d s from the Date of the answer: far is %s', (seconds, far) => {
  expect(isFar(moment / 1000 + seconds, date(moment))).toBe(far);
});

test.each([undefined, '', 'soon'])('without a Date that can be read (%s) no Timestamp is far', (header) => {
  expect(isFar(0, header)).toBe(false);
});
