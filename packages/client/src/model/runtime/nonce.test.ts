import { expect, test } from 'vitest';
import { createNonces } from './nonce.js';
import { fillRandom } from './system.node.js';
import { systemRuntime } from './runtime.js';

test('300,000 Nonces are different positive integers of 31 bits', () => {
  const nonce = createNonces(fillRandom);
  const seen = new Set<number>();
  for (let i = 0; i < 300_000; i++) seen.add(nonce());
  expect(seen.size).toBe(300_000);
  for (const value of seen)
    if (!Number.isInteger(value) || value < 1 || value >= 2 ** 31) expect.fail(`${value}`);
});

test('a source that keeps giving the same words does not repeat a Nonce, and never gives 0', () => {
  let counter = 0;
  const words = [0, 0, 0, 7, 7, 0, 8];
  const nonce = createNonces((into) => {
    for (let i = 0; i < into.length; i++) into[i] = words[counter++ % words.length]!;
  });
  expect([nonce(), nonce()].sort()).toEqual([7, 8]);
});

test('a block is left when it is half used up, and the last block is followed by the first', () => {
  let word = 2 ** 31 - 1;
  // Read from the end of the buffer: the first word, the last block, then all numbers in turn.
  const nonce = createNonces((into) => {
    for (let i = into.length - 1; i >= 0; i--) into[i] = word++;
  });
  const given = Array.from({ length: 2 ** 15 + 1 }, nonce);
  expect(given.slice(0, 2 ** 15).every((value) => value >= (2 ** 15 - 1) * 2 ** 16)).toBe(true);
  expect(given.at(-1)).toBeLessThan(2 ** 16);
});

test('two sources start in different places', () => {
  const starts = Array.from({ length: 20 }, () => createNonces(fillRandom)() >>> 16);
  expect(new Set(starts).size).toBeGreaterThan(10);
});

test('all clients of a process share one source', () => {
  const seen = new Set(Array.from({ length: 70_000 }, () => systemRuntime.nonce()));
  expect(seen.size).toBe(70_000);
});
