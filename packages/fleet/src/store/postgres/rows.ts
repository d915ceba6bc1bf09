import { isGood } from '../../model/outcome.js';
import type { Terms } from '../../plan/terms.js';
import type { BatchWork, ItemOutcome, Place, RunRecord, RunState, Waiting } from '../store.js';

/** A row as the driver gives it: what is a bigint is a text. */
export type Row = Readonly<Record<string, unknown>>;

export const placeOf = (row: Row): Place => ({
  account: row['account'] as string,
  region: row['region'] as string,
});

export const runOf = (row: Row): RunRecord => ({
  id: row['id'] as string,
  state: row['state'] as RunState,
  terms: row['terms'] as Terms,
  createdAt: Number(row['created_at']),
  batches: Number(row['batches']),
  round: Number(row['round']),
  idle: Number(row['idle']),
});

export const itemOf = (row: Row): BatchWork['items'][number] => ({
  instanceId: row['instance_id'] as string,
  ...(row['sent_at'] !== null && {
    sent: {
      at: Number(row['sent_at']),
      force: row['sent_force'] === true,
      accepted: row['sent_accepted'] === true,
    },
  }),
});

export const waitingOf = (row: Row): Waiting => ({
  account: row['account'] as string,
  reason: row['reason'] as string,
  at: Number(row['unfit_at']),
});

/** Outcomes as columns: ids, kinds, whether they count as failed, and all of each. */
export const columnsOf = (outcomes: readonly ItemOutcome[]) =>
  [
    outcomes.map(({ instanceId }) => instanceId),
    outcomes.map(({ kind }) => kind),
    outcomes.map(({ kind }) => !isGood(kind)),
    outcomes.map((outcome) => JSON.stringify(outcome)),
  ] as const;
