import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../src/command/command.node.js';
import { things } from '../import/things.js';

let root = '';
const at = (path: string): string => join(root, path);

async function command(...argv: string[]) {
  let out = '';
  let error = '';
  const streams = {
    out: (text: string) => void (out += text),
    error: (text: string) => void (error += text),
  };
  const code = await run(['diff', at('old.json'), at('new.json'), ...argv], streams);
  return { code, out, error };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'diff-'));
  const description = things();
  writeFileSync(at('old.json'), JSON.stringify(description));
  delete description.actions['DescribeThings'];
  for (const name of ['DescribeThingsRequest', 'DescribeThingsResponse', 'Thing', 'Filter'])
    delete description.objects[name];
  writeFileSync(at('new.json'), JSON.stringify(description));
});
afterEach(() => rmSync(root, { recursive: true }));

test('says what has changed; --json gives the same to programs', async () => {
  const { code, out } = await command();
  expect(code).toBe(0);
  expect(out).toContain('Programs must be changed (major)');
  expect(out).toContain('- DescribeThings: It is gone, and the method describeThings with it.');
  const { out: json } = await command('--json');
  const found = JSON.parse(json) as { readonly changes: readonly object[] };
  expect({ ...found, changes: found.changes.slice(0, 1) }).toMatchObject({
    service: 'things',
    from: '2020-02-02',
    to: '2020-02-02',
    effect: 'major',
    changes: [
      {
        effect: 'major',
        kind: 'removed',
        seen: 'types',
        subject: 'DescribeThings',
        actions: ['DescribeThings'],
      },
    ],
  });
});

test('writes the changeset when anything has changed', async () => {
  const changeset = at('.changeset/things.md');
  expect(await command('--changeset', changeset, '--package', '@acme/things')).toMatchObject({ code: 0 });
  expect(readFileSync(changeset, 'utf8')).toMatch(/^---\n'@acme\/things': minor\n---\n\n\*\*Breaking:\*\* /);
  rmSync(changeset);
  writeFileSync(at('new.json'), readFileSync(at('old.json')));
  const { error } = await command('--changeset', changeset, '--package', '@acme/things');
  expect(error).toBe('No changeset is needed.\n');
  expect(existsSync(changeset)).toBe(false);
});

test('replaces no changeset that says something else', async () => {
  const changeset = at('things.md');
  const write = () => command('--changeset', changeset, '--package', '@acme/things');
  expect(await write()).toMatchObject({ code: 0 });
  expect(await write()).toMatchObject({ code: 0 });
  writeFileSync(changeset, '---\n"@acme/things": major\n---\n\nBy hand.\n');
  expect(await write()).toMatchObject({
    code: 2,
    error: expect.stringContaining('exists and says something else: it would be lost') as string,
  });
  expect(readFileSync(changeset, 'utf8')).toContain('By hand.');
});

test.each([
  ['major', 3],
  ['minor', 3],
  ['patch', 3],
])('--fail-on %s', async (limit, code) => {
  expect((await command('--fail-on', limit)).code).toBe(code);
  writeFileSync(at('new.json'), readFileSync(at('old.json')));
  expect((await command('--fail-on', limit)).code).toBe(0);
});

test('wrong arguments are said', async () => {
  expect(await command('--fail-on', 'all')).toMatchObject({ code: 2 });
  expect(await command('third.json')).toMatchObject({ code: 2 });
  writeFileSync(at('new.json'), '{');
  expect(await command()).toMatchObject({ code: 1 });
});
