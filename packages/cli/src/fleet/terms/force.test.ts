import { expect, it } from 'vitest';
import { parseForce } from './force.js';

it.each([
  ['never', 'never'],
  ['fallback', 'fallback'],
  ['10m', { after: 600_000 }],
  ['after=90s', { after: 90_000 }],
  ['after:1h', { after: 3_600_000 }],
])('parseForce reads %s', (text, policy) => expect(parseForce(text)).toEqual(policy));

it.each(['', 'always', '0', 'after='])('parseForce refuses %j', (text) =>
  expect(() => parseForce(text)).toThrow('--force'),
);
