import type { Goal } from './goal.js';
import type { Known, Problem, SentRequest } from './known.js';

export interface End extends Partial<Problem> {
  readonly do: 'end';
  readonly kind: string;
}

export const ended = (kind: string, problem: Partial<Problem> = {}): End => ({ do: 'end', kind, ...problem });

/** The last problem with a reason of our own: the service's code stays. */
export const because = ({ problem }: Known, reason: string): Problem => ({ ...problem, reason });

/** Why the outcome of a request is unknown, with the reason for a lost answer. */
export const inDoubt = ({ shared }: SentRequest, lost: string): string =>
  shared ? 'it was refused together with other instances' : lost;

const cause = ({ problem }: Known): string => (problem === undefined ? '' : `: ${problem.reason}`);

interface TimedOut {
  readonly goal: Goal;
  readonly maxWait: number;
  /** A request for it is under way. */
  readonly sending: boolean;
  /** As in `Rules`. */
  readonly wait: boolean;
}

/** How an instance ends whose time is over. */
export function atTimeout(known: Known, { goal, maxWait, sending, wait }: TimedOut): End {
  const { state, request, problem } = known;
  const within = `within ${maxWait} ms`;
  const unknown = (reason: string): End => ended('unknown', because(known, reason));
  if (sending) return unknown(`its request was in flight without a response ${within}`);
  if (request !== undefined && !request.accepted)
    return unknown(
      `${inDoubt(request, 'the response to its request was lost')}, and its state did not show the result ${within}`,
    );
  if (state === undefined) return unknown(`was not seen ${within}${cause(known)}`);
  if (!wait && request === undefined)
    return ended('refused', because(known, `no request for it was accepted ${within}${cause(known)}`));
  const reason = `is still ${goal.describe(state)}, and was not ${goal.aim} ${within}${request ? '' : cause(known)}`;
  return ended('timed-out', { ...(request ? {} : problem), reason });
}

/**
 * How an instance ends whose run ends early: it has no outcome of its own. `refusal`: why, when the service refuses everything from
 * now on.
 */
export function atEarlyEnd(
  known: Known,
  { why, refusal }: { readonly why: string; readonly refusal?: Problem | undefined },
): End {
  const asked = known.request !== undefined;
  if (refusal && !asked) return ended('unfinished', refusal);
  const when = asked ? 'before the result of its request was seen' : 'before a request was sent for it';
  return ended('unfinished', because(known, `the run ended ${when}: ${why}`));
}
