import type { InstanceState } from '../states.js';
import { isTask } from '../terms/words.js';
import type { InstanceFields } from './fields/fields.js';
import type { NewerFields } from './fields/newer-fields.js';

/**
 * One instance as the engine keeps it: who owns it, and its state as a function of time. Everything that can
 * be derived from its id is derived when it is looked at, so that a fleet of a million stays small.
 */
export interface InstanceRecord {
  /** Counts from 0 in order of creation; never given twice. */
  readonly number: number;
  readonly unInstanceId: string;
  readonly account: string;
  /** Canonical, in the long spelling. */
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** What the seed or the test said; the rest is derived from the id. */
  fields: Partial<InstanceFields> | undefined;
  /** An ordinary shutdown fails, and it returns to running; a forced one gets it down. */
  stubborn: boolean;
  /** The state since `since`, until `nextAt`. */
  state: InstanceState;
  since: number;
  /** The state from `nextAt` on. `nextAt` is `Infinity` when nothing is going to change. */
  nextState: InstanceState;
  nextAt: number;
  /** Changes of state so far: names the stream that jitter is drawn from. */
  changes: number;
  /** What was done with it last. */
  latest?: LatestOperation | undefined;
  /** What the last stop asked for: whether a stopped instance goes on costing. */
  stoppedMode?: StoppedMode | undefined;
  /** What only API 3.0 knows of it. */
  newer?: NewerFields | undefined;
  /** When it begins to be destroyed, and when it is gone. Milliseconds since 1970. */
  ends?: { readonly at: number; readonly gone: number } | undefined;
}

/** What an instance goes on costing while it is stopped. */
export type StoppedMode = 'KEEP_CHARGING' | 'STOP_CHARGING';

/** A change that was asked for through the API, of either generation, or made by a test. */
export interface LatestOperation {
  /** The Action by its name in API 3.0. */
  readonly operation: string;
  readonly requestId: string;
  /** When its id is shown, milliseconds since 1970; until then there is the one before. Default: at once. */
  readonly shownAt?: number;
  /** The id of the one before, if that is shown first. */
  readonly before?: string;
  /** When it is done. Milliseconds since 1970. */
  readonly finishesAt: number;
  /** Whether it reaches what was asked for. */
  readonly willSucceed: boolean;
}

/** The request id of the latest operation, as far as it is shown at a time. */
export function shownRequestId({ latest }: InstanceRecord, now: number): string | undefined {
  if (!latest) return undefined;
  return now < (latest.shownAt ?? -Infinity) ? latest.before : latest.requestId;
}

/** Writes down what was done with an instance. The service shows the id of a call some time after it. */
export function noteOperation(
  record: InstanceRecord,
  {
    operation,
    requestId,
    now,
    lasts,
    willSucceed = true,
    lag,
  }: {
    operation: string;
    requestId: string;
    now: number;
    /** Milliseconds until it is done. */
    lasts: number;
    willSucceed?: boolean;
    /** Milliseconds until its id is shown. */
    lag: number;
  },
): void {
  const before = lag > 0 ? shownRequestId(record, now) : undefined;
  record.latest = {
    ...{ operation, requestId, finishesAt: now + lasts, willSucceed },
    ...(lag > 0 ? { shownAt: now + lag } : {}),
    ...(before === undefined ? {} : { before }),
  };
}

/** The state at a time. A pure reading: nothing is written down by it. */
export function stateAt(record: InstanceRecord, now: number): InstanceState {
  if (record.ends !== undefined && now >= record.ends.at) return 'returning';
  return now >= record.nextAt ? record.nextState : record.state;
}

/** The state of an instance apart from what is being done with it: one that is changed while it is down stays down. */
export function restingAt(record: InstanceRecord, now: number): InstanceState {
  const state = stateAt(record, now);
  return isTask(state) ? record.nextState : state;
}

/** Since when the instance has the state that it has at a time. */
export function sinceAt(record: InstanceRecord, now: number): number {
  if (record.ends !== undefined && now >= record.ends.at) return record.ends.at;
  return now >= record.nextAt ? record.nextAt : record.since;
}

/** When the state changes next by itself; `Infinity` when it does not. */
export function nextChangeOf({ nextAt, ends }: InstanceRecord, now: number): number {
  const times = [nextAt, ends?.at ?? Infinity, ends?.gone ?? Infinity];
  return Math.min(...times.filter((at) => at > now));
}

/** Begins a change of state: `via` from now on, `to` after so many milliseconds. */
export function beginChange(
  record: InstanceRecord,
  { now, via, to, duration }: { now: number; via: InstanceState; to: InstanceState; duration: number },
): void {
  record.state = via;
  record.since = now;
  record.nextState = to;
  record.nextAt = now + duration;
  record.changes += 1;
}

/** Puts an instance into a state, from which nothing follows by itself. */
export function putInto(record: InstanceRecord, { now, state }: { now: number; state: InstanceState }): void {
  record.state = state;
  record.since = now;
  record.nextState = state;
  record.nextAt = Infinity;
}
