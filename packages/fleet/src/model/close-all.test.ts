import { expect, it } from 'vitest';
import { closeAll } from './close-all.js';

it('closes everything, one group after the other, and throws what failed first', async () => {
  const log: string[] = [];
  const closing = (name: string, fails: boolean) => async (): Promise<void> => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
    if (fails) throw new Error(name);
  };
  const workers = [closing('one', true), closing('two', false)];
  await expect(closeAll(workers, [closing('queue', true)], [closing('store', false)])).rejects.toThrow('one');
  expect(log).toEqual([
    'one begins',
    'two begins',
    'one ends',
    'two ends',
    'queue begins',
    'queue ends',
    'store begins',
    'store ends',
  ]);
});

it('resolves when everything is closed', async () => {
  let isClosed = false;
  await closeAll([async () => void (isClosed = true)]);
  expect(isClosed).toBe(true);
});
