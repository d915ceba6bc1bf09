import type { RunRecord, Tally } from '../store/store.js';
import { isGood } from '../model/outcome.js';
import type { Terms } from '../model/terms.js';

/** A run as it stands. */
export interface RunStatus {
  readonly id: string;
  readonly plan: string;
  readonly action: Terms['action'];
  /** `done`: every instance has its outcome. */
  readonly state: 'planning' | 'working' | 'done' | 'cancelled';
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
}

export function statusOf(
  { id, terms, state, createdAt, round }: RunRecord,
  counts: readonly Tally[],
): RunStatus {
  const sum = (fits: (tally: Tally) => boolean): number =>
    counts.reduce((all, tally) => (fits(tally) ? all + tally.count : all), 0);
  const open = sum(({ kind }) => kind === 'open');
  return {
    id,
    plan: terms.plan,
    action: terms.action,
    state: state !== 'ready' ? state : open > 0 ? 'working' : 'done',
    createdAt,
    round,
    total: sum(() => true),
    open,
    failed: sum(({ kind }) => kind !== 'open' && !isGood(kind)),
    counts,
  };
}
