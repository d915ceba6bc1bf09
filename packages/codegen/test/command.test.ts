import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../src/command/command.node.js';
import { things } from './import/things.js';

let root = '';
const at = (path: string): string => join(root, path);
const read = (path: string): string => readFileSync(at(path), 'utf8');
const arguments_ = (): string[] => [at('api.json'), '--out', at('client')];

async function command(...argv: string[]) {
  let out = '';
  let error = '';
  const streams = {
    out: (text: string) => void (out += text),
    error: (text: string) => void (error += text),
  };
  const code = await run(argv, streams);
  return { code, out: out.replaceAll(root, ''), error: error.replaceAll(root, '') };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'codegen-'));
  writeFileSync(at('api.json'), JSON.stringify(things()));
});
afterEach(() => rmSync(root, { recursive: true }));

test('writes a client, and a second time nothing', async () => {
  expect(await command(...arguments_())).toEqual({
    code: 0,
    out: '/client: 5 written, 0 unchanged.\n',
    error: '',
  });
  expect(readdirSync(at('client'))).toHaveLength(5);
  expect((await command(...arguments_())).out).toBe('/client: 0 written, 5 unchanged.\n');
});

test('--check says what is out of date, what is gone, and how to mend it; it writes nothing', async () => {
  await command(...arguments_());
  expect(await command(...arguments_(), '--check')).toMatchObject({
    code: 0,
    out: '/client is up to date.\n',
  });
  // Another platform's line ends are no change.
  writeFileSync(at('client/index.ts'), read('client/index.ts').replaceAll('\n', '\r\n'));
  expect((await command(...arguments_(), '--check')).code).toBe(0);
  const old = `${read('client/types.gen.ts')}// changed\n`;
  writeFileSync(at('client/types.gen.ts'), old);
  writeFileSync(at('client/waiters.gen.ts'), read('client/client.gen.ts'));
  writeFileSync(at('client/mine.ts'), '');
  const { code, error } = await command(...arguments_(), '--check');
  expect(code).toBe(1);
  expect(error).toBe(
    '/client/types.gen.ts  is not what /api.json gives\n' +
      '/client/waiters.gen.ts  is generated from nothing any more\n\n' +
      'To bring /client up to date, run the same without --check.\n',
  );
  expect(read('client/types.gen.ts')).toBe(old);
  expect((await command(...arguments_())).out).toBe('/client: 1 written, 1 removed, 4 unchanged.\n');
  expect(readdirSync(at('client'))).toContain('mine.ts');
});

test('--check says of a folder that is not there just that, and of a file that it is missing', async () => {
  expect(await command(...arguments_(), '--check')).toEqual({
    code: 1,
    out: '',
    error: 'There is no folder /client.\n\nTo make it, run the same without --check.\n',
  });
  expect(existsSync(at('client'))).toBe(false);
  await command(...arguments_());
  rmSync(at('client/index.ts'));
  expect((await command(...arguments_(), '--check')).error).toBe(
    '/client/index.ts  is missing\n\nTo bring /client up to date, run the same without --check.\n',
  );
});

test.each([
  ['what was generated elsewhere', (): void => writeFileSync(at('other.ts'), read('client/index.ts'))],
  ['a file that is not there', (): void => undefined],
])('a link in place of a generated file, to %s, is refused: nothing outside is written', async (_, make) => {
  await command(...arguments_());
  make();
  const before = existsSync(at('other.ts')) ? read('other.ts') : undefined;
  rmSync(at('client/index.ts'));
  symlinkSync(at('other.ts'), at('client/index.ts'));
  writeFileSync(at('api.json'), JSON.stringify(things()).replaceAll('DropThing', 'DropOne'));
  const { code, error } = await command(...arguments_());
  expect(code).toBe(2);
  expect(error).toContain(
    '/client/index.ts is a symbolic link: what is written would go elsewhere. Remove it',
  );
  expect(existsSync(at('other.ts')) ? read('other.ts') : undefined).toBe(before);
});

test('a folder that is a link is written to, and links that are none of ours stay', async () => {
  mkdirSync(at('real'));
  symlinkSync(at('real'), at('client'));
  symlinkSync(at('api.json'), at('real/mine.ts'));
  expect((await command(...arguments_())).out).toBe('/client: 5 written, 0 unchanged.\n');
  expect(readdirSync(at('real'))).toHaveLength(6);
});

test('a file that was not generated is never overwritten', async () => {
  await command(...arguments_());
  writeFileSync(at('client/index.ts'), 'export const mine = 1;\n');
  const { code, error } = await command(...arguments_());
  expect(code).toBe(2);
  expect(error).toContain('/client/index.ts was not generated: it would be lost.');
  expect(read('client/index.ts')).toBe('export const mine = 1;\n');
});

test('what is wrong with a file is said with its place; nothing is written', async () => {
  writeFileSync(
    at('cbs.overlay.yaml'),
    'overlay: 1.0.0\nactions:\n  - target: $.paths.DropThing\n    update: {}\n',
  );
  const { code, error } = await command(...arguments_(), '--overlay', at('cbs.overlay.yaml'));
  expect(code).toBe(1);
  expect(error).toContain(
    '/cbs.overlay.yaml:3:13  this target selects nothing: there is no "DropThing" in paths',
  );
  expect(error).toContain('did you mean "/DropThing"?\n\n1 problem; nothing was written.\n');
  expect(existsSync(at('client'))).toBe(false);
});

test.each([
  [['api.json'], 'Give --out'],
  [['--out', 'client'], 'Give one description, an api.json; there are 0.'],
  [['none.json', '--out', 'client'], 'There is no file none.json.'],
  [['/', '--out', 'client'], '/ is a folder: give a file.'],
  [['api.json', '--out', 'client', '--outt'], "Unknown option '--outt'"],
])('wrong arguments: %j', async (argv, says) => {
  const { code, error } = await command(...argv);
  expect(code).toBe(2);
  expect(error).toContain(says);
  // A line for what is wrong, one for help: the whole usage would hide both.
  expect(error.trimEnd().split('\n')).toHaveLength(2);
  expect(error).toContain('qcvm-codegen --help');
});

test.each([
  [
    'a folder that takes none',
    '/proc/client',
    'Cannot use /proc/client: there is no such folder, and none can be made there.',
  ],
  ['a name that is too long', 'a'.repeat(300), `Cannot use ${'a'.repeat(300)}: its name is too long.`],
  ['a device', '/dev/null/client', '/dev/null/client is no folder: give another --out.'],
])('what cannot be written to is said in a line: %s', async (_, folder, says) => {
  const { code, error } = await command(at('api.json'), '--out', folder);
  expect({ code, first: error.split('\n')[0] }).toEqual({ code: 2, first: says });
});

test('a folder in place of a generated file is said in a line', async () => {
  mkdirSync(at('client/types.gen.ts'), { recursive: true });
  const { code, error } = await command(...arguments_());
  expect(code).toBe(2);
  expect(error).toContain('Cannot use /client/types.gen.ts: it is a folder where a file is needed.');
});

test('--help and --version', async () => {
  expect((await command('--help')).out).toContain('Usage: qcvm-codegen');
  expect((await command('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
