import { describeInstances, stopInstances } from '@qcvm/client';
import type { Target } from './target.js';

/** What one call can take: instances of one region, no more than the service accepts. */
export interface Batch {
  readonly region: string;
  readonly instanceIds: readonly string[];
}

/** Ids that one call may have, whether it looks or changes. */
export const maxBatch = Math.min(stopInstances.batch.maximum, describeInstances.pagination.maxLimit);

/** Splits targets into batches, keeping their order within a region. */
export function batchesOf(targets: Iterable<Target>, size = maxBatch): Batch[] {
  const open = new Map<string, string[]>();
  const batches: { region: string; instanceIds: string[] }[] = [];
  for (const { region, instanceId } of targets) {
    let ids = open.get(region);
    if (ids === undefined || ids.length >= size) {
      ids = [];
      open.set(region, ids);
      batches.push({ region, instanceIds: ids });
    }
    ids.push(instanceId);
  }
  return batches;
}

/** Works on all items, so many at a time. The first error ends it, after what is under way. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  most: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failed = false;
  const worker = async (): Promise<void> => {
    while (!failed) {
      const next = iterator.next();
      if (next.done) return;
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: most }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
