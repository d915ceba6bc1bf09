import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineWidth } from './layout.js';
import { Code, literal, propertyName, quote } from './literal.js';
import type { Literal } from './literal.js';

const texts: readonly (readonly [name: string, { given: string; want: string }])[] = [
  ['plain text', { given: 'plain', want: "'plain'" }],
  ['an apostrophe', { given: "the account's owner", want: `"the account's owner"` }],
  ['double quotes', { given: 'spelt "Invaild"', want: `'spelt "Invaild"'` }],
  ['both quotes', { given: `it's "so"`, want: `'it\\'s "so"'` }],
  ['a backslash', { given: 'a\\d', want: String.raw`'a\\d'` }],
  ['a line break and a tab', { given: 'a\n\tb', want: String.raw`'a\n\tb'` }],
  [
    'what a program text must not contain',
    { given: '\u2028\u0085\ufeff', want: String.raw`'\u2028\u0085\ufeff'` },
  ],
  ['Chinese', { given: '广州', want: "'广州'" }],
];

test.each(texts)('quotes %s', (_name, { given, want }) => {
  expect(quote(given)).toBe(want);
});

const names: readonly (readonly [given: string, want: string])[] = [
  ['instanceIds', 'instanceIds'],
  ['4000', '4000'],
  ['-1', "'-1'"],
  ['007', "'007'"],
  ['ins-09dx96dg', "'ins-09dx96dg'"],
  ['OperationConstraints.InvaildInstanceStatus', "'OperationConstraints.InvaildInstanceStatus'"],
];

test.each(names)('writes the property %s', (given, want) => {
  expect(propertyName(given)).toBe(want);
});

const long =
  'a sentence that says more than fits on a line of this width, and goes on for a while after that, too';

const values: readonly (readonly [name: string, { given: Literal; want: string }])[] = [
  ['an empty object', { given: {}, want: 'const x = {};' }],
  ['an empty list', { given: [], want: 'const x = [];' }],
  ['what fits on a line', { given: { a: 1, b: ['x', null] }, want: "const x = { a: 1, b: ['x', null] };" }],
  ['a member that is undefined', { given: { a: undefined, b: 2 }, want: 'const x = { b: 2 };' }],
  [
    'a constant, and one of the same name as its property',
    {
      given: { operation: new Code('describe'), cvm: new Code('cvm') },
      want: 'const x = { operation: describe, cvm };',
    },
  ],
  [
    'an object that is too long for a line',
    {
      given: {
        kind: 'list',
        items: { kind: 'string', pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}' },
        meaning: 'an instance id',
      },
      want: `const x = {
  kind: 'list',
  items: { kind: 'string', pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}' },
  meaning: 'an instance id',
};`,
    },
  ],
  [
    'a text that is too long for a line',
    {
      given: { meaning: `${long}; ${long}` },
      want: `const x = {
  meaning:
    'a sentence that says more than fits on a line of this width, and goes on for a while after that, too; ' +
    'a sentence that says more than fits on a line of this width, and goes on for a while after that, too',
};`,
    },
  ],
  [
    'many numbers',
    {
      given: Array.from({ length: 30 }, (_, index) => index + 1000),
      want: `const x = [
  1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017,
  1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027, 1028, 1029,
];`,
    },
  ],
  [
    'a list of objects',
    {
      given: [1, 2].map((value) => ({
        value,
        name: 'aNameThatIsRatherLong',
        meaning: 'What it means, in some words.',
      })),
      want: `const x = [
  { value: 1, name: 'aNameThatIsRatherLong', meaning: 'What it means, in some words.' },
  { value: 2, name: 'aNameThatIsRatherLong', meaning: 'What it means, in some words.' },
];`,
    },
  ],
];

test.each(values)('prints %s', (_name, { given, want }) => {
  expect(literal(given, { before: 'const x = ', after: ';' })).toBe(want);
});

const jsonValues = fc.letrec<{ value: Literal }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ maxLength: 150 }),
    fc.lorem({ maxCount: 40 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(
      fc.string().filter((name) => name !== '__proto__'),
      tie('value'),
    ),
  ),
}));

test('what is printed means what was given', () => {
  fc.assert(
    fc.property(jsonValues.value, (value) => {
      expect(runInThisContext(literal(value, { before: '(', after: ')' }))).toEqual(value);
    }),
  );
});

test('lines are as wide as they may be, unless a single word is wider', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ name: fc.lorem({ maxCount: 30 }), value: fc.integer() })), (value) => {
      const lines = literal(value, { before: 'const x = ', after: ';' }).split('\n');
      expect(lines.filter((line) => line.length > lineWidth)).toEqual([]);
    }),
  );
});
