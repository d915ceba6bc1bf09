import { describe, expect, test } from 'vitest';
import { nothingKnown } from '../decisions/known.js';
import { Lanes } from './lanes.js';
import { enter, keyOf, type Member } from './member.js';
import { dueBatches, endOf, nextDue, nextLook } from './schedule.js';

const member = (given: Partial<Member> = {}): Member => ({
  key: 'a',
  id: 'a',
  region: undefined,
  startedAt: 0,
  deadline: 600_000,
  known: nothingKnown,
  stage: 'idle',
  isSent: false,
  part: '',
  lookAt: 0,
  looks: 0,
  ...given,
});
const many = (count: number, given: Partial<Member> = {}): Member[] =>
  Array.from({ length: count }, (_, index) => member({ key: `${index}`, id: `${index}`, ...given }));

const entry = { now: 100, maxWait: 50, stops: true };

test('an instance is queried as soon as it is added, and its time starts then', () => {
  const earlier = { at: 60, force: false, accepted: true };
  expect(enter({ instanceId: 'ins-1', region: 'gz', earlier }, entry)).toEqual({
    key: 'gz/ins-1',
    id: 'ins-1',
    region: 'gz',
    startedAt: 100,
    deadline: 150,
    known: { ...nothingKnown, request: { ...earlier, earlier: true } },
    stage: 'idle',
    isSent: false,
    part: '',
    lookAt: 100,
    looks: 0,
  });
  expect(enter({ instanceId: 'ins-1' }, entry).known).toEqual(nothingKnown);
  expect(keyOf({ instanceId: 'ins-1' })).toBe('ins-1');
});

describe('of a request of an earlier run', () => {
  const sent = (given: { at?: number; force?: boolean; accepted?: boolean }, stops: boolean) => {
    const earlier = { at: 60, force: false, accepted: true, before: 7, ...given };
    return enter({ instanceId: 'ins-1', earlier }, { ...entry, stops }).known.request;
  };

  test.each([
    ['accepted within the time', true, {}],
    ['accepted long ago, and no shutdown', false, { at: 10 }],
    ['accepted by force, and no shutdown', false, { force: true }],
  ])('what is known counts: %s', (_name, stops, given) => {
    expect(sent(given, stops)).toEqual({
      ...{ at: 60, force: false, accepted: true, before: 7, earlier: true, shared: undefined },
      ...given,
    });
  });

  test.each([
    ['a shutdown that was accepted longer ago than the time', true, { at: 49 }],
    ['a shutdown that was accepted by force', true, { force: true }],
    ['a shutdown that may not have arrived', true, { accepted: false }],
    ['a restart that may not have arrived', false, { accepted: false }],
  ])('it may have left as late as now: %s', (_name, stops, given) => {
    expect(sent(given, stops)).toMatchObject({ at: 100, accepted: false, before: 7, earlier: true });
  });

  test('a clock that was ahead does not put it into the future', () => {
    expect(sent({ at: 130 }, true)).toMatchObject({ at: 100, accepted: true });
  });
});

describe('the next query', () => {
  const pauses = { min: 2000, max: 30_000 };
  const at = (given: Partial<Member>, now = 0, calls = 0.01): number =>
    nextLook(member(given), { now, pauses, calls });

  test.each([
    [0, 2000],
    [1, 3000],
    [2, 4500],
    [6, 22_781.25],
    [7, 30_000],
    [50, 30_000],
  ])('after %i looks comes after %i ms', (looks, pause) => expect(at({ looks })).toBe(pause));

  test('many instances are queried less often, down to a limit', () => {
    expect(at({}, 0, 20)).toBe(20_000);
    expect(at({}, 0, 200)).toBe(30_000);
  });

  test('the last query is sent just before the timeout', () => {
    expect(at({ looks: 9, deadline: 40_000 }, 15_000)).toBe(39_000);
    expect(at({ looks: 9, deadline: 40_000 }, 9000)).toBe(39_000);
    expect(at({ looks: 9, deadline: 46_001 }, 15_000)).toBe(45_000);
    // Once it has been there is none: the time is over first.
    expect(at({ looks: 9, deadline: 40_000 }, 39_000)).toBe(69_000);
    // A time that is short leaves a tenth of itself.
    expect(at({ startedAt: 0, deadline: 1000 }, 0)).toBe(900);
  });
});

test.each([
  ['idle', 10_000],
  ['queued', 10_000],
  ['waiting', 10_000],
  ['looking', 13_000],
  ['changing', 13_000],
] as const)('the time of one that is %s is over at %i', (stage, end) => {
  expect(endOf({ stage, deadline: 10_000 })).toBe(end);
});

describe('the next event', () => {
  const how = { mayLook: true, wait: 0 };
  test('is nothing without an instance', () => {
    expect(nextDue([], how)).toEqual({ due: Infinity, cutoff: Infinity });
  });

  test('wakes for the first look, and at the deadlines of waiting instances and of calls in flight', () => {
    const members = [
      member({ lookAt: 7000 }),
      member({ lookAt: 5000 }),
      member({ stage: 'queued', deadline: 9000 }),
      member({ stage: 'looking', deadline: 1000, lookAt: 1 }),
      member({ stage: 'changing', deadline: 800, lookAt: 1 }),
    ];
    expect(nextDue(members, how)).toEqual({ due: 5000, cutoff: 3800 });
    expect(nextDue(members, { mayLook: true, wait: 500 })).toEqual({ due: 5500, cutoff: 3800 });
    expect(nextDue(members, { mayLook: false, wait: 0 })).toEqual({ due: 9000, cutoff: 3800 });
  });
});

describe('the choice of instances to query', () => {
  const batchesOf = (members: Member[], given: Partial<{ now: number; filling: boolean }> = {}) =>
    dueBatches(members, { now: 10_000, batch: 3, filling: false, ...given }).map((batch) =>
      batch.map(({ id }) => id).join(''),
    );

  test('takes all instances that are due or nearly due, in batches of one region', () => {
    const members = [
      ...many(4),
      member({ id: 'x', region: 'sh' }),
      member({ id: 'soon', lookAt: 10_500 }),
      member({ id: 'late', lookAt: 10_501 }),
      member({ id: 'busy', stage: 'looking' }),
      member({ id: 'queued', stage: 'queued' }),
    ];
    expect(batchesOf(members)).toEqual(['012', '3soon', 'x']);
  });

  test('does not send instances that are only nearly due', () => {
    expect(batchesOf(many(2, { lookAt: 10_400 }))).toEqual([]);
    expect(batchesOf(many(3, { lookAt: 10_400 }))).toEqual(['012']);
  });

  test('waits briefly with a partial batch while more ids may arrive', () => {
    const filling = true;
    expect(batchesOf(many(4, { lookAt: 9600 }), { filling })).toEqual(['012']);
    expect(batchesOf(many(4, { lookAt: 9500 }), { filling })).toEqual(['012', '3']);
  });
});

describe('instances that wait for a request', () => {
  test('are sent when the batch is full, has waited, or cannot grow; forced ones first', () => {
    const lanes = new Lanes(2);
    const [a, b, c, d, e] = many(5) as [Member, Member, Member, Member, Member];
    const take = (now: number, alone = false): string | undefined => {
      const batch = lanes.take(now, { alone });
      return batch && `${batch.force ? 'force ' : ''}${batch.members.map(({ id }) => id).join('')}`;
    };
    expect([lanes.size, lanes.due, take(1e9, true)]).toEqual([0, Infinity, undefined]);
    lanes.add(a, false, 100);
    expect([lanes.size, lanes.due, take(599)]).toEqual([1, 600, undefined]);
    expect(take(600)).toBe('0');
    lanes.add(a, false, 700);
    expect(take(700, true)).toBe('0');
    lanes.add(a, false, 800);
    lanes.add(b, true, 801);
    lanes.add(c, true, 802);
    lanes.add(d, false, 803);
    lanes.add(e, false, 804);
    expect([lanes.size, lanes.due]).toEqual([5, 1300]);
    expect([take(804), take(804), take(804), lanes.size, lanes.due]).toEqual([
      'force 12',
      '03',
      undefined,
      1,
      1304,
    ]);
    lanes.remove(e);
    lanes.remove(a);
    expect([lanes.size, lanes.due, take(1e9)]).toEqual([0, Infinity, undefined]);
  });

  test('are never mixed across regions', () => {
    const lanes = new Lanes(2);
    lanes.add(member({ key: 'a', region: 'gz' }), false, 0);
    lanes.add(member({ key: 'b', region: 'sh' }), false, 0);
    expect(lanes.take(0, { alone: false })).toBeUndefined();
    expect(lanes.take(500, { alone: false })?.members.map(({ key }) => key)).toEqual(['a']);
    expect(lanes.take(500, { alone: false })?.members.map(({ key }) => key)).toEqual(['b']);
  });
});
