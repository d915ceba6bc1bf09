import type { FleetCommand } from './event.js';
import type { OutcomeKind } from './outcome.js';

/** What a command does to an instance, in the numbers of DescribeInstances. */
export interface PowerAction {
  /** Only an instance in this status can be operated on. */
  readonly from: number;
  /** The status on the way. */
  readonly via: number;
  /** The status that is wanted. */
  readonly to: number;
  readonly done: OutcomeKind;
  /** Nothing to do. `undefined`: there always is (a running instance can be restarted). */
  readonly already: OutcomeKind | undefined;
  /** Sent twice, it may act twice. */
  readonly once: boolean;
}

const running = 2;
const shutDown = 4;

/**
 * Source: https://cloud.tencent.com/document/api/213/1250 and the pages beside it.
 */
export const powerActions: Readonly<Record<FleetCommand, PowerAction>> = {
  stop: { from: running, via: 9, to: shutDown, done: 'stopped', already: 'already-stopped', once: false },
  start: { from: shutDown, via: 8, to: running, done: 'started', already: 'already-running', once: false },
  restart: { from: running, via: 7, to: running, done: 'restarted', already: undefined, once: true },
};

/** Statuses that no waiting ends: creation failed, failure, returned, returning. */
export const hopelessStatuses: ReadonlySet<number> = new Set([-1, 1, 5, 6]);
/** Statuses that last until somebody acts. */
export const stableStatuses: ReadonlySet<number> = new Set([running, shutDown]);
