import type { InstanceFields } from './fields.js';

/**
 * One instance as the engine keeps it: who owns it, and its state as a function of time. Everything that can
 * be derived from its id is derived when somebody looks, so that a fleet of a million stays small.
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
  /** The status since `since`, until `nextAt`. */
  status: number;
  since: number;
  /** The status from `nextAt` on. `nextAt` is `Infinity` when nothing is going to change. */
  nextStatus: number;
  nextAt: number;
  /** Changes of state so far: names the stream that jitter is drawn from. */
  changes: number;
}

/** The status at a time. A pure reading: nothing is written down because somebody looked. */
export const statusAt = (record: InstanceRecord, now: number): number =>
  now >= record.nextAt ? record.nextStatus : record.status;

/** Since when the instance has the status that it has at a time. */
export const sinceAt = (record: InstanceRecord, now: number): number =>
  now >= record.nextAt ? record.nextAt : record.since;

/** Begins a change of state: `via` from now on, `to` after so many milliseconds. */
export function beginChange(
  record: InstanceRecord,
  { now, via, to, duration }: { now: number; via: number; to: number; duration: number },
): void {
  record.status = via;
  record.since = now;
  record.nextStatus = to;
  record.nextAt = now + duration;
  record.changes += 1;
}

/** Puts an instance into a status, from which nothing follows by itself. */
export function putInto(record: InstanceRecord, { now, status }: { now: number; status: number }): void {
  record.status = status;
  record.since = now;
  record.nextStatus = status;
  record.nextAt = Infinity;
}
