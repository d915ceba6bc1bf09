import { nothingKnown, type Known, type SentRequest } from '../decisions/known.js';
import type { EarlierRequest, FleetTarget } from './types.js';

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

/** Of the run that an instance comes into. */
interface Entry {
  readonly now: number;
  readonly maxWait: number;
  /** It stops instances. */
  readonly stops: boolean;
}

export function enter({ instanceId, region, earlier }: FleetTarget, entry: Entry): Member {
  const { now, maxWait } = entry;
  const known: Known = earlier ? { ...nothingKnown, request: sentBy(earlier, entry) } : nothingKnown;
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

/**
 * What an earlier run has sent, as far as it still tells something. What is not known to have been accepted may have left as late as
 * now: nothing is sent again before it must have shown. A shutdown that was accepted longer ago than `maxWait`, or by force, counts as
 * one whose answer got lost: the instance may have been started since, and that must not look like a shutdown that has failed.
 */
function sentBy(
  { at, force, accepted, before }: EarlierRequest,
  { now, maxWait, stops }: Entry,
): SentRequest {
  const isKnown = accepted && (!stops || (!force && now - at <= maxWait));
  return {
    at: isKnown ? Math.min(at, now) : now,
    force,
    accepted: isKnown,
    before,
    earlier: true,
    shared: undefined,
  };
}
