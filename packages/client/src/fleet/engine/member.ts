import { nothingKnown, type Known } from '../decisions/known.js';
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
  /**
   * `idle`: it is looked at when its time comes. `queued`: it waits for a request. `waiting`: a call about it waits for its turn. The
   * others: the call is under way.
   */
  stage: 'idle' | 'queued' | 'waiting' | 'looking' | 'changing';
  /** An attempt of its request is under way: sent, and not answered. */
  isSent: boolean;
  /** Names those together with which it may be asked for: all, or those of its part of a call that was refused. */
  part: string;
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
  { now, maxWait }: { readonly now: number; readonly maxWait: number },
): Member {
  const known: Known = earlier
    ? { ...nothingKnown, request: { before: undefined, ...earlier, earlier: true, shared: undefined } }
    : nothingKnown;
  return {
    key: keyOf({ instanceId, region }),
    id: instanceId,
    region,
    startedAt: now,
    deadline: now + maxWait,
    known,
    stage: 'idle',
    isSent: false,
    part: '',
    lookAt: now,
    looks: 0,
  };
}
