import { nothingKnown, type Known } from './known.js';
import type { FleetTarget } from './types.js';

/** One instance in the works: what is known of it, and where it stands in the run. */
export interface Member {
  readonly key: string;
  readonly id: string;
  /** Absent: the client's. */
  readonly region: string | undefined;
  readonly startedAt: number;
  readonly deadline: number;
  known: Known;
  /** `idle`: it is looked at when its time comes. `queued`: it waits for a request. The others: a call is under way. */
  stage: 'idle' | 'queued' | 'looking' | 'changing';
  /** When it is to be looked at next. */
  lookAt: number;
  /** Looks since the last request, or since the start: looks become rarer. */
  looks: number;
}

/** The one name of an instance in a run: two regions may have the same id. */
export const keyOf = ({ instanceId, region }: FleetTarget): string =>
  region === undefined ? instanceId : `${region}/${instanceId}`;

export function enter(
  { instanceId, region, earlier }: FleetTarget,
  { now, timeout }: { readonly now: number; readonly timeout: number },
): Member {
  const known: Known = earlier ? { ...nothingKnown, request: { ...earlier, earlier: true } } : nothingKnown;
  return {
    key: keyOf({ instanceId, region }),
    id: instanceId,
    region,
    startedAt: now,
    deadline: now + timeout,
    known,
    stage: 'idle',
    lookAt: now,
    looks: 0,
  };
}

/** Milliseconds between two looks at an instance: the first pause, and the longest. */
export interface Pauses {
  readonly min: number;
  readonly max: number;
}

/** Milliseconds before its time is over at which an instance is looked at for the last time. */
const lastLook = 1000;

/**
 * When to look next. Looks become rarer, and the rarer the more instances there are: polling must not use up the quota. The
 * last one comes just before the instance's time is over.
 */
export function nextLook(
  { looks, startedAt, deadline }: Pick<Member, 'looks' | 'startedAt' | 'deadline'>,
  { now, pauses, calls }: { readonly now: number; readonly pauses: Pauses; readonly calls: number },
): number {
  const next = now + Math.min(pauses.max, Math.max(calls * 1000, pauses.min * 1.5 ** looks));
  const last = deadline - Math.min(lastLook, (deadline - startedAt) / 10);
  return next > last && now < last ? last : next;
}
