import type { Charging } from '../decisions/latest.js';
import type { ResourceState } from '../../model/descriptor.js';
import type { ChangeMark, ForcePolicy } from '../decisions/known.js';

export type { Charging } from '../decisions/latest.js';
export type { ChangeMark, FleetKind, ForcePolicy } from '../decisions/known.js';

/** An instance with what is known of it beyond its id. */
export interface FleetTarget {
  readonly instanceId: string;
  /** Default: the run's, or else the client's. */
  readonly region?: string | undefined;
  /** What an earlier, interrupted run has sent for it: it is not sent again without need. */
  readonly earlier?: EarlierRequest | undefined;
}

/** The last request of an earlier run. */
export interface EarlierRequest {
  /** Milliseconds since 1970 when it was accepted. */
  readonly at: number;
  readonly force: boolean;
  /** The service is known to have accepted it; if not, it may have. An old or a forced shutdown counts like that. */
  readonly accepted: boolean;
  /** `before` of the event `sending`: it tells whether a restart has happened whose answer got lost. */
  readonly before?: ChangeMark | undefined;
}

/**
 * Instances by id, or with a region of their own and what is known of them: a list, or a stream of any length, of which only as many
 * are taken as fit into the window.
 */
export type FleetTargets = Iterable<string | FleetTarget> | AsyncIterable<string | FleetTarget>;

export interface FleetOptions {
  /**
   * Stay until every instance is in the wanted state. `false`: only until the service has accepted the request for it, which
   * is an end of its own, `accepted`. Default `true`.
   */
  readonly wait?: boolean | undefined;
  /** Milliseconds for one instance, from the moment its turn comes. Default 600,000. */
  readonly maxWait?: number | undefined;
  /** Nothing is sent after it aborts, and the run ends with what is known. */
  readonly signal?: AbortSignal | undefined;
  /** Default: the client's. */
  readonly region?: string | undefined;
  /** Calls of one kind at a time. Default 4. */
  readonly concurrency?: number | undefined;
  /** Instances in the works at a time; bounds the memory. Default 2,000. */
  readonly window?: number | undefined;
  /** Milliseconds after a request within which an instance may still be shown as it was before. Default 15,000. */
  readonly settle?: number | undefined;
}

export interface ForceOptions {
  /**
   * What to do about an instance whose ordinary shutdown fails. `never`: nothing, it ends as `refused`. `fallback`: force it
   * as soon as it has failed. `{ after }`: also when it takes longer than so many milliseconds. Where only one request is
   * sent (a restart, or `wait: false`), `fallback` leaves it to the service, and a time is not possible. Default `never`.
   */
  readonly force?: ForcePolicy | undefined;
}

export interface ChargingOptions {
  /**
   * Over API 3.0: whether a stopped instance goes on costing what it costs while it runs. With `STOP_CHARGING` it loses its
   * ordinary public address, and its capacity is not kept: starting it again can fail. What became of it is in `charging` of
   * each outcome. One that was stopped before may still be charged. Default: as the service does, `KEEP_CHARGING`.
   */
  readonly stoppedMode?: 'STOP_CHARGING' | 'KEEP_CHARGING' | undefined;
}

export interface InstanceOutcome<Kind extends string = string> {
  readonly instanceId: string;
  /** Where it was looked for; absent: in the client's region. */
  readonly region?: string;
  readonly kind: Kind;
  /** The service's code, where it gave one. */
  readonly code?: number | string;
  readonly codeDesc?: string;
  /** Why, when the instance is not as asked for. */
  readonly reason?: string;
  /** The status in which it was last seen. */
  readonly status?: ResourceState;
  /** API 3.0, of a stopped instance: whether it is still billed, as read afterwards. */
  readonly charging?: Charging;
  /** Ids of the tasks that the service started for it, oldest first. */
  readonly requestIds: readonly string[];
  /** Milliseconds since 1970 when its turn came, and when its outcome was known. */
  readonly startedAt: number;
  readonly endedAt: number;
}

interface About {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Absent: the client's. */
  readonly region?: string;
}

interface AboutInstance extends About {
  readonly instanceId: string;
}

/** What happens on the way. */
export type FleetEvent<Kind extends string = string> =
  /** The status of an instance was seen for the first time, or has changed. */
  | (AboutInstance & { readonly type: 'seen'; readonly status: ResourceState })
  /** A request for a change is about to be sent; it is not before the consumer has come back for the next event. */
  | (About & {
      readonly type: 'sending';
      readonly instanceIds: readonly string[];
      readonly force: boolean;
      /** For each of them, what a look has shown of its last change. */
      readonly before: readonly (ChangeMark | undefined)[];
    })
  /** The service has accepted it for this instance. */
  | (AboutInstance & { readonly type: 'accepted'; readonly force: boolean; readonly requestId?: string })
  /** The change that was accepted for this instance has failed: it is back where it was. */
  | (AboutInstance & { readonly type: 'returned' })
  /** The same instance came again while it was in the works, and is not counted twice. */
  | (AboutInstance & { readonly type: 'duplicate' })
  /** A call failed; what it was about is looked at or sent again. */
  | (About & { readonly type: 'trouble'; readonly instanceIds: readonly string[]; readonly error: Error })
  | { readonly type: 'outcome'; readonly at: number; readonly outcome: InstanceOutcome<Kind> };

export interface FleetSummary<Kind extends string = string> {
  /** Every instance has its outcome. False after an abort, and when something made going on pointless: see `reason`. */
  readonly complete: boolean;
  /** Why the run ended early: the abort signal's reason, or the error. */
  readonly reason?: unknown;
  readonly counts: Readonly<Record<Kind, number>>;
  /** In the order in which they became known. */
  readonly outcomes: readonly InstanceOutcome<Kind>[];
}

/**
 * A run as events: nothing accumulates, a million instances take no more memory than a thousand. Iterate over it once; it
 * begins with that, and leaving the loop ends it.
 */
export interface FleetRun<Kind extends string = string> extends AsyncIterable<FleetEvent<Kind>> {
  /** Outcomes so far, by kind. */
  readonly counts: Readonly<Record<Kind, number>>;
  /** Why the run ended early, once it has: the abort signal's reason, or an error. */
  readonly reason: unknown;
  /** Every instance has its outcome. */
  readonly complete: boolean;
}
