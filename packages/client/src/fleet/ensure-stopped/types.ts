import type { Cvm } from '../../services/cvm/2.0/client.gen.js';
import type { InstanceStatus } from '../../services/cvm/2.0/types.gen.js';

/** The operations that the job needs; any client that has them will do. */
export type StoppingClient = Pick<Cvm, 'describeInstances' | 'stopInstances'>;

/**
 * How every instance ends, each in exactly one:
 *
 * - `stopped`: shut down, by an ordinary shutdown that this run asked for;
 * - `already-stopped`: shut down, and this run asked for nothing;
 * - `forced`: shut down after a forced shutdown was asked for;
 * - `refused`: the service refuses, or the ordinary shutdown failed and force is not allowed: see `code`, `reason`;
 * - `not-found`: DescribeInstances does not list it, or the service says that it does not exist;
 * - `timed-out`: seen, but not shut down in time: see `status`;
 * - `unknown`: something was sent, or was about to be, and nobody could find out what became of it.
 */
export type EnsureStoppedKind =
  | 'stopped'
  | 'already-stopped'
  | 'forced'
  | 'refused'
  | 'not-found'
  | 'timed-out'
  | 'unknown';

export interface InstanceOutcome {
  readonly instanceId: string;
  readonly kind: EnsureStoppedKind;
  /** The service's code, where it gave one. */
  readonly code?: number | string;
  readonly codeDesc?: string;
  /** Why, when the instance is not shut down. */
  readonly reason?: string;
  /** The status in which it was last seen. */
  readonly status?: InstanceStatus;
  /** Ids of the tasks that the service started for it, oldest first. */
  readonly requestIds: readonly string[];
  /** Milliseconds since 1970 when its turn came, and when its outcome was known. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What happens on the way. `at` is in milliseconds since 1970. */
export type EnsureStoppedEvent =
  /** The status of an instance was seen for the first time, or has changed. */
  | {
      readonly type: 'seen';
      readonly at: number;
      readonly instanceId: string;
      readonly status: InstanceStatus;
    }
  /** A StopInstances call is about to be sent; it is not before the consumer has come back for the next event. */
  | {
      readonly type: 'sending';
      readonly at: number;
      readonly instanceIds: readonly string[];
      readonly force: boolean;
    }
  /** The service has accepted it for this instance. */
  | {
      readonly type: 'accepted';
      readonly at: number;
      readonly instanceId: string;
      readonly force: boolean;
      readonly requestId?: string;
    }
  /** The ordinary shutdown of this instance has failed: it is running again. */
  | { readonly type: 'returned'; readonly at: number; readonly instanceId: string }
  /** The same id came again while it was in the works, and is not counted twice. */
  | { readonly type: 'duplicate'; readonly at: number; readonly instanceId: string }
  /** A call failed; what it was about is looked at or sent again. */
  | { readonly type: 'trouble'; readonly at: number; readonly error: Error }
  | { readonly type: 'outcome'; readonly at: number; readonly outcome: InstanceOutcome };

/** `never`; `fallback`: once the ordinary shutdown has failed; `after`: also when it takes longer, in milliseconds. */
export type ForcePolicy = 'never' | 'fallback' | { readonly after: number };

export interface EnsureStoppedOptions {
  /** Default `never`. */
  readonly force?: ForcePolicy | undefined;
  /** Milliseconds for one instance, from the moment its turn comes. Default 600,000. */
  readonly timeout?: number | undefined;
  /** Nothing is sent after it aborts, and the run ends with what is known. */
  readonly signal?: AbortSignal | undefined;
  /** Default: the client's. */
  readonly region?: string | undefined;
  /** Calls of one kind at a time. Default 4. */
  readonly concurrency?: number | undefined;
  /** Instances in the works at a time; bounds the memory. Default 2,000. */
  readonly window?: number | undefined;
  /** Milliseconds for which an instance may still be shown as running after its shutdown was accepted. Default 15,000. */
  readonly settle?: number | undefined;
  /** Ids for which an earlier, interrupted run had an ordinary shutdown accepted: they are not asked for it again. */
  readonly requested?: ReadonlySet<string> | undefined;
}

export interface EnsureStoppedSummary {
  /** Every id has its outcome. False after an abort, and when something made going on pointless: see `reason`. */
  readonly complete: boolean;
  /** Complete, and every instance is shut down. */
  readonly allStopped: boolean;
  /** Why the run ended early: the abort signal's reason, or the error. */
  readonly reason?: unknown;
  readonly counts: Readonly<Record<EnsureStoppedKind, number>>;
  /** In the order in which they became known. */
  readonly outcomes: readonly InstanceOutcome[];
}

/**
 * A run: iterate over it for events (nothing accumulates: a million ids take no more memory than a thousand), or
 * await it for the summary with every outcome. One of the two, and once; the run begins with it.
 */
export interface EnsureStoppedRun
  extends AsyncIterable<EnsureStoppedEvent>, PromiseLike<EnsureStoppedSummary> {
  /** Outcomes so far, by kind; live while the events are iterated. */
  readonly counts: Readonly<Record<EnsureStoppedKind, number>>;
  /** Why the run ended early, once it has: the abort signal's reason, or an error. */
  readonly reason: unknown;
  /** Every id has its outcome. */
  readonly complete: boolean;
}
