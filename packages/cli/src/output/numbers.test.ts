import { expect, it } from 'vitest';
import { count, counted, duration, parseDuration } from './numbers.js';

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
])('count writes %i as %s', (value, text) => expect(count(value)).toBe(text));

it('counted knows one from many', () => {
  expect(counted(1, 'instance')).toBe('1 instance');
  expect(counted(5000, 'instance')).toBe('5,000 instances');
});

it.each([
  [0, '0ms'],
  [850, '850ms'],
  [12_000, '12s'],
  [59_600, '1m00s'],
  [65_000, '1m05s'],
  [7_380_000, '2h03m'],
])('duration writes %i ms as %s', (value, text) => expect(duration(value)).toBe(text));

it.each([
  ['90', 90_000],
  ['90s', 90_000],
  ['15m', 900_000],
  ['1h30m', 5_400_000],
  ['250ms', 250],
  ['', undefined],
  ['soon', undefined],
  ['-5s', undefined],
  ['1.5h', undefined],
])('parseDuration reads %s as %s ms', (text, value) => expect(parseDuration(text)).toBe(value));
