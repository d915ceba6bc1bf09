import { expect, test } from 'vitest';
import { codeFile, docComment, importNames, union } from './layout.js';
import type { DocComment } from './layout.js';

const long =
  'Shuts one or more instances down. Only a running instance can be stopped; for one in any other status the call fails.';

const comments: readonly (readonly [name: string, { given: DocComment; indent?: string; want: string }])[] = [
  ['nothing', { given: { paragraphs: [] }, want: '' }],
  ['a line', { given: { paragraphs: ['Running.'] }, indent: '  ', want: '  /** Running. */\n' }],
  [
    'a paragraph',
    {
      given: { paragraphs: [long] },
      want: `/**
 * Shuts one or more instances down. Only a running instance can be stopped; for one in any other status the
 * call fails.
 */
`,
    },
  ],
  [
    'paragraphs, a list and tags',
    {
      given: {
        paragraphs: ['One.', '', 'Two.'],
        list: ['- \`a\`: first', `- \`b\`: ${long}`],
        tags: ['@see https://example.com'],
      },
      want: `/**
 * One.
 *
 * Two.
 *
 * - \`a\`: first
 * - \`b\`: Shuts one or more instances down. Only a running instance can be stopped; for one in any other
 *   status the call fails.
 *
 * @see https://example.com
 */
`,
    },
  ],
  ['what would end the comment', { given: { paragraphs: ['a */ b'] }, want: '/** a *\\/ b */\n' }],
];

test.each(comments)('a doc comment of %s', (_name, { given, indent, want }) => {
  expect(docComment(given, indent)).toBe(want);
});

test('imports are sorted, once each, and broken when long', () => {
  expect(importNames([], './x.js')).toBe('');
  expect(importNames(['b', 'a', 'b'], './x.js', 'import')).toBe("import { a, b } from './x.js';");
  const names = Array.from({ length: 4 }, (_, index) => `AnInterfaceWithALongName${index}`);
  expect(importNames(names, './x.js')).toBe(`import type {
  AnInterfaceWithALongName0,
  AnInterfaceWithALongName1,
  AnInterfaceWithALongName2,
  AnInterfaceWithALongName3,
} from './x.js';`);
});

test('a union is broken when it is long', () => {
  expect(union(['0', '1'], { before: 'export type Flag =' })).toBe('export type Flag = 0 | 1');
  const members = Array.from({ length: 3 }, (_, index) => `'A.RatherLongErrorCodeOfSomeModule${index}'`);
  expect(union(members, { before: 'readonly code:', indent: '  ' })).toBe(`readonly code:
    | 'A.RatherLongErrorCodeOfSomeModule0'
    | 'A.RatherLongErrorCodeOfSomeModule1'
    | 'A.RatherLongErrorCodeOfSomeModule2'`);
});

test('a code file begins with its header', () => {
  const { text } = codeFile('a.gen.ts', ['Generated.', 'Do not edit.'], ['const a = 1;', '', 'const b = 2;']);
  expect(text).toBe('// Generated.\n// Do not edit.\n\nconst a = 1;\n\nconst b = 2;\n');
});
