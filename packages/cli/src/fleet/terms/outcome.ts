import type { Charging, FleetActionKind } from '@qcvm/client';
import type { Target } from '../../targets/target.js';

/**
 * What one run of `stop`, `start` or `restart` can come to for one instance. Every instance ends in exactly one; one that the engine
 * leaves unfinished has none yet.
 */
export type OutcomeKind = Exclude<FleetActionKind, 'unfinished'> | 'protected';

export interface Outcome extends Target {
  readonly kind: OutcomeKind;
  /** The service's code, where it gave one. */
  readonly code?: number | string;
  /** Why, in words, when it is not what was asked for. */
  readonly reason?: string;
  /** Over API 3.0, of a stopped instance: whether it is still billed. */
  readonly charging?: Charging;
  readonly requestIds: readonly string[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface OutcomeMeaning {
  readonly label: string;
  /** As asked for; the exit code is 0 when all are. */
  readonly good: boolean;
}

/** In the order of the summary. */
export const outcomeMeanings: Readonly<Record<OutcomeKind, OutcomeMeaning>> = {
  stopped: { label: 'stopped', good: true },
  forced: { label: 'stopped by force', good: true },
  'already-stopped': { label: 'already stopped', good: true },
  started: { label: 'started', good: true },
  'already-running': { label: 'already running', good: true },
  restarted: { label: 'restarted', good: true },
  accepted: { label: 'accepted', good: true },
  protected: { label: 'protected', good: true },
  'not-found': { label: 'not found', good: false },
  refused: { label: 'refused', good: false },
  'timed-out': { label: 'timed out', good: false },
  unknown: { label: 'unknown', good: false },
};
