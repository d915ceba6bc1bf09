import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.js';
import {
  asTexts,
  deepFreeze,
  leafTexts,
  name,
  parameters,
  reversed,
} from '../../../test/support/parameters.js';
import { ValidationError } from '../../model/errors/errors.js';
import { flatten, unflatten } from '../../wire.js';

/** What a call is refused for: path and rule of every problem. */
function refusals(call: () => unknown): [parameter: string, rule: string][] {
  try {
    call();
  } catch (error) {
    if (error instanceof ValidationError)
      return error.problems.map(({ parameter, rule }) => [parameter, rule]);
    throw error;
  }
  return [];
}

const cycle: Record<string, unknown> = { name: 'zone' };
cycle['inner'] = { list: [cycle] };
const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 'leaf');

/** Everything that has no form on the wire, and what it is refused for. */
const formless: [what: string, value: unknown, rule: string, inside?: string][] = [
  ['undefined', undefined, 'type'],
  ['null', null, 'type'],
  ['NaN', NaN, 'integer'],
  ['Infinity', Infinity, 'integer'],
  ['-Infinity', -Infinity, 'integer'],
  ['a fraction', 1.5, 'integer'],
  ['an integer that a double does not hold exactly', 2 ** 53, 'integer'],
  ['true', true, 'boolean'],
  ['false', false, 'boolean'],
  ['a bigint', 10n, 'type'],
  ['a function', () => 1, 'type'],
  ['a symbol', Symbol('x'), 'type'],
  ['a date', new Date(0), 'type'],
  ['a regular expression', /x/, 'type'],
  ['a map', new Map([['a', 1]]), 'type'],
  ['a promise', Promise.resolve({}), 'type'],
  [
    'an instance of a class',
    new (class Fleet {
      size = 1;
    })(),
    'type',
  ],
  ['a boxed string', new String('x'), 'type'],
  ['an empty list', [], 'empty'],
  ['an empty object', {}, 'empty'],
  ['a sparse list', [1, , 3], 'sparse'],
  ['a list of nothing but holes', new Array(1e9), 'sparse'],
  ['a list with a property', Object.assign(['a'], { extra: 1 }), 'sparse'],
  ['half a surrogate pair', 'a\ud83d', 'unicode'],
  ['a symbol as a name', { a: 1, [Symbol('x')]: 1 }, 'name'],
  ['an empty name', { '': 1 }, 'name', '.""'],
  ['a name with a dot', { 'a.b': 1 }, 'name', '."a.b"'],
  ['a name with an equals sign', { 'a=b': 1 }, 'name', '."a=b"'],
  ['a name with an ampersand', { 'a&b': 1 }, 'name', '."a&b"'],
  ['half a surrogate pair in a name', { 'a\ud83d': 1 }, 'name', String.raw`."a\ud83d"`],
  ['a number as a name', { '0': 1 }, 'name', '.0'],
  ['a number of several digits as a name', { '12': 1 }, 'name', '.12'],
  ['a name that would change a prototype', JSON.parse('{"__proto__":1}'), 'name', '.__proto__'],
  ['a cycle', cycle, 'cycle', '.inner.list[0]'],
  ['a nest of 40 lists', deep, 'depth', '[0]'.repeat(31)],
];

describe('flatten', () => {
  test('numbers lists from 0, joins nested names with dots and writes integers in decimal digits', () => {
    const policies = [
      { action: 'accept', ports: [80, 443] },
      { action: 'drop', ports: [-1] },
    ];
    expect(
      flatten({ instanceIds: ['ins-09dx96dg', 'ins-4jgc8a6z'], forceStop: 1, policies, filter: { zone: 0 } }),
    ).toEqual({
      'instanceIds.0': 'ins-09dx96dg',
      'instanceIds.1': 'ins-4jgc8a6z',
      forceStop: '1',
      'policies.0.action': 'accept',
      'policies.0.ports.0': '80',
      'policies.0.ports.1': '443',
      'policies.1.action': 'drop',
      'policies.1.ports.0': '-1',
      'filter.zone': '0',
    });
  });

  test('keeps the index of every item of a list of ten and more', () => {
    const ids = Array.from({ length: 101 }, (_, index) => `ins-${index}`);
    const flat = flatten({ ids });
    expect(Object.keys(flat)).toHaveLength(101);
    ids.forEach((id, index) => expect(flat[`ids.${index}`]).toBe(id));
  });

  test('is undone by unflatten, every leaf as text', () => {
    fc.assert(
      fc.property(parameters(), (input) => {
        expect(unflatten(flatten(input))).toEqual(asTexts(input));
      }),
      runs(),
    );
  });

  test('gives every leaf exactly once, each under a name of its own', () => {
    fc.assert(
      fc.property(parameters(), (input) => {
        expect(Object.values(flatten(input)).sort()).toEqual(leafTexts(input).sort());
      }),
      runs(),
    );
  });

  test('changes nothing in its input', () => {
    fc.assert(
      fc.property(parameters(), (input) => void flatten(deepFreeze(input))),
      runs(),
    );
  });

  test('does not depend on the order of the keys', () => {
    fc.assert(
      fc.property(parameters(), (input) => {
        expect(flatten(reversed(input) as object)).toEqual(flatten(input));
      }),
      runs(),
    );
  });

  test('takes a name that only begins or ends with a digit for a name', () => {
    const flat = { '1a': 'x', 'a.2b': 'y', 'a.b3': 'z' };
    expect(flatten({ '1a': 'x', a: { '2b': 'y', b3: 'z' } })).toEqual(flat);
    expect(unflatten(flat)).toEqual({ '1a': 'x', a: { '2b': 'y', b3: 'z' } });
  });

  test('nests as deep as it says, and unflatten reads it', () => {
    const nest = (depth: number): unknown => (depth === 0 ? 'leaf' : [nest(depth - 1)]);
    const flat = { [`a${'.0'.repeat(31)}`]: 'leaf' };
    expect(flatten({ a: nest(31) })).toEqual(flat);
    expect(unflatten(flat)).toEqual({ a: nest(31) });
    const deeper = { [`a${'.0'.repeat(32)}`]: 'leaf' };
    expect(refusals(() => flatten({ a: nest(32) })).map(([, rule]) => rule)).toEqual(['depth']);
    expect(refusals(() => unflatten(deeper)).map(([, rule]) => rule)).toEqual(['depth']);
  });

  test('allows the same list in two places', () => {
    const ports = [80];
    expect(flatten({ a: { ports }, b: { ports } })).toEqual({ 'a.ports.0': '80', 'b.ports.0': '80' });
  });

  test.each(formless)('refuses %s by its path, wherever it is', (_, value, rule, inside = '') => {
    expect(refusals(() => flatten({ good: 1, bad: value }))).toEqual([[`bad${inside}`, rule]]);
    const shorter = inside.replace('[0]', '');
    if (rule === 'depth')
      return expect(refusals(() => flatten({ bad: [value] }))).toEqual([[`bad[0]${shorter}`, rule]]);
    expect(refusals(() => flatten({ list: ['x', { bad: value }] }))).toEqual([
      [`list[1].bad${inside}`, rule],
    ]);
  });

  test('refuses everything that is wrong at once, beside what is right', () => {
    const bad = Object.fromEntries(formless.map(([what, value]) => [what.replace(/\W/g, '_'), value]));
    expect(refusals(() => flatten({ right: ['x'], ...bad }))).toHaveLength(formless.length);
  });

  test.each([null, undefined, 'text', 7, [], ['a'], new Date(0), () => 1])(
    'refuses %s in place of parameters',
    (input) => {
      expect(refusals(() => flatten(input as object))).toEqual([['parameters', 'type']]);
    },
  );

  test('accepts having no parameters at all', () => {
    expect(flatten({})).toEqual({});
  });

  test('says what must be and what was received, on one line, without the whole of a long value', () => {
    expect(() => flatten({ note: `first\nsecond${'x'.repeat(50)}\ud800` })).toThrow(
      'Invalid input: note must be well-formed Unicode; received a string of length 63, "first se…". Nothing was sent.',
    );
    expect(() => flatten({ forceStop: true })).toThrow(
      'forceStop must be 1 or 0: the API has no booleans; received the boolean true',
    );
  });

  test('does not hint at the value of a parameter whose name sounds like a secret', () => {
    expect(() => flatten({ loginPassword: 'hunter2\ud800' })).toThrow(/received a string\./);
  });
});

describe('unflatten', () => {
  test('reads the indexes 0 to n − 1 as a list, in any order', () => {
    expect(
      unflatten({
        'a.10': 'k',
        ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`a.${i}`, `${i}`])),
      }),
    ).toEqual({
      a: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'k'],
    });
  });

  test.each([
    ['a skipped index', { 'a.0': 'x', 'a.2': 'y' }, ['a', 'list']],
    ['a list that starts at 1', { 'a.1': 'x' }, ['a', 'list']],
    ['a skipped index within an object', { 'a.b.0': 'x', 'a.b.2': 'y' }, ['a.b', 'list']],
    ['an index beyond all memory', { 'a.4294967295': 'x' }, ['a', 'list']],
    ['an index with a leading zero', { 'a.00': 'x' }, ['a', 'list']],
    ['indexes mixed with names', { 'a.0': 'x', 'a.b': 'y' }, ['a', 'list']],
    ['a value that is a list as well', { a: 'x', 'a.0': 'y' }, ['a.0', 'conflict']],
    ['a list that is a value as well', { 'a.0': 'y', a: 'x' }, ['a', 'conflict']],
    ['an index at the top', { '0': 'x' }, ['0', 'name']],
    ['an empty name', { 'a..b': 'x' }, ['a..b', 'name']],
    [
      'a name that would change a prototype',
      { 'a.__proto__.polluted': 'x' },
      ['a.__proto__.polluted', 'name'],
    ],
    ['a name with an equals sign', { 'a=b': 'x' }, ['a=b', 'name']],
    ['a nest of thousands', { [`${'a.'.repeat(5000)}b`]: 'x' }, [expect.stringMatching(/^a\.a\./), 'depth']],
    ['a value that is no text', { a: 5 as never }, ['a', 'type']],
  ])('refuses %s', (_, flat: Record<string, string>, problem) => {
    expect(refusals(() => unflatten(flat))).toEqual([problem]);
  });

  test('says of a list that is not one what is wrong with it', () => {
    expect(() => unflatten({ 'a.0': 'x', 'a.2': 'y' })).toThrow(
      'a must have the indexes 0 to 1, but 1 is missing;',
    );
    for (const flat of [
      { 'a.0': 'x', 'a.b': 'y' },
      { 'a.b': 'y', 'a.0': 'x' },
      { 'a.b': 'y', 'a.0.c': 'x' },
    ])
      expect(() => unflatten(flat)).toThrow(
        'a must have either indexes or names, but 0 is an index and b is a name;',
      );
  });

  test('either refuses any other input, by name, or gives what flattens to it again', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      '0',
      '1',
      '2',
      '01',
      '99999999999',
      '',
      '__proto__',
      'constructor',
      'toString',
      'length',
    );
    const names = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
    const untrusted = fc.uniqueArray(
      fc.tuple(fc.oneof(names, name()), fc.string({ unit: 'grapheme', maxLength: 3 })),
      {
        selector: ([key]) => key,
        maxLength: 6,
      },
    );
    let accepted = 0;
    const often = runs(500);
    fc.assert(
      fc.property(untrusted, (pairs) => {
        const flat = Object.fromEntries(pairs);
        if (refusals(() => unflatten(flat)).length > 0) return;
        accepted++;
        expect(flatten(unflatten(flat))).toEqual(flat);
      }),
      often,
    );
    expect(accepted).toBeGreaterThan(often.numRuns / 10);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});
