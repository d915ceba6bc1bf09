import { expect, it } from 'vitest';
import { batchesOf, inParallel, maxBatch } from './batches.js';
import { targetKey, type Target } from './target.js';

const at = (region: string, ...ids: string[]): Target[] => ids.map((instanceId) => ({ region, instanceId }));

it('batchesOf keeps regions apart, the order within each, and the size', () => {
  const targets = [...at('a', '1', '2'), ...at('b', '3'), ...at('a', '4', '5', '6'), ...at('b', '7')];
  expect(batchesOf(targets, 2)).toEqual([
    { region: 'a', instanceIds: ['1', '2'] },
    { region: 'b', instanceIds: ['3', '7'] },
    { region: 'a', instanceIds: ['4', '5'] },
    { region: 'a', instanceIds: ['6'] },
  ]);
  expect(batchesOf([])).toEqual([]);
});

it('batchesOf takes as many as a call may have, whether it looks or changes', () => {
  expect(maxBatch).toBe(100);
  const many = at('a', ...Array.from({ length: 201 }, (_, index) => `${index}`));
  expect(batchesOf(many).map(({ instanceIds }) => instanceIds.length)).toEqual([100, 100, 1]);
});

/** Work that is done when it is told to. */
const open = () => {
  const started: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const work = (item: number): Promise<void> =>
    new Promise((resolve, reject) => {
      started.push(item);
      ends.push((error) => (error === undefined ? resolve() : reject(error)));
    });
  return { started, ends, work };
};
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

it('inParallel works on so many items at a time, and on all', async () => {
  const { started, ends, work } = open();
  const all = inParallel([1, 2, 3], 2, work);
  await turn();
  expect(started).toEqual([1, 2]);
  ends[1]?.();
  await turn();
  expect(started).toEqual([1, 2, 3]);
  ends[0]?.();
  ends[2]?.();
  await all;
});

it('inParallel starts no further item after an error, and throws it when the items in progress have ended', async () => {
  const { started, ends, work } = open();
  let thrown: unknown;
  const all = inParallel([1, 2, 3, 4], 2, work).catch((error: unknown) => (thrown = error));
  await turn();
  ends[0]?.(new Error('refused'));
  await turn();
  expect([started, thrown]).toEqual([[1, 2], undefined]);
  ends[1]?.();
  await all;
  expect(started).toEqual([1, 2]);
  expect(String(thrown)).toContain('refused');
});

it('inParallel returns at once for no items', async () => {
  await expect(inParallel([], 2, () => Promise.reject(new Error('called')))).resolves.toBeUndefined();
});

it('a key names an instance with its region', () => {
  expect(targetKey({ region: 'ap-beijing', instanceId: 'ins-1' })).toBe('ap-beijing/ins-1');
});
