import type { RunRecord, Store, Tally, Waiting } from '../store/store.js';
import { isGood } from '../model/outcome.js';
import type { Terms } from '../plan/terms.js';

/** A run as it stands. */
export interface RunStatus {
  readonly id: string;
  readonly plan: string;
  readonly action: Terms['action'];
  /**
   * `done`: every instance has its outcome. `abandoned`: its planning ended early, and nothing was sent; the same plan with the
   * same id plans it anew.
   */
  readonly state: 'planning' | 'abandoned' | 'working' | 'done' | 'cancelled';
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** How often it was begun: once, and with every retry. */
  readonly round: number;
  readonly total: number;
  /** Instances without an outcome. */
  readonly open: number;
  /** Instances that ended, and are not as asked for. */
  readonly failed: number;
  /** By account, region and kind. */
  readonly counts: readonly Tally[];
  /** Accounts with open instances that no worker can work for at present, and what the worker lacks that came last. */
  readonly waiting: readonly Waiting[];
}

/** Milliseconds without a step after which no process plans the run any more: much longer than a page takes. */
const abandonedAfter = 300_000;

/** Whether no process plans a run in this state, or works on it. */
export const isOver = (state: RunStatus['state']): boolean => state !== 'planning' && state !== 'working';

/** How a run stands. */
export async function readStatus(store: Store, run: RunRecord): Promise<RunStatus> {
  const [counts, waiting] = await Promise.all([store.tally(run.id), store.waiting(run.id)]);
  return statusOf(run, { counts, waiting });
}

function stateOf({ state, idle }: RunRecord, open: number): RunStatus['state'] {
  if (state === 'ready') return open > 0 ? 'working' : 'done';
  return state === 'planning' && idle > abandonedAfter ? 'abandoned' : state;
}

function statusOf(
  run: RunRecord,
  { counts, waiting }: { readonly counts: readonly Tally[]; readonly waiting: readonly Waiting[] },
): RunStatus {
  const { id, terms, createdAt, round } = run;
  const sum = (fits: (tally: Tally) => boolean): number =>
    counts.reduce((all, tally) => (fits(tally) ? all + tally.count : all), 0);
  const open = sum(({ kind }) => kind === 'open');
  return {
    id,
    plan: terms.plan,
    action: terms.action,
    state: stateOf(run, open),
    createdAt,
    round,
    total: sum(() => true),
    open,
    failed: sum(({ kind }) => kind !== 'open' && !isGood(kind)),
    counts,
    waiting: waiting.filter(({ account }) =>
      counts.some((tally) => tally.account === account && tally.kind === 'open'),
    ),
  };
}
