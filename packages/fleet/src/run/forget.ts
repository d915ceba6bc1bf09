import type { Store } from '../store/store.js';
import { isOver, readStatus } from './status.js';

/** Runs that are looked through: the latest. */
const most = 1000;

/** Removes runs that are older than so many milliseconds, and over. */
export async function forgetOldRuns(
  store: Store,
  { now, keep }: { readonly now: number; readonly keep: number },
): Promise<void> {
  for (const run of await store.listRuns(most)) {
    if (run.createdAt >= now - keep) continue;
    const { state } = await readStatus(store, run);
    if (isOver(state)) await store.removeRun(run.id);
  }
}
