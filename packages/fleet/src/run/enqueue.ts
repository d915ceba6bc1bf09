import type { Job } from '../queue/jobs.js';
import type { JobQueue } from '../queue/queue.js';
import type { BatchRef, RunRecord, Store } from '../store/store.js';

/** Puts the open batches of a run into the queue, those of each account and region in turn: none waits for another's quota. */
export async function enqueue(
  run: RunRecord,
  { store, queue }: { readonly store: Store; readonly queue: JobQueue },
): Promise<number> {
  const places = new Map<string, BatchRef[]>();
  for await (const batch of store.openBatches(run.id)) {
    const key = placeKey(batch);
    const batches = places.get(key);
    if (batches) batches.push(batch);
    else places.set(key, [batch]);
  }
  const jobs: Job[] = [];
  const lines = [...places.values()];
  for (let turn = 0; lines.some((line) => turn < line.length); turn++)
    for (const line of lines) {
      const batch = line[turn];
      if (batch === undefined) continue;
      const { account, number } = batch;
      jobs.push({ type: 'batch', run: run.id, account, number, round: run.round });
    }
  await queue.add(jobs);
  return jobs.length;
}

const placeKey = ({ account, region }: Pick<BatchRef, 'account' | 'region'>): string =>
  `${account} ${region}`;
