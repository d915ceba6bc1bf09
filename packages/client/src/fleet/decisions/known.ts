import type { ResourceState } from '../../model/descriptor.js';
import type { Charging, LatestChange } from './latest.js';

/** How an instance looks at one moment. */
export interface Sight {
  readonly state: ResourceState;
  /** When its state last changed, by the service's clock: milliseconds since 1970. */
  readonly changed?: number | undefined;
  /** API 3.0: its last change. */
  readonly latest?: LatestChange | undefined;
  /** API 3.0: the request id of its last change; empty if there was none. */
  readonly lastRequest?: string | undefined;
  /** API 3.0: whether it is still billed. */
  readonly charging?: Charging | undefined;
}

/**
 * By what a later look tells that an instance has changed: when its state last did, by the service's clock, in milliseconds
 * since 1970 (API 2.0), or the request id of its last change, empty if there was none (API 3.0).
 */
export type ChangeMark = number | string;

/** Why a request or a look had no effect. */
export interface Problem {
  readonly code?: number | string;
  readonly codeDesc?: string;
  readonly reason: string;
}

/** The last request for a change. */
export interface SentRequest {
  readonly at: number;
  readonly force: boolean;
  /** The service is known to have taken it on; if not, its answer got lost. */
  readonly accepted: boolean;
  /** What a look had shown of the last change before it was sent. */
  readonly before?: ChangeMark | undefined;
  /** An earlier run sent it. */
  readonly earlier: boolean;
  /** It was refused, with others in the call: the service may have acted on a part of them. */
  readonly shared?: boolean | undefined;
}

/** What is known of one instance. Immutable: every decision makes a new one. */
export interface Known {
  readonly state?: ResourceState | undefined;
  readonly changed?: number | undefined;
  readonly latest?: LatestChange | undefined;
  readonly lastRequest?: string | undefined;
  readonly charging?: Charging | undefined;
  readonly request?: SentRequest | undefined;
  /** It was seen on its way since the last request. */
  readonly moved: boolean;
  /** Looks in a row that did not find it: a list may lag behind. */
  readonly absences: number;
  /** Requests without effect. */
  readonly failures: number;
  /** Of the tasks that the service started, oldest first. */
  readonly requestIds: readonly string[];
  /** Why the last request or the last look failed. */
  readonly problem?: Problem | undefined;
}

/** With every field there is: none of them must be looked for on `Object.prototype`. */
export const nothingKnown: Known = {
  ...{ state: undefined, changed: undefined, request: undefined, problem: undefined },
  ...{ latest: undefined, lastRequest: undefined, charging: undefined },
  ...{ moved: false, absences: 0, failures: 0, requestIds: [] },
};

/** What is known of the last change of an instance. */
export const markOf = ({ changed, lastRequest }: Known): ChangeMark | undefined => changed ?? lastRequest;

/** See `ForceOptions`; `after` is in milliseconds. */
export type ForcePolicy = 'never' | 'fallback' | { readonly after: number };

/** What the caller wants, as far as it decides on single instances. */
export interface Rules {
  readonly force: ForcePolicy;
  /** Stay until an instance is in the wanted state; if not, until the service has accepted the request. */
  readonly wait: boolean;
  /** Milliseconds after a request within which the instance may still be shown as it was. */
  readonly settle: number;
  /** An instance that goes on being charged is not as asked for, although it is stopped. */
  readonly stopCharging?: boolean;
}

/**
 * How an instance can end, regardless of what was asked for:
 *
 * - `accepted`: the service has accepted the request, and the run does not wait;
 * - `refused`: the service refuses, or the change failed and nothing more is allowed: see `code`, `reason`;
 * - `not-found`: the service does not list it;
 * - `timed-out`: seen, but not in the wanted state in time: see `status`;
 * - `unknown`: its outcome, or whether its request arrived, could not be determined;
 * - `unfinished`: the run ended early, before its outcome was known: see `reason`.
 */
export type FleetKind = 'accepted' | 'refused' | 'not-found' | 'timed-out' | 'unknown' | 'unfinished';
export const commonKinds: readonly FleetKind[] = [
  'accepted',
  'refused',
  'not-found',
  'timed-out',
  'unknown',
  'unfinished',
];

/** What the service said of one instance of a request; or nothing, or nothing that can be trusted. */
export type Answer =
  | { readonly kind: 'accepted'; readonly requestId?: string | undefined }
  /** It may have taken effect: only a look can show it. */
  | { readonly kind: 'lost'; readonly problem: Problem; readonly shared?: true }
  /** Nothing was done for it. `final`: another request would be refused as well, regardless of its state. */
  | { readonly kind: 'refused'; readonly final: boolean; readonly problem: Problem };
