import type { Fault } from '@qcvm/mock';
import { expect, it } from 'vitest';
import { api20, api30, quotasOf } from '../src/api.js';
import { judge } from '../src/judge/judge.js';
import { drawSchedule } from '../src/draw-schedule.js';
import type { Life } from '../src/life.js';
import type { History } from '../src/round.js';
import type { Member, Schedule } from '../src/schedule.js';
import type { Seen } from '../src/world.js';

const member = (id: string, about: Partial<Member> = {}): Member => ({
  id,
  oldId: `qcvm${id.slice(4)}`,
  region: 'ap-guangzhou',
  kind: 'plain',
  isProtected: false,
  isTarget: true,
  ...about,
});
const running = 2;
const down = 4;
const a = 'ins-aaaaaaaa';
const kept = 'ins-kkkkkkkk';

const schedule: Schedule = {
  ...drawSchedule(api20, { seed: 'a', round: 0 }),
  command: 'stop',
  wait: true,
  force: 'never',
  timeout: 10,
  report: 'json',
  selection: 'all',
  members: [member(a), member(kept, { isProtected: true })],
  extra: { kind: 'nothing' },
};

const seen = (about: Partial<Seen>): Seen => ({
  at: 0,
  life: 0,
  attempt: 0,
  kind: 'stop',
  force: false,
  ids: [a],
  accepted: new Set(about.ids ?? [a]),
  isDelivered: true,
  isLost: false,
  isUnclear: false,
  unclear: new Set(),
  refusedBy: undefined,
  code: 0,
  faults: [],
  statuses: new Map(),
  ...about,
});
const look = (status: number, about: Partial<Seen> = {}): Seen =>
  seen({ kind: 'look', ids: [], accepted: new Set(), statuses: new Map([[a, status]]), ...about });
const lost: Partial<Seen> = { isDelivered: false, faults: [{ kind: 'drop', when: 'after' } satisfies Fault] };

const outcome = (instanceId: string, kind: string): Record<string, unknown> => ({
  type: 'outcome',
  time: new Date(3000).toISOString(),
  instanceId,
  outcome: kind,
});
const end = (outcomes: Record<string, number>, about: { exitCode?: number; unfinished?: number } = {}) => ({
  type: 'end',
  exitCode: 0,
  unfinished: 0,
  outcomes,
  ...about,
});
const life = (about: Partial<Life>): Life => ({
  number: 0,
  args: [],
  resumes: false,
  startedAt: 0,
  endedAt: 4000,
  end: 'itself',
  isInterrupted: false,
  code: 0,
  lines: [outcome(a, 'stopped'), outcome(kept, 'protected'), end({ stopped: 1, protected: 1 })],
  torn: '',
  stderr: '',
  outputIsFull: false,
  ...about,
});

const history: History = {
  schedule,
  seen: [look(running), seen({ at: 100 }), look(down, { at: 2000 })],
  lives: [life({})],
  statuses: new Map([
    [a, down],
    [kept, running],
  ]),
  end: 'done',
};
const broken = (about: Partial<History>): string[] => [
  ...new Set(judge({ ...history, ...about }, api20).map(({ rule }) => rule)),
];
const telling = (kind: string, about: Partial<Life> = {}): Partial<History> => ({
  lives: [
    life({
      lines: [outcome(a, kind), outcome(kept, 'protected'), end({ [kind]: 1, protected: 1 })],
      ...about,
    }),
  ],
});

it('the judge of the crash suite accepts a run without a fault', () => {
  expect(judge(history, api20)).toEqual([]);
});

it('the judge of the crash suite reports a request that names a protected instance, accepted or not', () => {
  const named = seen({ ids: [a, kept], accepted: new Set([a]), code: 5400 });
  expect(broken({ seen: [look(running), named, look(down)] })).toEqual(['protected ones stay']);
});

it('the judge of the crash suite reports a second request, unless the first is known to have had no effect', () => {
  const twice = [look(running), seen({}), seen({}), look(down)];
  expect(broken({ seen: twice })).toEqual(['nothing is done twice']);
  expect(broken({ seen: [look(running), seen({}), look(running), seen({}), look(down)] })).toEqual([]);
  const unseen = look(running, lost);
  expect(broken({ seen: [look(running), seen({}), unseen, seen({}), look(down)] })).toContain(
    'nothing is done twice',
  );
});

it('the judge of the crash suite reports a second restart in any case', () => {
  const restarts = [
    look(running),
    seen({ kind: 'restart' }),
    look(running),
    seen({ kind: 'restart' }),
    look(running),
  ];
  const about = {
    schedule: { ...schedule, command: 'restart' } as const,
    seen: restarts,
    ...telling('restarted'),
  };
  expect(broken(about)).toEqual(['nothing is done twice']);
  const unanswered = seen({ kind: 'restart', accepted: new Set(), isUnclear: true, ...lost });
  const again = [look(running), unanswered, look(running), seen({ kind: 'restart' }), look(running)];
  expect(broken({ ...about, seen: again })).toEqual(['nothing is done twice']);
});

it('the judge of the crash suite reports force that was not allowed, or comes first', () => {
  const forced = [look(running), seen({ force: true }), look(down)];
  expect(broken({ seen: forced, ...telling('forced') })).toEqual(['force only where allowed']);
  const fallback = { ...schedule, force: 'fallback' } as const;
  expect(broken({ schedule: fallback, seen: forced, ...telling('forced') })).toEqual([
    'force only where allowed',
  ]);
});

it('the judge of the crash suite reports force while the ordinary shutdown may still succeed', () => {
  const about = { schedule: { ...schedule, force: 'fallback' } as const, ...telling('forced') };
  const force = seen({ force: true, at: 5000 });
  expect(broken({ ...about, seen: [look(running), seen({}), look(9), force, look(down)] })).toEqual([
    'force only where allowed',
  ]);
  expect(broken({ ...about, seen: [look(running), seen({}), look(running), force, look(down)] })).toEqual([]);
  const late = { ...schedule, force: '4s' } as const;
  expect(broken({ ...about, schedule: late, seen: [look(running), seen({}), force, look(down)] })).toEqual(
    [],
  );
});

it('the judge of the crash suite reports two processes that work at once', () => {
  expect(broken({ lives: [life({}), life({})] })).toEqual(['nothing is done twice']);
  expect(broken({ lives: [life({ endedAt: 3100 }), life({})] })).toEqual([]);
});

it('the judge of the crash suite reports another operation, and an instance that was not chosen', () => {
  expect(broken({ seen: [...history.seen, seen({ kind: 'start' })] })).toContain('only what was asked for');
  const other = member('ins-bbbbbbbb', { isTarget: false });
  const chosen: Schedule = { ...schedule, selection: 'file', members: [...schedule.members, other] };
  expect(broken({ schedule: chosen, seen: [...history.seen, seen({ ids: [other.id] })] })).toEqual([
    'only what was asked for',
  ]);
});

it('the judge of the crash suite reports more calls in a minute than the quota, and a refusal because of it', () => {
  const perAction = quotasOf(api20, 'look').find(({ per }) => per === 'action')?.calls ?? NaN;
  const calls = Array.from({ length: perAction + 1 }, (_, index) => look(down, { at: 2000 + index }));
  expect(broken({ seen: [...history.seen.slice(0, 2), ...calls] })).toEqual(['the quota is kept']);
  expect(broken({ seen: [...history.seen, look(down, { refusedBy: 'quota', code: 4400 })] })).toEqual([
    'the quota is kept',
  ]);
});

it.each([
  ['already-stopped', 'this run has done it'],
  ['refused', 'it was accepted'],
  ['timed-out', 'before its time'],
  ['unknown', 'no answer got lost'],
  ['not-found', 'it exists'],
  ['protected', 'it is not protected'],
  ['accepted', 'it should have been waited for'],
  ['forced', 'no force was sent'],
  ['sleeping', 'there is no such outcome'],
])('the judge of the crash suite reports an untrue outcome: %s', (kind, why) => {
  const found = judge({ ...history, ...telling(kind) }, api20).filter(
    ({ rule }) => rule === 'outcomes are true',
  );
  expect(found).toEqual([{ rule: 'outcomes are true', what: `${kind}: ${why}`, ids: [a] }]);
});

it('the judge of the crash suite reports an outcome that is missing, doubled, or of something else', () => {
  const lines = (...told: Record<string, unknown>[]): Partial<History> => ({
    lives: [life({ lines: [...told, outcome(kept, 'protected'), end({ stopped: 1, protected: 1 })] })],
  });
  const once = outcome(a, 'stopped');
  expect(broken(lines(once, once))).toEqual(['one outcome for each']);
  expect(broken(lines(once, outcome('ins-zzzzzzzz', 'stopped')))).toContain('one outcome for each');
  const short = [once, outcome(kept, 'protected'), end({ stopped: 1 })];
  expect(broken({ lives: [life({ lines: short })] })).toEqual(['one outcome for each']);
});

it('the judge of the crash suite reports an exit code that is not that of the table', () => {
  const timedOut = telling('timed-out', { code: 0 });
  expect(broken(timedOut)).toContain('exit codes');
  for (const code of [1, 2, 3, 4, 5, 7, 130])
    expect(broken({ lives: [life({ code })] })).toContain('exit codes');
  expect(broken({ lives: [life({ outputIsFull: true, lines: [], code: 0 })] })).toEqual(['exit codes']);
});

it('the judge of the crash suite reports instances that are left over without need, a report that is cut off, and a run that does not end', () => {
  const left = life({ code: 1, lines: [end({}, { exitCode: 1, unfinished: 2 })] });
  expect(broken({ lives: [left, ...history.lives] })).toEqual(['no instance is abandoned']);
  expect(broken({ lives: [life({ torn: '{"ty' })] })).toEqual(['reports are whole']);
  expect(broken({ lives: [life({ lines: [] })] })).toContain('reports are whole');
  expect(broken({ end: 'stuck', why: 'not done' })).toEqual(['it ends']);
});

const about3 = (given: Partial<History>): string[] => [
  ...new Set(judge({ ...history, ...given }, api30).map(({ rule }) => rule)),
];

it('the judge of the crash suite, over API 3.0 knows the calls beside the looks that a run makes', () => {
  const zones = seen({ kind: 'aside', ids: [], accepted: new Set() });
  expect(about3({ seen: [zones, ...history.seen] })).toEqual([]);
  const protectedOnes = seen({ ids: [a, kept], accepted: new Set(), code: 'InternalError' });
  expect(about3({ seen: [zones, ...history.seen, protectedOnes] })).toContain('protected ones stay');
});

it('the judge of the crash suite, over API 3.0 reports more calls in a moment than the quota of a second', () => {
  const [{ calls = NaN } = {}] = quotasOf(api30, 'look');
  const looks = (every: number): Seen[] =>
    Array.from({ length: calls + 1 }, (_, index) => look(down, { at: 2000 + index * every }));
  expect(about3({ seen: [...history.seen.slice(0, 2), ...looks(1)] })).toEqual(['the quota is kept']);
  expect(about3({ seen: [...history.seen.slice(0, 2), ...looks(25)] })).toEqual([]);
});

it('the judge of the crash suite takes words for codes, over API 3.0', () => {
  expect(api30.isUnclear('InternalError')).toBe(true);
  expect(api30.isUnclear('RequestLimitExceeded.UinLimitExceeded')).toBe(false);
  expect(api30.isUnclear('AuthFailure.SignatureExpire')).toBe(false);
});
