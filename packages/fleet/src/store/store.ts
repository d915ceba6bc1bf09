import type { OutcomeKind } from '../model/outcome.js';
import type { Terms } from '../plan/terms.js';

/** `planning`: its ids are being written. `ready`: all of them are, and it may be worked on. */
export type RunState = 'planning' | 'ready' | 'cancelled';

/** A run, without its ids. */
export interface RunRecord {
  readonly id: string;
  readonly state: RunState;
  readonly terms: Terms;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Batches that it was cut into; 0 until all of them are written. */
  readonly batches: number;
  /** Grows with every retry. */
  readonly round: number;
  /** While it is being planned: milliseconds since something was last written for it. */
  readonly idle: number;
}

/** A run as it is entered. */
export type NewRun = Pick<RunRecord, 'id' | 'terms' | 'createdAt'>;

/** Why workers leave the work for an account to others. */
export interface Waiting {
  readonly account: string;
  /** What the worker lacks that came last. */
  readonly reason: string;
  /** When that was, by the store's clock: milliseconds since 1970. */
  readonly at: number;
}

/** Milliseconds after which a worker that has worked for an account no longer stands for one that can. */
export const fitnessKept = 30_000;

/** Where the instances of a batch are. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** The one thing that a worker takes at a time: ids of one account and region. */
export interface BatchRef extends Place {
  readonly run: string;
  readonly number: number;
}

/** What was sent for an id. */
export interface SentRequest {
  /** Milliseconds since 1970, by the store's clock. */
  readonly at: number;
  readonly force: boolean;
  /** The service is known to have accepted it. */
  readonly accepted: boolean;
}

/** What became of an id; the first one that is written stays. */
export interface ItemOutcome {
  readonly instanceId: string;
  readonly kind: OutcomeKind;
  readonly code?: number | string;
  readonly reason?: string;
  readonly requestIds: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface PlacedOutcome extends ItemOutcome, Place {}

/** Ids as a plan writes them: open, or decided. */
export interface NewBatch extends Place {
  readonly number: number;
  readonly open: readonly string[];
  readonly decided: readonly ItemOutcome[];
}

/** The right to work on a batch, until it is given to another. */
export interface Fence {
  readonly run: string;
  readonly number: number;
  readonly epoch: number;
}

/** What there is to do. */
export interface BatchWork extends Place {
  readonly fence: Fence;
  /** The store's time: milliseconds since 1970. */
  readonly now: number;
  /** Those without an outcome. */
  readonly items: readonly { readonly instanceId: string; readonly sent?: SentRequest }[];
}

/** How many ids of a place have come to what. */
export interface Tally extends Place {
  readonly kind: OutcomeKind | 'open';
  readonly count: number;
}

/** A call that wants a place in its quotas. */
export interface PlaceRequest {
  /** One for each quota: what is counted together, how much of it, and for how long. */
  readonly windows: readonly {
    readonly scope: string;
    readonly calls: number;
    readonly milliseconds: number;
  }[];
  /** Milliseconds after which the call has left at the latest, or is not sent. */
  readonly allowance: number;
  /** Whose call it is, where only the holder of a batch may send it. */
  readonly fence?: Fence | undefined;
}

/** `wait`: milliseconds after which to ask again. */
export type PlaceAnswer = { readonly granted: true } | { readonly granted: false; readonly wait: number };

/**
 * What is true of all runs, for all processes. Every method is one step: it happens as a whole or not at all, also when two
 * processes are at it, and what it has confirmed outlives the server's restart.
 *
 * Methods that take a `Fence` throw a `FleetError` with `fenced` when another process has taken the batch over, or its run was
 * cancelled: nothing is changed then.
 */
export interface Store {
  /** For messages: kind, host and port, never a password. */
  readonly address: string;

  /** Enters a run that is being planned by the holder of `token`; what another has planned of it so far is void. */
  beginPlanning(run: NewRun, token: string): Promise<'begun' | 'ready'>;
  /** Those of the ids that the run did not have yet. Throws `run-state` when another plans it. */
  claimIds(
    run: string,
    token: string,
    ids: Place & { readonly ids: readonly string[] },
  ): Promise<readonly string[]>;
  addBatch(run: string, token: string, batch: NewBatch): Promise<void>;
  /** Makes a run ready, with all of its batches. Throws `run-state` when another plans it, or it was cancelled. */
  finishPlanning(run: string, token: string, batches: number): Promise<void>;
  /** Removes what was planned so far, unless another plans the run by now, or it is ready. */
  abandonPlanning(run: string, token: string): Promise<void>;

  /** Throws `run-unknown`. */
  readRun(id: string): Promise<RunRecord>;
  /** The latest first. */
  listRuns(limit: number): Promise<readonly RunRecord[]>;
  tally(run: string): Promise<readonly Tally[]>;
  /** Batches with ids that have no outcome. */
  openBatches(run: string): AsyncIterable<BatchRef>;
  /** Outcomes; `failed`: only those that are not as asked for. */
  outcomes(run: string, options?: { readonly failed?: boolean }): AsyncIterable<PlacedOutcome>;
  /** Removes a run and its ids. */
  removeRun(id: string): Promise<void>;

  /** Takes a batch over from its owner. `undefined` if nothing is left to do. */
  takeBatch(run: string, number: number): Promise<BatchWork | undefined>;
  /** Writes that a request for these ids is about to be sent. */
  intend(fence: Fence, ids: readonly string[], force: boolean): Promise<void>;
  accept(fence: Fence, ids: readonly string[]): Promise<void>;
  /** Gives ids that have none their outcome; how many did not have one. */
  settle(fence: Fence, outcomes: readonly ItemOutcome[]): Promise<number>;
  /** Counts a failed attempt at a batch: how many there were since the last one that made progress. */
  countFailure(fence: Fence): Promise<number>;

  /**
   * Notes that a worker can work for an account, or why it cannot. `run` may also be a schedule, as `schedule:NAME`.
   */
  noteFitness(run: string, account: string, reason?: string): Promise<void>;
  /** Accounts for which workers lack something, and none that can work for them has done so within `fitnessKept`. */
  waiting(run: string): Promise<readonly Waiting[]>;

  /** From now on no request of this run is sent. A run that has nothing open stays as it is. Throws `run-unknown`. */
  cancelRun(run: string): Promise<void>;
  /** Gives every id of a batch that has no outcome the kind `cancelled`, and takes the batch from its owner. */
  cancelBatch(run: string, number: number): Promise<void>;
  /** Begins another round of a run. Throws `run-unknown`, or `run-state` when not all of its ids were written. */
  beginRound(run: string): Promise<RunRecord>;
  /** Takes outcomes of these kinds back; how many. */
  reopen(run: string, number: number, kinds: readonly OutcomeKind[]): Promise<number>;

  /** Counts a call against its quotas if it fits into all of them. */
  takePlace(request: PlaceRequest): Promise<PlaceAnswer>;

  close(): Promise<void>;
}
