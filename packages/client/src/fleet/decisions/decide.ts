import type { LatestChange } from './latest.js';
import { because, ended, inDoubt, type End } from './ends.js';
import { roleOf, type Goal, type Role } from './goal.js';
import {
  markOf,
  type Answer,
  type Known,
  type Problem,
  type Rules,
  type SentRequest,
  type Sight,
} from './known.js';

/** What to do next with an instance. */
export type Step = { readonly do: 'look' } | { readonly do: 'send'; readonly force: boolean } | End;

export interface Decision {
  readonly known: Known;
  readonly step: Step;
  /** The change that was accepted has failed: the instance is back where it was. */
  readonly returned?: true;
}

/** By what it is decided. */
export interface Ruling {
  readonly goal: Goal;
  readonly rules: Rules;
  readonly now: number;
}

/** Looks in a row that must not find an instance before it counts as not there. */
const absencesAllowed = 2;
/** Requests that come to nothing before an instance counts as refused. */
const failuresAllowed = 3;

const look = (known: Known): Decision => ({ known, step: { do: 'look' } });

const send = (known: Known, force: boolean): Decision => ({
  known,
  step: { do: 'send', force },
});

const end = (known: Known, kind: string, problem?: Partial<Problem>): Decision => ({
  known,
  step: ended(kind, problem),
});

/** Why an instance that is stopped is not as asked for. */
const stillCharged = ({ charging }: Known, { stopCharging }: Rules, reason: string): Partial<Problem> =>
  stopCharging === true && charging === 'kept' ? { reason } : {};

/** What is known of why costs go on after a request that was to stop them. */
function whyCharged({ latest, requestIds }: Known): string {
  if (latest === undefined) return 'the service does not report which request stopped it';
  return latest.requestId === requestIds.at(-1)
    ? 'only pay-as-you-go instances with cloud disks only support this'
    : 'its last change was by another request; start it, and stop it again';
}

/** Whether the first request for an instance already asks for force: no second one may or will follow it. */
const forcesAtOnce = ({ goal, rules }: Ruling): boolean =>
  goal.forceable && rules.force === 'fallback' && (goal.once || !rules.wait);

/** Decides after a look that has found the instance, or has not (`undefined`). */
export function afterSight(known: Known, sight: Sight | undefined, ruling: Ruling): Decision {
  if (sight === undefined) {
    const absent = { ...known, absences: known.absences + 1 };
    return absent.absences < absencesAllowed
      ? look(absent)
      : end(absent, 'not-found', because(known, 'the service does not list it'));
  }
  const { state, changed, latest, lastRequest, charging } = sight;
  const seen: Known = { ...known, state, changed, latest, lastRequest, charging, absences: 0 };
  const role = roleOf(ruling.goal, state);
  if (role === 'hopeless')
    return end(seen, 'refused', {
      reason: `is ${ruling.goal.describe(state)}, which waiting does not change`,
    });
  return seen.request === undefined
    ? beforeRequest(seen, role, ruling)
    : afterRequest(seen, { request: seen.request, role, ruling });
}

/** Nothing was asked for yet, or what was asked for was refused. */
function beforeRequest(known: Known, role: Exclude<Role, 'hopeless'>, ruling: Ruling): Decision {
  const { goal, rules } = ruling;
  const state = goal.describe(known.state ?? '');
  switch (role) {
    case 'reached':
      return end(
        known,
        goal.kinds.already,
        stillCharged(known, rules, 'was already stopped and is still billed: start it, and stop it again'),
      );
    case 'changing':
      // Another's request is under way: there is nothing to ask for.
      return rules.wait
        ? look({ ...known, moved: true })
        : end(known, 'accepted', { reason: `was ${state} already` });
    case 'ready':
      if (goal.once && known.moved) return end(known, goal.kinds.done);
      return known.failures < failuresAllowed
        ? send(known, forcesAtOnce(ruling))
        : end(known, 'refused', known.problem ?? tooOften(known));
    case 'passing':
      return rules.wait ? look(known) : end(known, 'refused', because(known, unfit(goal, state)));
    case 'resting':
      return end(known, 'refused', because(known, unfit(goal, state)));
  }
}

const unfit = ({ from, describe, aim }: Goal, state: string): string =>
  `is ${state}: only an instance that is ${from.map(describe).join(' or ')} can be ${aim}`;

interface Requested {
  readonly request: SentRequest;
  readonly role: Exclude<Role, 'hopeless'>;
  readonly ruling: Ruling;
}

/** A request was sent, and the service has accepted it or may have. */
function afterRequest(known: Known, requested: Requested): Decision {
  const { request, role, ruling } = requested;
  const { goal, rules, now } = ruling;
  switch (role) {
    case 'reached':
      return end(
        known,
        request.force ? goal.kinds.forced : goal.kinds.done,
        stillCharged(known, rules, `is stopped, but still billed: ${whyCharged(known)}`),
      );
    case 'changing': {
      const moved: Known = { ...known, moved: true, request: { ...request, accepted: true } };
      if (!rules.wait) return end(moved, 'accepted');
      const isLate =
        typeof rules.force === 'object' && !request.force && now - request.at >= rules.force.after;
      return isLate && goal.forceable && !goal.once ? send(moved, true) : look(moved);
    }
    case 'ready':
      if ((outcomeOf(known) ?? newerChange(known, request)) === 'OPERATING')
        return look({ ...known, request: { ...request, accepted: true } });
      return goal.once ? afterOnlyRequest(known, requested) : afterReturn(known, request, ruling);
    case 'resting':
      if (request.shared && !request.accepted) return afterOnlyRequest(known, requested);
      return look(known);
    case 'passing':
      return look(known);
  }
}

/** What the service says of the request that it accepted last. It lags behind: an older change says nothing. */
const outcomeOf = ({ latest, requestIds, request }: Known): LatestChange['state'] | undefined =>
  request?.accepted === true && latest !== undefined && latest.requestId === requestIds.at(-1)
    ? latest.state
    : undefined;

/** What the service says of a change like the one that was asked for, if there was one since. */
const newerChange = ({ latest }: Known, { before }: SentRequest): LatestChange['state'] | undefined =>
  typeof before === 'string' && latest?.isOurs === true && latest.requestId !== before
    ? latest.state
    : undefined;

/** It is where it was, after a request that may be sent again. */
function afterReturn(known: Known, request: SentRequest, { goal, rules, now }: Ruling): Decision {
  // What was asked for may not show yet.
  if (!known.moved && outcomeOf(known) !== 'FAILED' && now - request.at < rules.settle) return look(known);
  const force = request.force && rules.force !== 'never';
  // The service cannot have seen the request.
  if (!request.accepted) return again(known, force);
  if (force) return again(known, true);
  if (!goal.forceable) return { ...again(known, false), returned: true };
  if (rules.force !== 'never') return { ...send(known, true), returned: true };
  const reason = `is ${goal.describe(known.state ?? '')} again after the service had accepted the request, and force is not allowed`;
  return { ...end(known, 'refused', { reason }), returned: true };
}

/**
 * It is where it was, after a request that must not be sent again: what tells whether it has been there and back? That the service
 * has done nothing for a call that it refused is not documented: one of several counts as not asked for once a look shows that
 * nothing was done with it since.
 */
function afterOnlyRequest(known: Known, { request, role, ruling }: Requested): Decision {
  const { goal, rules, now } = ruling;
  const { before, shared } = request;
  if (role === 'ready' && hasBeenThereAndBack(known, request, ruling)) return end(known, goal.kinds.done);
  if (request.accepted || now - request.at < rules.settle) return look(known);
  if (shared && typeof before === 'string' && known.lastRequest === before)
    return beforeRequest({ ...known, request: undefined }, role, ruling);
  const why = inDoubt(request, 'the response was lost');
  return end(
    known,
    'unknown',
    because(known, `${why}, and its state does not show whether it was ${goal.aim}`),
  );
}

function hasBeenThereAndBack(
  known: Known,
  request: SentRequest,
  { rules, now }: Pick<Ruling, 'rules' | 'now'>,
): boolean {
  const { moved, changed } = known;
  const { before } = request;
  if (moved || outcomeOf(known) === 'SUCCESS' || newerChange(known, request) === 'SUCCESS') return true;
  if (typeof before === 'number') {
    if (changed !== undefined && changed > before) return true;
    // Times have whole seconds: a change in the second of the one before shows no later time.
    const isSameSecond = changed === before && Math.abs(request.at - before) < 2000;
    return request.accepted && isSameSecond && now - request.at >= rules.settle;
  }
  // The run that sent it knew when the state had last changed. This one knows that it was accepted, and when: that has to be
  // long ago, or to be followed by a change, by times in whole seconds.
  if (!request.earlier || !request.accepted) return false;
  return now - request.at >= rules.settle || (changed !== undefined && changed > request.at - 1000);
}

const tooOften = ({ failures }: Known): Problem => ({ reason: `${failures} requests failed` });

/** The request had no effect: retry it, unless that has happened too often. */
function again(known: Known, force: boolean): Decision {
  const failed = { ...known, failures: known.failures + 1 };
  return failed.failures < failuresAllowed
    ? send(failed, force)
    : end(failed, 'refused', known.problem ?? tooOften(failed));
}

/** Decides after the answer to a request, or the loss of it. */
export function afterAnswer(
  known: Known,
  answer: Answer & { readonly force: boolean },
  { rules, now }: Ruling,
): Decision {
  const { force } = answer;
  const request: SentRequest = {
    at: now,
    force,
    accepted: answer.kind === 'accepted',
    before: markOf(known),
    earlier: false,
    shared: answer.kind === 'lost' && answer.shared,
  };
  if (answer.kind === 'accepted') {
    const { requestId } = answer;
    const requestIds = requestId === undefined ? known.requestIds : [...known.requestIds, requestId];
    const accepted: Known = { ...known, request, moved: false, requestIds, problem: undefined };
    return rules.wait ? look(accepted) : end(accepted, 'accepted');
  }
  const { problem } = answer;
  if (answer.kind === 'lost') return look({ ...known, request, moved: false, problem });
  // What was accepted before goes on; force came too early, and may come again after as long.
  if (known.request?.accepted) return look({ ...known, problem, request: { ...known.request, at: now } });
  return answer.final
    ? end({ ...known, problem }, 'refused', problem)
    : look({ ...known, problem, failures: known.failures + 1 });
}
