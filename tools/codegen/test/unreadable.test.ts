import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../src/commands/generate.node.js';
import { specsDirectory } from './demo.js';

/** Every spec that the generator reads, below the specs directory. */
const paths = ['.', '2.0', '3.0', 'succession', 'conformance'].flatMap((folder) =>
  readdirSync(join(specsDirectory, folder))
    .filter((name) => /\.(?:json|yaml)$/.test(name))
    .map((name) => join(folder, name)),
);

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'unreadable-'));
  cpSync(specsDirectory, root, { recursive: true });
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

test.each(paths)('a spec that cannot be read is named with its line: %s', async (path) => {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  // An alias of nothing; and a file that was cut off.
  const broken = path.endsWith('.yaml') ? `${text}x-more: *nothing\n` : text.slice(0, text.lastIndexOf('}'));
  let error = '';
  writeFileSync(file, broken);
  const code = await run(['--specs', root, '--out', root, '--check-only'], {
    out: () => undefined,
    error: (said) => void (error += said),
  });
  writeFileSync(file, text);
  const line = broken.trimEnd().split('\n').length;
  const [first = ''] = error.split('\n');
  expect(code).toBe(1);
  expect(first).toMatch(new RegExp(`^[^ ]*${path.replaceAll('.', '\\.')}:(?:${line}|${line + 1}):\\d+ `));
});
