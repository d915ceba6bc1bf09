import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../src/commands/import.node.js';
import { wholeThings as things } from '../../../../packages/codegen/test/import/things.js';

let root = '';
const at = (path: string): string => join(root, path);

async function command(...argv: string[]) {
  let out = '';
  let error = '';
  const code = await run(argv, {
    out: (text) => void (out += text),
    error: (text) => void (error += text),
  });
  return { code, out, error };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'import-'));
  writeFileSync(at('api.json'), JSON.stringify(things()));
  writeFileSync(at('errors.json'), JSON.stringify({ perAction: { DropThing: ['InvalidParameter'] } }));
});
afterEach(() => rmSync(root, { recursive: true }));

test('writes the spec and the error codes, the same a second time', async () => {
  const argv = ['things', '2020-02-02', at('api.json'), '--errors', at('errors.json'), '--out', at('specs')];
  const { code, out } = await command(...argv);
  expect(code).toBe(0);
  expect(out).toContain('Imported 2 actions and 7 objects: ');
  const files = ['things-2020-02-02.errors.json', 'things-2020-02-02.openapi.json'];
  expect(readdirSync(at('specs')).sort()).toEqual(files);
  const before = files.map((file) => readFileSync(at(`specs/${file}`), 'utf8'));
  await command(...argv);
  expect(files.map((file) => readFileSync(at(`specs/${file}`), 'utf8'))).toEqual(before);
});

test('leaves error codes as they are when none are given', async () => {
  expect((await command('things', '2020-02-02', at('api.json'), '--out', at('specs'))).code).toBe(0);
  expect(readdirSync(at('specs'))).toEqual(['things-2020-02-02.openapi.json']);
});

test('says what it has not understood, as the vendor may say something new', async () => {
  const description = things();
  Object.assign(description.actions['DropThing'] ?? {}, { timeout: 5 });
  for (const { members } of Object.values(description.objects))
    for (const member of members as object[]) Object.assign(member, { secret: true });
  writeFileSync(at('api.json'), JSON.stringify(description));
  const { code, error } = await command('things', '2020-02-02', at('api.json'), '--out', at('specs'));
  expect(code).toBe(0);
  expect(error).toBe(
    'Left out, as it is not understood: "timeout" of 1 action.\n' +
      'Left out, as it is not understood: "secret" of 23 members.\n',
  );
});

test('writes nothing when something is wrong, and says what', async () => {
  writeFileSync(at('errors.json'), JSON.stringify({ perAction: { DropThings: [] } }));
  const { code, error } = await command(
    ...['things', '2020-02-02', at('api.json'), '--errors', at('errors.json'), '--out', at('specs')],
  );
  expect(code).toBe(1);
  expect(error).toContain('errors.json:1:28  there is no Action "DropThings"');
  expect(error).toContain('Nothing was written.');
  expect(existsSync(at('specs'))).toBe(false);
});

test('a description without Actions is refused, and nothing is written', async () => {
  writeFileSync(at('api.json'), JSON.stringify({ ...things(), actions: {} }));
  const { code, error } = await command('things', '2020-02-02', at('api.json'), '--out', at('specs'));
  expect(code).toBe(1);
  expect(error).toContain('there is no Action in "actions"');
  expect(error).toContain('Nothing was written.');
  expect(existsSync(at('specs'))).toBe(false);
});

/** The description with something wrong in it that no file of the vendor's has. */
test.each<{ wrong: string; change: (description: ReturnType<typeof things>) => void; says: string }>([
  {
    wrong: 'an object that no Action has',
    change: ({ objects }) =>
      void (objects['Spare'] = { members: [{ name: 'Thing', type: 'object', member: 'Spare' }] }),
    says: 'api.json:253:5  no Action takes or gives the object "Spare", alone or inside of another  leave it out',
  },
  {
    wrong: 'an answer without a request id',
    change: ({ objects }) => void (objects['DropThingResponse'] = { members: [] }),
    says: 'api.json:20:17  "DropThingResponse" cannot be the output of "DropThing": it has no "RequestId"',
  },
  {
    wrong: 'an input of two Actions',
    change: ({ actions, objects }) => {
      Object.assign(actions['DropThing'] ?? {}, { input: 'DescribeThingsRequest' });
      delete objects['DropThingRequest'];
    },
    says: 'api.json:19:16  "DescribeThingsRequest" cannot be the input of "DropThing": it is the input of "DescribeThings" already',
  },
])('$wrong is refused with its place', async ({ change, says }) => {
  const description = things();
  change(description);
  writeFileSync(at('api.json'), JSON.stringify(description, null, 2));
  const { code, error } = await command('things', '2020-02-02', at('api.json'), '--out', at('specs'));
  expect(code).toBe(1);
  expect(error).toContain(says);
  expect(existsSync(at('specs'))).toBe(false);
});

test.each([
  { argv: [], says: 'Give a service, its version and the file to import.' },
  { argv: ['things', '2020-02-02', 'nowhere.json'], says: 'There is no file nowhere.json.' },
  { argv: ['--nonsense'], says: "Unknown option '--nonsense'" },
])('wrong arguments are explained: $says', async ({ argv, says }) => {
  const { code, error } = await command(...argv);
  expect(code).toBe(2);
  expect(error).toContain(says);
  expect(error).toContain('Usage: npm run spec:import');
});

test('--help says how it is called', async () => {
  expect(await command('--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Usage:') as string,
  });
});
