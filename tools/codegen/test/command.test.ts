import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../src/commands/generate.node.js';
import { demo, specsDirectory } from './demo.js';

/** A second module like the first. */
const other = demo
  .replace('name: demo', 'name: other')
  .replace('host: demo.', 'host: other.')
  .replace('summary: List things', 'summary: List things\n      x-qcloud-command: list-others')
  .replace('summary: Stop things', 'summary: Stop things\n      x-qcloud-command: stop-others');

let root = '';
const at = (path: string): string => join(root, path);

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function command(...options: string[]): Promise<Ran> {
  let out = '';
  let error = '';
  const streams = {
    out: (text: string) => void (out += text),
    error: (text: string) => void (error += text),
  };
  const code = await run(['--specs', at('specs'), '--out', root, ...options], streams);
  return { code, out, error };
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(at(folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const generated = (): string[] => ['packages', 'docs'].flatMap(filesBelow);

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'codegen-'));
  for (const file of ['2.0/common.yaml', 'dialect.schema.json'])
    cpSync(join(specsDirectory, file), at(`specs/${file}`));
  for (const [name, text] of [
    ['demo', demo],
    ['other', other],
  ] as const) {
    writeFileSync(at(`specs/2.0/${name}.yaml`), text);
  }
  expect(await command()).toEqual({
    code: 0,
    out: 'Generated from 3 specs: 25 written, 0 removed, 0 unchanged.\n',
    error: '',
  });
});
afterAll(() => rmSync(root, { recursive: true }));

test('a second run writes nothing', async () => {
  const before = generated().map((path) => [path, statSync(path).mtimeMs, readFileSync(path, 'utf8')]);
  expect(await command()).toEqual({
    code: 0,
    out: 'Generated from 3 specs: 0 written, 0 removed, 25 unchanged.\n',
    error: '',
  });
  expect(generated().map((path) => [path, statSync(path).mtimeMs, readFileSync(path, 'utf8')])).toEqual(
    before,
  );
});

test('--check says which files are stale, and leaves them alone', async () => {
  expect(await command('--check')).toEqual({ code: 0, out: '', error: '' });
  const edited = at('packages/mock/src/services/demo/2.0/shapes.gen.ts');
  const before = readFileSync(edited, 'utf8');
  const byHand = before.replace('total: 1', 'total: 2');
  writeFileSync(edited, byHand);
  rmSync(at('docs/reference/errors.md'));
  expect(await command('--check')).toEqual({
    code: 1,
    out: '',
    error: `docs/reference/errors.md  is not what the specs say
packages/mock/src/services/demo/2.0/shapes.gen.ts  is not what the specs say

To bring them up to date, run: npm run generate
`,
  });
  expect(readFileSync(edited, 'utf8')).toBe(byHand);

  expect((await command()).out).toBe('Generated from 3 specs: 2 written, 0 removed, 23 unchanged.\n');
  expect(readFileSync(edited, 'utf8')).toBe(before);
});

test('--check-only reports problems in the specs, and generates nothing', async () => {
  rmSync(at('docs/reference/demo/StopThings.md'));
  expect(await command('--check-only')).toEqual({
    code: 0,
    out: '3 specs, and nothing is wrong with them.\n',
    error: '',
  });
  expect(existsSync(at('docs/reference/demo/StopThings.md'))).toBe(false);
  writeFileSync(at('specs/2.0/demo.yaml'), demo.replace('success: [2]', 'success: [22]'));
  expect(await command('--check-only')).toMatchObject({
    code: 1,
    out: '',
    error: expect.stringContaining('the state 22 is not among the documented values') as string,
  });
  writeFileSync(at('specs/2.0/demo.yaml'), demo);
  await command();
});

test('files of operations and services that are gone disappear; what a person wrote there stays', async () => {
  const page = readFileSync(at('docs/reference/demo/StopThings.md'), 'utf8');
  writeFileSync(at('docs/reference/demo/StartThings.md'), page);
  writeFileSync(at('docs/reference/demo/guide.md'), '# Written by hand\n');
  expect((await command('--check')).error).toContain(
    'docs/reference/demo/StartThings.md  is generated from nothing any more\n',
  );
  expect((await command()).out).toBe('Generated from 3 specs: 0 written, 1 removed, 25 unchanged.\n');

  rmSync(at('specs/2.0/demo.yaml'));
  expect((await command()).out).toBe('Generated from 2 specs: 6 written, 8 removed, 11 unchanged.\n');
  expect(generated().filter((path) => path.includes('demo'))).toEqual([at('docs/reference/demo/guide.md')]);
  expect(existsSync(at('packages/client/src/services/demo'))).toBe(false);

  rmSync(at('docs/reference/demo'), { recursive: true });
  writeFileSync(at('specs/2.0/demo.yaml'), demo);
  await command();
});

test('a broken spec ends with code 1, and nothing is written', async () => {
  writeFileSync(
    at('specs/2.0/demo.yaml'),
    demo.replace('[Thing.Busy]', '[Thing.Busy, Thing.Bussy]').replace('The things to stop', 'What to stop'),
  );
  const { code, out, error } = await command();
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(error).toMatch(
    /specs\/2\.0\/demo\.yaml:17:37 {2}the error code "Thing\.Bussy" is not declared {2}did you mean "Thing\.Busy"\?\n\n1 problem in the specs; nothing was written\.\n$/,
  );
  writeFileSync(at('specs/2.0/demo.yaml'), demo);
  expect(await command('--check')).toEqual({ code: 0, out: '', error: '' });
});

test('an option that does not exist ends with code 2 and the usage', async () => {
  const { code, error } = await command('--chekc');
  expect(code).toBe(2);
  expect(error).toContain("'--chekc'");
  expect(error).toContain('--check      write nothing');
  expect((await command('--help')).out).toContain('--specs DIR');
});
