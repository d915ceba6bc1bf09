import { instanceStatus } from '../../services/cvm/2.0/operations.gen.js';
import type { InstanceStatus } from '../../services/cvm/2.0/types.gen.js';
import type { EnsureStoppedKind, ForcePolicy } from './types.js';

/** What is known of one instance while it is in the works. Plain data; the functions below decide on it. */
export interface Tracked {
  readonly id: string;
  readonly startedAt: number;
  /** A call about it is under way, or it waits in a batch. */
  busy: boolean;
  /** When it is to be looked at next. */
  lookAt: number;
  /** Looks since the last request, or since the start: looks become rarer. */
  looks: number;
  status: InstanceStatus | undefined;
  /** The last request for a shutdown: when, whether by force, and whether the service is known to have accepted it. */
  asked: { readonly at: number; readonly force: boolean; readonly accepted: boolean } | undefined;
  /** It was seen shutting down since then. */
  sawShuttingDown: boolean;
  /** Requests sent for it that came to nothing. */
  failures: number;
  requestIds: string[];
  /** Why the last request came to nothing. */
  problem: Problem | undefined;
}

export interface Problem {
  readonly code?: number | string;
  readonly codeDesc?: string;
  readonly reason: string;
}

export interface End extends Partial<Problem> {
  readonly kind: EnsureStoppedKind;
}

/** What to do next with an instance. */
export type Step =
  | { readonly do: 'look' }
  /** `returned`: its ordinary shutdown has failed, and is followed by a forced one. */
  | { readonly do: 'stop'; readonly force: boolean; readonly returned: boolean }
  | ({ readonly do: 'end'; readonly returned?: true } & End);

export interface Rules {
  readonly force: ForcePolicy;
  readonly settle: number;
  /** Requests that come to nothing before an instance counts as refused. */
  readonly maxFailures: number;
}

export const track = (id: string, now: number, requested: boolean): Tracked => ({
  id,
  startedAt: now,
  busy: false,
  lookAt: now,
  looks: 0,
  status: undefined,
  asked: requested ? { at: now, force: false, accepted: true } : undefined,
  sawShuttingDown: false,
  failures: 0,
  requestIds: [],
  problem: undefined,
});

/** Why no waiting helps, for the states that do not pass. */
function lasting(status: InstanceStatus): string | undefined {
  switch (status) {
    case instanceStatus.creationFailed:
      return 'its creation has failed';
    case instanceStatus.failure:
      return 'it is in a failure state';
    case instanceStatus.returned:
      return 'it was returned';
    case instanceStatus.returning:
      return 'it is being returned';
    default:
      return undefined;
  }
}

const look: Step = { do: 'look' };

/** Decides after DescribeInstances has shown the instance in a status, or has not shown it (`undefined`). */
export function afterLook(tracked: Tracked, status: InstanceStatus | undefined, { now, rules }: Now): Step {
  const { asked } = tracked;
  if (status === undefined)
    return { do: 'end', kind: 'not-found', reason: 'DescribeInstances does not list it' };
  if (status === instanceStatus.shutDown)
    return { do: 'end', kind: !asked ? 'already-stopped' : asked.force ? 'forced' : 'stopped' };
  const forever = lasting(status);
  if (forever !== undefined) return { do: 'end', kind: 'refused', reason: forever };
  if (status === instanceStatus.shuttingDown) {
    tracked.sawShuttingDown = true;
    if (asked && !asked.accepted) tracked.asked = { ...asked, accepted: true };
    const late =
      asked && !asked.force && typeof rules.force === 'object' && now - asked.at >= rules.force.after;
    return late ? { do: 'stop', force: true, returned: false } : look;
  }
  // Passing states: starting, rebooting, maintenance, … Only a running instance can be stopped.
  if (status !== instanceStatus.running) return look;
  if (!asked) return enough(tracked, rules) ?? { do: 'stop', force: false, returned: false };
  // What was asked for may not show yet.
  if (!tracked.sawShuttingDown && now - asked.at < rules.settle) return look;
  // Nobody knows whether the service has seen the request; it is safe to ask again, as the instance runs.
  if (!asked.accepted && !tracked.sawShuttingDown)
    return failed(tracked, rules) ?? { do: 'stop', force: asked.force, returned: false };
  if (asked.force) return failed(tracked, rules) ?? { do: 'stop', force: true, returned: false };
  if (rules.force !== 'never') return { do: 'stop', force: true, returned: true };
  const reason = 'its ordinary shutdown has failed, it is running again, and force is not allowed';
  return { do: 'end', returned: true, kind: 'refused', reason };
}

interface Now {
  readonly now: number;
  readonly rules: Rules;
}

function enough(tracked: Tracked, rules: Rules): Step | undefined {
  if (tracked.failures < rules.maxFailures) return undefined;
  const reason = `${tracked.failures} requests came to nothing`;
  return { do: 'end', kind: 'refused', ...(tracked.problem ?? { reason }) };
}

function failed(tracked: Tracked, rules: Rules): Step | undefined {
  tracked.failures++;
  return enough(tracked, rules);
}

/** The service has accepted a shutdown. */
export function afterAccepted(
  tracked: Tracked,
  { now, force, requestId }: { now: number; force: boolean; requestId: string | undefined },
): void {
  tracked.asked = { at: now, force, accepted: true };
  tracked.sawShuttingDown = false;
  tracked.looks = 0;
  if (requestId !== undefined) tracked.requestIds.push(requestId);
}

/** The request was sent, and nobody knows what became of it: only looking can tell. */
export function afterAmbiguity(
  tracked: Tracked,
  { now, force, problem }: { now: number; force: boolean; problem: Problem },
): void {
  tracked.asked = { at: now, force, accepted: false };
  tracked.sawShuttingDown = false;
  tracked.looks = 0;
  tracked.problem = problem;
}

/** How the service refused a shutdown: `gone` it does not exist, `passing` it is worth another look, `final` it is not. */
export type Refusal = 'gone' | 'passing' | 'final';

/** Decides after the service has refused a shutdown for this one instance. */
export function afterRefusal(
  tracked: Tracked,
  { refusal, problem, now, rules }: { refusal: Refusal; problem: Problem } & Now,
): Step {
  const { asked } = tracked;
  tracked.problem = problem;
  if (refusal === 'gone') return { do: 'end', kind: 'not-found', ...problem };
  if (refusal === 'final') return { do: 'end', kind: 'refused', ...problem };
  if (asked?.accepted) {
    // An ordinary shutdown is under way and force came too early: that is no failure. Again after as long.
    tracked.asked = { ...asked, at: now };
    return look;
  }
  return failed(tracked, rules) ?? look;
}

/** Decides when the time for an instance is over, or the run ends. */
export const atTheEnd = (tracked: Tracked, kind: 'timed-out' | 'unknown', reason: string): End => {
  const { asked, problem } = tracked;
  // Without a look after an unclear request, nobody can say in what state it is.
  const unclear = asked !== undefined && !asked.accepted && !tracked.sawShuttingDown;
  return { ...(unclear ? problem : undefined), kind: unclear ? 'unknown' : kind, reason };
};
