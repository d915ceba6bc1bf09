import { expect, it } from 'vitest';
import { readPattern } from './pattern.js';
import { Spec } from './spec.js';

/** The pattern that is read of a schema, and what is said of it. */
function read(schema: object): { pattern: string | undefined; problems: unknown[] } {
  const spec = new Spec(new Map([['a.yaml', JSON.stringify(schema)]]), (path) => path);
  const root = spec.root('a.yaml');
  if (root === undefined) throw new Error('the file is there');
  const pattern = readPattern(spec, root);
  return { pattern, problems: spec.problems };
}

it.each([
  ['^t-[0-9]{1,9}$', 't-[0-9]{1,9}'],
  ['^(?:a|b)$', '(?:a|b)'],
  ['^(?:a|(b|c))d$', '(?:a|(b|c))d'],
  ['^[a|b]$', '[a|b]'],
  ['^[\\]|]x$', '[\\]|]x'],
  ['^a\\|b$', 'a\\|b'],
  ['^\\(a\\|b\\)$', '\\(a\\|b\\)'],
  ['^$', ''],
  ['^a\\\\$', 'a\\\\'],
])('takes the anchors off %s', (pattern, inner) => {
  expect(read({ pattern }).pattern).toBe(inner);
  expect(read({ pattern }).problems).toEqual([]);
});

it.each([
  ['^a|b$', 'binds ^ and $ to only one of its alternatives', 'write ^(?:a|b)$'],
  ['^(?:a)|b$', 'binds ^ and $ to only one of its alternatives', 'write ^(?:(?:a)|b)$'],
  ['^[a]|b$', 'binds ^ and $ to only one of its alternatives', 'write ^(?:[a]|b)$'],
  ['^\\)|b$', 'binds ^ and $ to only one of its alternatives', 'write ^(?:\\)|b)$'],
  ['a$', 'would match in the middle of a value', 'begin it with ^ and end it with $'],
  ['^a', 'would match in the middle of a value', 'begin it with ^ and end it with $'],
  ['^[(]|$', 'binds ^ and $ to only one of its alternatives', 'write ^(?:[(]|)$'],
  ['^a\\\\\\$', 'would match in the middle of a value', 'begin it with ^ and end it with $'],
  ['^a\\$', 'would match in the middle of a value', 'begin it with ^ and end it with $'],
])('refuses %s', (pattern, what, remedy) => {
  expect(read({ pattern })).toEqual({
    pattern: undefined,
    problems: [expect.objectContaining({ what: `the pattern ${pattern} ${what}`, remedy, line: 1 })],
  });
});

it('says why a pattern is no regular expression', () => {
  expect(read({ pattern: '^a{$' })).toEqual({
    pattern: undefined,
    problems: [
      expect.objectContaining({
        what: expect.stringMatching(
          /^the pattern is not a valid regular expression: \/\^a\{\$\/u: /,
        ) as unknown,
        remedy: 'correct it',
      }),
    ],
  });
});

it('reads nothing where there is none', () => {
  expect(read({ type: 'string' })).toEqual({ pattern: undefined, problems: [] });
});
