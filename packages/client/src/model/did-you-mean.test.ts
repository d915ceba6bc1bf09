import { expect, test } from 'vitest';
import { didYouMean, hintAt } from './did-you-mean.js';

const names = ['region', 'credentials', 'endpoint', 'timeout', 'retry', 'limits'];

test.each([
  ['regoin', 'region'],
  ['Region', 'region'],
  ['credential', 'credentials'],
  ['timeOut', 'timeout'],
  ['retrys', 'retry'],
  ['banana', undefined],
  ['', undefined],
])('%s → %s', (wrong, meant) => {
  expect(didYouMean(wrong, names)).toBe(meant);
});

test('what nothing can be meant by is told that there are none', () => {
  expect(hintAt('Foo', [])).toBe('there are none');
});
