import { expect, test } from 'vitest';
import { compareField, compareReplacedField } from '../../src/diff/types/compare-field.js';
import type { Comparing, FieldPair } from '../../src/diff/types/compare-field.js';
import type { Field } from '../../src/model/shapes.js';

const alike: Comparing = {
  positions: { written: true, read: false },
  shapes: {
    compare: () => ({ same: true, accepts: true, gives: true, loses: false, from: '', to: '' }),
    changesCoding: () => false,
  } as unknown as Comparing['shapes'],
  values: { compare: () => [] } as unknown as Comparing['values'],
};
const field: Field = { name: 'A', required: false, answered: false, shape: { kind: 'string' } };

type Presence = Pick<Field, 'unless'> & { readonly required?: boolean };
const always: Presence = { required: true };
const never: Presence = {};
const unless = (...names: string[]): Presence => ({ unless: names });
const presences = [
  always,
  never,
  unless('B'),
  unless('C'),
  unless('B', 'C'),
  unless('C', 'B'),
  unless('C', 'D'),
];

const pairOf = (before: Presence, after: Presence): FieldPair => {
  const side = (presence: Presence) => ({
    type: { inRequests: true, inAnswers: false },
    field: { ...field, ...presence },
  });
  return { before: side(before), after: side(after) };
};
const told = (before: Presence, after: Presence): readonly string[] =>
  compareField(pairOf(before, after), alike).map(
    ({ effect, kind, message }) => `${effect} ${kind}: ${message}`,
  );

test.each<[Presence, Presence, ...string[]]>([
  [never, always, 'major required: It must be given now: a call without it is refused.'],
  [always, never, 'minor optional: It can be left out now.'],
  [unless('B'), always, 'major required: It must be given now: a call without it is refused.'],
  [always, unless('B'), 'minor optional: It can be left out now where B is given.'],
  [never, unless('B'), 'major required: It or B must be given now: a call without is refused.'],
  [never, unless('B', 'C'), 'major required: It, B or C must be given now: a call without is refused.'],
  [unless('B'), never, 'minor optional: It can be left out now.'],
  [unless('B', 'C'), unless('B'), 'major required: It or B must be given now: a call without is refused.'],
  [unless('B'), unless('C', 'B'), 'minor optional: It can be left out now where C is given.'],
  [
    unless('B'),
    unless('C'),
    'major required: It or C must be given now: a call without is refused.',
    'minor optional: It can be left out now where C is given.',
  ],
  [unless('B', 'C'), unless('C', 'B')],
])('presence of a parameter: %j → %j', (before, after, ...expected) => {
  expect(told(before, after)).toEqual(expected);
});

test('a request that was right and no longer is makes it major, one that was wrong and no longer is makes it minor', () => {
  const requests = ['', 'A', 'B', 'C', 'D', 'BC', 'ABCD'];
  const accepts = (presence: Presence, request: string): boolean =>
    request.includes('A') ||
    (presence.required !== true && (presence.unless?.some((name) => request.includes(name)) ?? true));
  for (const before of presences)
    for (const after of presences) {
      const differs = (one: Presence, other: Presence): boolean =>
        requests.some((request) => accepts(one, request) && !accepts(other, request));
      const effects = [
        ...(differs(before, after) ? ['major'] : []),
        ...(differs(after, before) ? ['minor'] : []),
      ];
      const changes = compareField(pairOf(before, after), alike);
      expect([before, after, changes.map(({ effect }) => effect)]).toEqual([before, after, effects]);
    }
});

test('what only calls show is told of a type in the place of another as well', () => {
  const changes = compareReplacedField(pairOf(never, unless('B')), alike);
  expect(changes.map(({ kind, seen }) => [kind, seen])).toEqual([['required', 'calls']]);
});
