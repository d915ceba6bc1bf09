import { expect, test } from 'vitest';
import { codeFile, page } from './files.js';

test('the first lines say what a file was made from, and how to make it again', () => {
  expect(
    codeFile(
      'a.gen.ts',
      ['specs/2.0/cvm.yaml', 'specs/2.0/common.yaml'],
      ['const a = 1;', '', 'const b = 2;'],
    ).text,
  ).toBe(
    `// Generated from specs/2.0/common.yaml and specs/2.0/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

const a = 1;

const b = 2;
`,
  );
  expect(page('a.md', ['specs/2.0/common.yaml'], ['# A']).text).toBe(
    `<!-- Generated from specs/2.0/common.yaml. Do not edit.
To change it, edit the spec and run: npm run generate -->

# A
`,
  );
});
