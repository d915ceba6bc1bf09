import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wholeThings as things } from '../../../../packages/codegen/test/import/things.js';
import { run as importSpec } from '../../src/commands/import.node.js';
import { run } from '../../src/commands/update.node.js';

let root = '';
let executed: string[] = [];
let failing: string | undefined;
const at = (path: string): string => join(root, path);

async function update(...argv: string[]) {
  let out = '';
  let error = '';
  const code = await run(
    argv,
    { out: (text) => void (out += text), error: (text) => void (error += text) },
    {
      root,
      execute: (program, rest) => {
        const line = [program, ...rest].join(' ');
        executed.push(line);
        return failing !== undefined && line.includes(failing) ? 1 : 0;
      },
    },
  );
  return { code, out, error };
}

const spec = 'specs/3.0/things-2020-02-02.openapi.json';
const changeset = '.changeset/update-things-2020-02-02.md';

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'update-'));
  executed = [];
  failing = undefined;
  mkdirSync(at('.changeset'));
  writeFileSync(at('old.json'), JSON.stringify(things()));
  const silent = { out: () => undefined, error: () => undefined };
  await importSpec(['things', '2020-02-02', at('old.json'), '--out', at('specs/3.0')], silent);
  const description = things();
  delete description.actions['DropThing'];
  for (const name of ['DropThingRequest', 'DropThingResponse']) delete description.objects[name];
  writeFileSync(at('new.json'), JSON.stringify(description));
});
afterEach(() => rmSync(root, { recursive: true }));

test('imports, generates, builds, judges, and says what has changed', async () => {
  const { code, out } = await update(at('new.json'));
  expect(code).toBe(0);
  expect(executed).toEqual([
    'npm run --silent generate',
    'npm run --silent api:update',
    'npx vitest run tools/codegen tools/contract packages/client packages/mock',
  ]);
  expect(out).toContain('- DropThing: It is gone, and the method dropThing with it.');
  expect(readFileSync(at(spec), 'utf8')).not.toContain('"/DropThing"');
  expect(readFileSync(at(changeset), 'utf8')).toMatch(
    /^---\n'@qcvm\/client': minor\n'@qcvm\/mock': minor\n---\n/,
  );
});

test('keeps the changeset of an earlier update', async () => {
  writeFileSync(at(changeset), 'of an earlier update');
  const { code, error } = await update(at('new.json'), '--no-suites');
  expect(code).toBe(0);
  expect(error).toContain('update-things-2020-02-02-2.md');
  expect(readFileSync(at(changeset), 'utf8')).toBe('of an earlier update');
  expect(readFileSync(at('.changeset/update-things-2020-02-02-2.md'), 'utf8')).toContain('DropThing');
});

test('a description that says the same needs no changeset', async () => {
  const before = readFileSync(at(spec), 'utf8');
  const { code, error } = await update(at('old.json'), '--no-suites');
  expect([code, error]).toEqual([0, 'No changeset is needed.\n']);
  expect(executed).toHaveLength(2);
  expect(readFileSync(at(spec), 'utf8')).toBe(before);
});

test('what the overlay says already is no change, and an overlay that does not fit hides none', async () => {
  const described = (member: string): string =>
    JSON.stringify(things()).replace('"member":"uint64"', `"member":"${member}"`);
  const overlay = (object: string): string => `overlay: 1.0.0
info: { title: Things, version: '2020-02-02' }
actions:
  - target: $.components.schemas.${object}.properties
    update: { Limit: { minimum: 1 } }
`;
  const told = async (object: string): Promise<string> => {
    rmSync(at('specs/3.0/things-2020-02-02.overlay.yaml'), { force: true });
    writeFileSync(at('new.json'), described('int64'));
    await update(at('new.json'), '--no-suites');
    writeFileSync(at('specs/3.0/things-2020-02-02.overlay.yaml'), overlay(object));
    writeFileSync(at('new.json'), described('uint64'));
    return (await update(at('new.json'), '--no-suites')).out;
  };
  // That it is not negative, the description says from now on.
  expect(await told('DescribeThingsRequest')).toBe('things 2020-02-02: nothing has changed for users.\n');
  expect(await told('DescribeThingsInput')).toContain(
    'DescribeThingsInput.Limit: Fewer values are taken now',
  );
});

test.each(['generate', 'vitest'])('what fails after the import says what to do: %s', async (what) => {
  failing = what;
  const { code, error } = await update(at('new.json'));
  expect(code).toBe(1);
  expect(error).toContain('is imported; correct what is said above, mostly the overlay beside it');
  // The same again finds nothing new to what is imported: the changeset is there already, and stays.
  const written = readFileSync(at(changeset), 'utf8');
  failing = undefined;
  expect((await update(at('new.json'))).code).toBe(0);
  expect(readFileSync(at(changeset), 'utf8')).toBe(written);
});

test('from 1.0 on, what breaks is major', async () => {
  mkdirSync(at('packages/client'), { recursive: true });
  writeFileSync(at('packages/client/package.json'), '{ "version": "1.2.0" }');
  await update(at('new.json'));
  expect(readFileSync(at(changeset), 'utf8')).toContain("'@qcvm/client': major");
});

test('a service that is not here, and what is no description', async () => {
  writeFileSync(at('new.json'), JSON.stringify(things()).replace('"things"', '"others"'));
  expect((await update(at('new.json'))).error).toContain('import a new service with npm run spec:import');
  writeFileSync(at('new.json'), '{');
  expect((await update(at('new.json'))).code).toBe(1);
  expect((await update()).code).toBe(2);
  expect(executed).toEqual([]);
});
