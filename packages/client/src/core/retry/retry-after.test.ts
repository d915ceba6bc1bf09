import { expect, test } from 'vitest';
import { retryAfterOf } from './retry-after.js';

const now = Date.UTC(2026, 0, 2, 3, 4, 5);

test.each<[header: string, milliseconds: number | undefined]>([
  ['0', 0],
  ['7', 7_000],
  [' 120 ', 120_000],
  ['3, 5', 3_000],
  ['99999999999999999999', 1e23],
  ['Fri, 02 Jan 2026 03:04:15 GMT', 10_000],
  ['Friday, 02-Jan-26 03:04:15 GMT', 10_000],
  ['Fri Jan  2 03:04:15 2026 GMT', 10_000],
  ['Fri, 02 Jan 2026 03:04:00 GMT', 0],
  ['-5', undefined],
  ['2.5', undefined],
  ['1e3', undefined],
  ['soon', undefined],
  ['2026', 2_026_000],
  ['2026-01-02T03:04:15Z', undefined],
  ['Fri, 99 Jan 2026', undefined],
  ['', undefined],
])('Retry-After: %s', (header, milliseconds) => {
  for (const status of [429, 503])
    expect(retryAfterOf({ status, headers: { 'retry-after': header } }, now)).toBe(milliseconds);
});

test('a date counts from the Date of the answer: the clocks may differ', () => {
  const headers = {
    'retry-after': 'Fri, 02 Jan 2026 03:04:15 GMT',
    date: 'Fri, 02 Jan 2026 03:04:12 GMT',
  };
  expect(retryAfterOf({ status: 503, headers }, now)).toBe(3_000);
  expect(retryAfterOf({ status: 503, headers: { ...headers, date: 'today' } }, now)).toBe(10_000);
});

test('without the header, or with another status, there is no delay', () => {
  expect(retryAfterOf({ status: 503, headers: {} }, now)).toBeUndefined();
  for (const status of [200, 301, 408, 500, 502, 504])
    expect(retryAfterOf({ status, headers: { 'retry-after': '7' } }, now)).toBeUndefined();
});
