import { expect, test } from 'vitest';
import { formatProblem } from './problems.js';
import type { Problem } from './problems.js';
import { readYaml } from './yaml-file.js';

function read(text: string) {
  const problems: Problem[] = [];
  const file = readYaml('things.yaml', text, problems);
  return { file, problems: problems.map(formatProblem) };
}

const nested = (depth: number): string => `a:\n  b: ${'['.repeat(depth)}${']'.repeat(depth)}\n`;

/** Each line holds nine times the one before it. */
const bomb = [
  'a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]',
  ...[...'bcdefghi'].map((name, index) => {
    const before = `*${'abcdefgh'.charAt(index)}`;
    return `${name}: &${name} [${Array(9).fill(before).join(', ')}]`;
  }),
].join('\n');

test.each([
  ['an alias of nothing', 'a: 1\nb: *nothing\n', /^things\.yaml:2:5 .*nothing/],
  ['an alias before its anchor', 'a: *late\nb: &late 1\n', /^things\.yaml:1:5 .*late/],
  ['an alias without a name', 'a: 1\nb: *\n', /^things\.yaml:2:4 /],
  ['an anchor without a name', 'a: 1\nb: &\n', /^things\.yaml:2:4 /],
  ['an anchor at an alias', 'a: &a 1\nb: &b *a\n', /^things\.yaml:2:7 /],
  ['a list inside of itself', 'a: 1\nb: &b [2, *b]\n', /^things\.yaml:2:11 .*inside of itself/],
  ['an object inside of itself', 'a: &a\n  b:\n    c: *a\n', /^things\.yaml:3:8 .*inside of itself/],
  ['an alias that becomes too large', bomb, /^things\.yaml:\d:\d+ .*too large/],
  ['a name that is there twice', 'a: 1\nb: 2\na: 3\n', /^things\.yaml:3:1 .*unique/],
  ['a name that is there twice, once in quotes', '1: a\n"1": b\n', /^things\.yaml:2:\d /],
  ['a tag that nothing reads', 'a: 1\nb: !thing 1\n', /^things\.yaml:2:4 .*!thing/],
  ['a name that is a list', 'a:\n  ? [b, c]\n  : 1\n', /^things\.yaml:1:1 .*keys/],
  ['more than anyone nests', nested(20_000), /^things\.yaml:2:\d+ /],
  ['a second document', 'a: 1\n---\nb: 2\n', /^things\.yaml:2:1 .*document/],
  ['a tab', 'a:\n\t- 1\n', /^things\.yaml:2:1 .*Tab/],
])('what cannot be read is refused with its place: %s', (_name, text, problem) => {
  const { file, problems } = read(text);
  expect(problems).toEqual([expect.stringMatching(problem)]);
  expect(file.value).toBeUndefined();
});

test('an alias stands for a copy of what its anchor names', () => {
  const { file, problems } = read('a: &a { b: [1] }\nc: *a\nd: [*a, *a]\n');
  expect(problems).toEqual([]);
  expect(file.value).toEqual({ a: { b: [1] }, c: { b: [1] }, d: [{ b: [1] }, { b: [1] }] });
  const { a, c, d } = file.value as { a: object; c: object; d: object[] };
  expect(new Set([a, c, ...d]).size).toBe(4);
});

test('nothing in a file is nothing, which others report', () => {
  for (const text of ['', '\n', '# a comment\n']) expect(read(text)).toMatchObject({ problems: [] });
});
