import type { Job } from '../queue/jobs.js';
import type { JobQueue } from '../queue/queue.js';
import type { BatchRef, RunRecord, Store } from '../store/store.js';

/** Puts the open batches of a run into the queue, those of each account and region in turn: none waits for another's quota. */
export async function enqueue(
  run: RunRecord,
  { store, queue }: { readonly store: Store; readonly queue: JobQueue },
): Promise<number> {
  const places = new Map<string, number[]>();
  for await (const { account, region, number } of store.openBatches(run.id)) {
    const key = placeKey({ account, region });
    const numbers = places.get(key);
    if (numbers) numbers.push(number);
    else places.set(key, [number]);
  }
  const jobs: Job[] = [];
  const lines = [...places.values()];
  for (let turn = 0; lines.some((line) => turn < line.length); turn++)
    for (const line of lines) {
      const number = line[turn];
      if (number !== undefined) jobs.push({ type: 'batch', run: run.id, number, round: run.round });
    }
  await queue.add(jobs);
  return jobs.length;
}

const placeKey = ({ account, region }: Pick<BatchRef, 'account' | 'region'>): string =>
  `${account} ${region}`;
