import type { FleetActionKind } from '@qcvm/client';

/**
 * What a run can come to for one instance. Every instance ends in exactly one; one that the engine leaves unfinished is worked on
 * again.
 */
export type OutcomeKind = Exclude<FleetActionKind, 'unfinished'> | 'protected' | 'cancelled';

/** The kinds, and whether each is what was asked for. */
export const outcomeKinds = {
  stopped: true,
  forced: true,
  'already-stopped': true,
  started: true,
  'already-running': true,
  restarted: true,
  /** The service has accepted it, and the plan does not wait for the rest. */
  accepted: true,
  protected: true,
  'not-found': false,
  refused: false,
  'timed-out': false,
  unknown: false,
  /** The run was cancelled before. */
  cancelled: false,
} as const satisfies Readonly<Record<OutcomeKind, boolean>>;

export const isGood = (kind: OutcomeKind): boolean => outcomeKinds[kind];

export const isOutcomeKind = (value: unknown): value is OutcomeKind =>
  typeof value === 'string' && Object.hasOwn(outcomeKinds, value);

/** Kinds that a retry takes back by default. */
export const retriedKinds: readonly OutcomeKind[] = ['refused', 'timed-out', 'unknown', 'cancelled'];
