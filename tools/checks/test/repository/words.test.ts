import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../src/repository.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { flagWords } = parse(read('cspell.config.yaml')) as { flagWords: readonly string[] };
const words = flagWords.map((word) => word.split('->')[0] ?? '');
const flagged = new RegExp(`\\b(?:${words.join('|')})s?\\b`, 'i');

it('code, tests and their texts do without the words that the spelling check flags', () => {
  const files = execFileSync('git', ['ls-files', '-z', 'packages', 'tools', 'examples'], { cwd: root })
    .toString()
    .split('\0')
    .filter((path) => /\.(?:[cm]?[jt]sx?|py|sh|css)$/.test(path));
  expect(words.length).toBeGreaterThan(8);
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (flagged.test(line) ? `${path}:${index + 1} ${line.trim()}` : [])),
  );
  expect(found).toEqual([]);
});
