import { describe, expect, test } from 'vitest';
import {
  instancesRunning,
  instancesStopped,
  instanceStatus,
  restartInstances,
  startInstances,
  stopInstances,
} from '../../services/cvm/2.0/operations.gen.js';
import { afterAnswer, afterSight, type Decision, type Ruling } from './decide.js';
import { atEarlyEnd, atTimeout } from './ends.js';
import { goalOf, roleOf, type Goal } from './goal.js';
import { nothingKnown, type Answer, type Known, type Rules, type SentRequest } from './known.js';

const names = instanceStatus;
const goals: Readonly<Record<'stop' | 'start' | 'restart', Goal>> = {
  stop: goalOf(stopInstances, instancesStopped, {
    aim: 'stopped',
    kinds: { done: 'stopped', already: 'already-stopped', forced: 'forced' },
    names,
    lasting: [],
  }),
  start: goalOf(startInstances, instancesRunning, {
    aim: 'started',
    kinds: { done: 'started', already: 'already-running', forced: 'started' },
    names,
    lasting: [],
  }),
  restart: goalOf(restartInstances, instancesRunning, {
    aim: 'restarted',
    kinds: { done: 'restarted', already: 'restarted', forced: 'restarted' },
    names,
    lasting: [instancesStopped],
  }),
};

const now = 1_000_000;
const { running, shutDown, shuttingDown, starting, rebooting, upgrading, returned } = instanceStatus;

type Command = keyof typeof goals;
interface Case {
  readonly command?: Command;
  readonly rules?: Partial<Rules>;
  readonly known?: Partial<Known>;
  /** Seconds since the last request, and what is known of it. */
  readonly request?: Partial<SentRequest> & { readonly ago: number };
}

const ruling = ({ command = 'stop', rules = {} }: Case): Ruling => ({
  goal: goals[command],
  rules: { force: 'never', wait: true, settle: 15_000, ...rules },
  now,
});

function knownOf({ known = {}, request }: Case): Known {
  if (!request) return { ...nothingKnown, ...known };
  const { ago, ...rest } = request;
  return {
    ...nothingKnown,
    request: { at: now - ago * 1000, force: false, accepted: true, earlier: false, ...rest },
    ...known,
  };
}

/** What is decided in short: `look`, `send`, `force`, or the kind of the end; `↩` when the change has failed. */
const short = ({ step, returned: isBack }: Decision): string =>
  `${isBack ? '↩ ' : ''}${step.do === 'end' ? step.kind : step.do === 'look' ? 'look' : step.force ? 'force' : 'send'}`;

const see = (status: number | undefined, given: Case = {}, changed?: number): Decision =>
  afterSight(knownOf(given), status === undefined ? undefined : { state: status, changed }, ruling(given));

describe('what a state means', () => {
  test.each<[Command, Record<string, string>]>([
    [
      'stop',
      {
        '-1': 'hopeless',
        1: 'hopeless',
        2: 'ready',
        4: 'reached',
        5: 'hopeless',
        6: 'hopeless',
        7: 'passing',
        8: 'passing',
        9: 'changing',
        19: 'passing',
        99: 'passing',
      },
    ],
    [
      'start',
      {
        '-1': 'hopeless',
        1: 'hopeless',
        2: 'reached',
        4: 'ready',
        5: 'hopeless',
        6: 'hopeless',
        7: 'passing',
        8: 'changing',
        9: 'passing',
        19: 'passing',
      },
    ],
    [
      'restart',
      {
        '-1': 'hopeless',
        2: 'ready',
        4: 'resting',
        7: 'changing',
        8: 'passing',
        9: 'passing',
        5: 'hopeless',
      },
    ],
  ])('for %s', (command, roles) => {
    for (const [state, role] of Object.entries(roles))
      expect([state, roleOf(goals[command], Number(state))]).toEqual([state, role]);
  });

  test('a goal of words works like one of numbers, and says a state in words', () => {
    const goal = goalOf(
      { repeatability: 'idempotent', transition: { from: ['RUNNING'], via: 'STOPPING', to: 'STOPPED' } },
      { failure: ['LAUNCH_FAILED'] },
      { aim: 'stopped', kinds: goals.stop.kinds, names: {}, lasting: [] },
    );
    expect(
      ['RUNNING', 'STOPPING', 'STOPPED', 'LAUNCH_FAILED', 'RESCUE_MODE'].map((state) => roleOf(goal, state)),
    ).toEqual(['ready', 'changing', 'reached', 'hopeless', 'passing']);
    expect(goal).toMatchObject({ once: false, forceable: false });
    expect(goal.describe('LAUNCH_FAILED')).toBe('launch failed');
    expect(goals.stop).toMatchObject({ once: false, forceable: true });
    expect(goals.start).toMatchObject({ once: false, forceable: false });
    expect(goals.restart).toMatchObject({ once: true, forceable: true });
    expect([goals.stop.describe(9), goals.stop.describe(2), goals.stop.describe(99)]).toEqual([
      'shutting down',
      'running',
      'in status 99',
    ]);
  });

  test('an operation that a key makes safe to repeat is still asked for once', () => {
    const operation = { repeatability: 'token' as const, transition: startInstances.transition };
    const words = { aim: '', kinds: goals.start.kinds, names, lasting: [] };
    expect(goalOf(operation, instancesRunning, words).once).toBe(true);
  });
});

describe('before anything was asked for', () => {
  test.each<[Command, number, string, string]>([
    // command, status, what is decided with waiting, and without
    ['stop', running, 'send', 'send'],
    ['stop', shutDown, 'already-stopped', 'already-stopped'],
    ['stop', shuttingDown, 'look', 'accepted'],
    ['stop', starting, 'look', 'refused'],
    ['stop', upgrading, 'look', 'refused'],
    ['stop', returned, 'refused', 'refused'],
    ['start', shutDown, 'send', 'send'],
    ['start', running, 'already-running', 'already-running'],
    ['start', starting, 'look', 'accepted'],
    ['start', shuttingDown, 'look', 'refused'],
    ['restart', running, 'send', 'send'],
    ['restart', rebooting, 'look', 'accepted'],
    ['restart', shutDown, 'refused', 'refused'],
    ['restart', shuttingDown, 'look', 'refused'],
  ])('%s, status %i: %s, and without waiting %s', (command, status, waiting, sending) => {
    expect(short(see(status, { command }))).toBe(waiting);
    expect(short(see(status, { command, rules: { wait: false } }))).toBe(sending);
  });

  test('the reasons say what it is and what it would have to be', () => {
    expect(see(returned).step).toMatchObject({ reason: 'is returned, which waiting does not change' });
    expect(see(shuttingDown, { rules: { wait: false } }).step).toMatchObject({
      reason: 'was shutting down already',
    });
    expect(
      see(shutDown, { command: 'restart', known: { problem: { code: 5100, reason: 'no' } } }).step,
    ).toMatchObject({
      code: 5100,
      reason: 'is shut down: only an instance that is running can be restarted',
    });
    expect(see(starting, { rules: { wait: false } }).step).toMatchObject({
      reason: 'is starting: only an instance that is running can be stopped',
    });
  });

  test.each<[Command, Rules['force'], boolean, string]>([
    ['stop', 'never', true, 'send'],
    ['stop', 'never', false, 'send'],
    ['stop', 'fallback', true, 'send'],
    ['stop', 'fallback', false, 'force'],
    ['stop', { after: 1 }, true, 'send'],
    ['restart', 'never', true, 'send'],
    ['restart', 'fallback', true, 'force'],
    ['restart', 'fallback', false, 'force'],
    ['start', 'fallback', false, 'send'],
  ])('%s with force %j, wait %s: the first request is to %s', (command, force, wait, first) => {
    const { from } = goals[command];
    expect(short(see(Number(from[0]), { command, rules: { force, wait } }))).toBe(first);
  });

  test('an instance missing from one response is queried again before it counts as missing', () => {
    const first = see(undefined);
    expect(short(first)).toBe('look');
    expect(short(see(undefined, { known: first.known }))).toBe('not-found');
    expect(see(running, { known: first.known }).known.absences).toBe(0);
    const { step } = see(undefined, {
      known: { absences: 1, problem: { code: 5000, reason: 'unknown id' } },
    });
    expect(step).toEqual({
      do: 'end',
      kind: 'not-found',
      code: 5000,
      reason: 'the service does not list it',
    });
  });

  test('an instance that another caller restarts is awaited, and counts as restarted', () => {
    const { known } = see(rebooting, { command: 'restart' });
    expect(short(see(running, { command: 'restart', known }))).toBe('restarted');
    // What another stops is not what this run has asked for.
    expect(short(see(shutDown, { known: see(shuttingDown).known }))).toBe('already-stopped');
    expect(short(see(running, { known: see(shuttingDown).known }))).toBe('send');
  });

  test('stops after three requests without effect', () => {
    expect(short(see(running, { known: { failures: 2 } }))).toBe('send');
    expect(see(running, { known: { failures: 3 } }).step).toEqual({
      do: 'end',
      kind: 'refused',
      reason: '3 requests failed',
    });
    const problem = { code: 5100, reason: 'wrong status' };
    expect(see(running, { known: { failures: 3, problem } }).step).toMatchObject({
      kind: 'refused',
      ...problem,
    });
  });
});

describe('after a request', () => {
  test.each<[string, Case, number, string]>([
    ['down', { request: { ago: 5 } }, shutDown, 'stopped'],
    ['down, and the answer got lost', { request: { ago: 5, accepted: false } }, shutDown, 'stopped'],
    ['down by force', { request: { ago: 5, force: true } }, shutDown, 'forced'],
    ['up', { command: 'start', request: { ago: 5 } }, running, 'started'],
    ['gone', { request: { ago: 5 } }, returned, 'refused'],
    ['on its way', { request: { ago: 500 } }, shuttingDown, 'look'],
    [
      'on its way, and no force yet',
      { request: { ago: 59 }, rules: { force: { after: 60_000 } } },
      shuttingDown,
      'look',
    ],
    [
      'on its way for too long',
      { request: { ago: 60 }, rules: { force: { after: 60_000 } } },
      shuttingDown,
      'force',
    ],
    [
      'on its way by force already',
      { request: { ago: 99, force: true }, rules: { force: { after: 60_000 } } },
      shuttingDown,
      'look',
    ],
    [
      'on its way, and force only after a failure',
      { request: { ago: 999 }, rules: { force: 'fallback' } },
      shuttingDown,
      'look',
    ],
    [
      'up for too long: a start has no force',
      { command: 'start', request: { ago: 99 }, rules: { force: { after: 1 } } },
      starting,
      'look',
    ],
    ['in another state that passes', { request: { ago: 99 } }, upgrading, 'look'],
    ['shut down on the way of a restart', { command: 'restart', request: { ago: 99 } }, shutDown, 'look'],
    ['not yet on its way', { request: { ago: 14.9 } }, running, 'look'],
    ['not on its way, accepted', { request: { ago: 15 } }, running, '↩ refused'],
    [
      'not on its way, accepted, force allowed',
      { request: { ago: 15 }, rules: { force: 'fallback' } },
      running,
      '↩ force',
    ],
    [
      'not on its way, accepted, force after a time',
      { request: { ago: 15 }, rules: { force: { after: 9e9 } } },
      running,
      '↩ force',
    ],
    ['not on its way, lost', { request: { ago: 15, accepted: false } }, running, 'send'],
    [
      'not on its way, lost, by force',
      { request: { ago: 15, accepted: false, force: true }, rules: { force: 'fallback' } },
      running,
      'force',
    ],
    [
      'not on its way, lost, by force that is not allowed any more',
      { request: { ago: 15, accepted: false, force: true } },
      running,
      'send',
    ],
    ['back, by force', { request: { ago: 15, force: true }, rules: { force: 'fallback' } }, running, 'force'],
    [
      'back, by force that is not allowed any more',
      { request: { ago: 15, force: true } },
      running,
      '↩ refused',
    ],
    ['back at once', { request: { ago: 1 }, known: { moved: true } }, running, '↩ refused'],
    [
      'back at once, force allowed',
      { request: { ago: 1 }, known: { moved: true }, rules: { force: 'fallback' } },
      running,
      '↩ force',
    ],
    [
      'a start that came back',
      { command: 'start', request: { ago: 1 }, known: { moved: true } },
      shutDown,
      '↩ send',
    ],
    [
      'a start that came back too often',
      { command: 'start', request: { ago: 1 }, known: { moved: true, failures: 2 } },
      shutDown,
      '↩ refused',
    ],
    ['lost too often', { request: { ago: 15, accepted: false }, known: { failures: 2 } }, running, 'refused'],
    [
      'forced too often',
      { request: { ago: 15, force: true }, known: { failures: 2 }, rules: { force: 'fallback' } },
      running,
      'refused',
    ],
  ])('%s', (_name, given, status, decided) => {
    expect(short(see(status, given))).toBe(decided);
  });

  test('an instance seen in transition counts as accepted: the lost response is resolved', () => {
    const { known } = see(shuttingDown, { request: { ago: 5, accepted: false } });
    expect(known).toMatchObject({ moved: true, request: { accepted: true } });
    expect(short(see(shuttingDown, { request: { ago: 5, accepted: false }, rules: { wait: false } }))).toBe(
      'accepted',
    );
  });

  test('the end of a shutdown that failed says that force is not allowed', () => {
    expect(see(running, { request: { ago: 15 } }).step).toMatchObject({
      reason: 'is running again after the service had accepted the request, and force is not allowed',
    });
  });

  test('counts every request without effect', () => {
    expect(see(running, { request: { ago: 15, accepted: false } }).known.failures).toBe(1);
    expect(see(running, { request: { ago: 15 }, rules: { force: 'fallback' } }).known.failures).toBe(0);
  });
});

describe('after a restart, which is not sent twice', () => {
  const before = now - 100_000;
  test.each<[string, Case, { status?: number; changed?: number }, string]>([
    ['seen rebooting', { known: { moved: true }, request: { ago: 1 } }, {}, 'restarted'],
    ['in its status only since then', { request: { ago: 1, before } }, { changed: before + 1 }, 'restarted'],
    ['in its status as long as before', { request: { ago: 900, before } }, { changed: before }, 'look'],
    [
      'in its status for longer than before, by a clock that was set',
      { request: { ago: 900, before } },
      { changed: before - 1 },
      'look',
    ],
    [
      'in its status since the second of the request, just now',
      { request: { ago: 14, before: now - 15_000 } },
      { changed: now - 15_000 },
      'look',
    ],
    [
      'in its status since the second of the request',
      { request: { ago: 15, before: now - 16_000 } },
      { changed: now - 16_000 },
      'restarted',
    ],
    [
      'in its status since the second of the request, which got lost',
      { request: { ago: 15, before: now - 16_000, accepted: false } },
      { changed: now - 16_000 },
      'unknown',
    ],
    [
      'in its status since some seconds before the request',
      { request: { ago: 15, before: now - 17_000 } },
      { changed: now - 17_000 },
      'look',
    ],
    ['no time to go by', { request: { ago: 900, before } }, {}, 'look'],
    ['no time to go by before', { request: { ago: 900 } }, { changed: now }, 'look'],
    ['lost, just now', { request: { ago: 14, accepted: false, before } }, { changed: before }, 'look'],
    ['lost', { request: { ago: 15, accepted: false, before } }, { changed: before }, 'unknown'],
    [
      'lost, but it has been there and back',
      { request: { ago: 1, accepted: false, before } },
      { changed: now },
      'restarted',
    ],
    ['of an earlier run, accepted long ago', { request: { ago: 15, earlier: true } }, {}, 'restarted'],
    ['of an earlier run, accepted just now', { request: { ago: 14, earlier: true } }, {}, 'look'],
    [
      'of an earlier run, accepted just now, unchanged since',
      { request: { ago: 14, earlier: true } },
      { changed: now - 15_000 },
      'look',
    ],
    [
      'of an earlier run, accepted just now, changed since',
      { request: { ago: 14, earlier: true } },
      { changed: now - 14_999 },
      'restarted',
    ],
    [
      'of an earlier run, lost, and nothing tells what changed it',
      { request: { ago: 14, earlier: true, accepted: false } },
      { changed: now },
      'look',
    ],
    ['of an earlier run, lost', { request: { ago: 15, earlier: true, accepted: false } }, {}, 'unknown'],
    ['on its way', { request: { ago: 900 } }, { status: rebooting }, 'look'],
  ])('%s', (_name, given, { status = running, changed }, decided) => {
    expect(short(see(status, { command: 'restart', ...given }, changed))).toBe(decided);
  });

  test('the outcome of a lost response says so', () => {
    const problem = { code: 6000, reason: 'internal error' };
    const { step } = see(running, {
      command: 'restart',
      known: { problem },
      request: { ago: 15, accepted: false },
    });
    expect(step).toMatchObject({
      code: 6000,
      reason: 'the response was lost, and its state does not show whether it was restarted',
    });
  });
});

describe('after an answer', () => {
  const answer = (given: Answer & { force?: boolean }, about: Case = {}): Decision =>
    afterAnswer(knownOf(about), { force: false, ...given }, ruling(about));
  const problem = { code: 5100, reason: 'wrong status' };

  test('after acceptance, waits or ends', () => {
    const about: Case = { known: { changed: 77, moved: true, problem, requestIds: ['1'] } };
    const { known, step } = answer({ kind: 'accepted', requestId: '2', force: true }, about);
    expect(step).toEqual({ do: 'look' });
    expect(known).toMatchObject({
      moved: false,
      requestIds: ['1', '2'],
      request: { at: now, force: true, accepted: true, before: 77 },
    });
    expect(known.problem).toBeUndefined();
    expect(answer({ kind: 'accepted' }, about).known.requestIds).toEqual(['1']);
    expect(short(answer({ kind: 'accepted' }, { ...about, rules: { wait: false } }))).toBe('accepted');
  });

  test('after a lost response, queries the instance, with and without waiting', () => {
    for (const wait of [true, false]) {
      const { known, step } = answer(
        { kind: 'lost', problem },
        { rules: { wait }, known: { moved: true, changed: 7 } },
      );
      expect(step).toEqual({ do: 'look' });
      expect(known).toMatchObject({
        problem,
        moved: false,
        request: { at: now, accepted: false, before: 7 },
      });
    }
  });

  test('after a refusal, queries again and counts one failure, or ends if it is final', () => {
    const passing = answer({ kind: 'refused', final: false, problem });
    expect(short(passing)).toBe('look');
    expect(passing.known).toMatchObject({ failures: 1, problem });
    expect(passing.known.request).toBeUndefined();
    expect(answer({ kind: 'refused', final: true, problem }).step).toEqual({
      do: 'end',
      kind: 'refused',
      ...problem,
    });
  });

  test.each([true, false])(
    'force that is refused (final: %s) while an ordinary shutdown is under way does not end it',
    (final) => {
      const { known, step } = answer(
        { kind: 'refused', final, problem, force: true },
        { request: { ago: 60 } },
      );
      expect(step).toEqual({ do: 'look' });
      // Again after as long.
      expect(known).toMatchObject({ failures: 0, request: { at: now, force: false, accepted: true } });
    },
  );

  test('a refusal does not replace a lost response', () => {
    const { known } = answer(
      { kind: 'refused', final: false, problem },
      { request: { ago: 20, accepted: false } },
    );
    expect(known.request).toMatchObject({ at: now - 20_000, accepted: false });
    expect(short(see(shutDown, { known }))).toBe('stopped');
  });
});

describe('when the time is over', () => {
  const goal = goals.stop;
  const over = (about: Case, { sending = false, wait = true } = {}) =>
    atTimeout(knownOf(about), { goal, maxWait: 30_000, sending, wait });
  const problem = { code: 4400, reason: 'too many calls' };

  test('an instance that was seen in another state times out with that state', () => {
    expect(over({ known: { state: 9 }, request: { ago: 30 } })).toEqual({
      do: 'end',
      kind: 'timed-out',
      reason: 'is still shutting down, and was not stopped within 30000 ms',
    });
  });

  test('without waiting, an instance without an accepted request is refused with the reason', () => {
    const reason = 'no request for it was accepted within 30000 ms';
    expect(over({ known: { state: 2 } }, { wait: false })).toEqual({ do: 'end', kind: 'refused', reason });
    expect(over({ known: { state: 2, problem } }, { wait: false })).toEqual({
      do: 'end',
      kind: 'refused',
      code: 4400,
      reason: `${reason}: too many calls`,
    });
    expect(over({ request: { ago: 30, accepted: false } }, { wait: false }).kind).toBe('unknown');
    expect(over({ known: {} }, { wait: false }).kind).toBe('unknown');
  });

  test('an instance that was seen but never requested is refused with the reason', () => {
    expect(over({ known: { state: 2, problem } })).toEqual({
      do: 'end',
      kind: 'timed-out',
      code: 4400,
      reason: 'is still running, and was not stopped within 30000 ms: too many calls',
    });
    // An old problem is not why what was accepted is not done.
    expect(over({ known: { state: 9, problem }, request: { ago: 9 } }).reason).not.toContain('too many');
    expect(over({ known: { state: 9, problem }, request: { ago: 9 } }).code).toBeUndefined();
  });

  test.each<[string, Case, boolean, RegExp]>([
    [
      'under way',
      { known: { state: 2 } },
      true,
      /^its request was in flight without a response within 30000 ms$/,
    ],
    [
      'lost',
      { known: { state: 2 }, request: { ago: 5, accepted: false } },
      false,
      /was lost, and its state did not show the result within 30000 ms/,
    ],
    ['never seen', { known: { problem } }, false, /^was not seen within 30000 ms: too many calls$/],
    ['never seen, without a problem', {}, false, /^was not seen within 30000 ms$/],
  ])('%s: unknown', (_name, about, sending, reason) => {
    expect(over(about, { sending })).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(reason),
    });
  });
});

describe('when the run ends early', () => {
  const why = 'enough';
  test('every instance is unfinished, with the reason or the refusal', () => {
    const refusal = { code: 4101, reason: 'not allowed' };
    const asked = knownOf({ request: { ago: 1 } });
    expect(atEarlyEnd(asked, { why })).toMatchObject({
      kind: 'unfinished',
      reason: 'the run ended before the result of its request was seen: enough',
    });
    expect(atEarlyEnd(asked, { why, refusal })).toMatchObject({ kind: 'unfinished' });
    expect(atEarlyEnd(nothingKnown, { why })).toMatchObject({
      kind: 'unfinished',
      reason: 'the run ended before a request was sent for it: enough',
    });
    expect(atEarlyEnd(nothingKnown, { why, refusal })).toEqual({ do: 'end', kind: 'unfinished', ...refusal });
  });
});

test.each([
  [undefined, 'does not report which request'],
  ['other', 'by another request'],
  ['ours', 'only pay-as-you-go instances'],
])('why costs go on after a stop whose latest request is shown as %s', (requestId, reason) => {
  const known = { requestIds: ['earlier', 'ours'] };
  const given: Case = { known, request: { ago: 20 }, rules: { stopCharging: true } };
  const latest =
    requestId === undefined ? undefined : ({ requestId, state: 'SUCCESS', isOurs: true } as const);
  const { step } = afterSight(knownOf(given), { state: shutDown, latest, charging: 'kept' }, ruling(given));
  expect(step).toMatchObject({
    do: 'end',
    kind: 'stopped',
    reason: expect.stringContaining(reason) as string,
  });
});
