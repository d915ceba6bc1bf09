import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Outcome {
  readonly outOfSyncMessage?: string;
  readonly outOfSyncDetails?: readonly string[];
}
interface Tree {
  readonly root: string;
  write(path: string, text: string): void;
  delete(path: string): void;
}
const sync = createRequire(import.meta.url)('../sync.cjs') as (tree: Tree) => Promise<Outcome>;

/**
 * In place of the generator, one that is quick to build: the page is what the spec says, and a spec that says
 * "broken" is. It leaves a note of every run.
 */
const generator = `// @ts-nocheck
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
appendFileSync('runs', process.argv.slice(2).join(' ') + ';');
const text = read('specs/spec.yaml');
if (text.includes('broken')) {
  console.error('specs/spec.yaml:1:1  the spec is broken  mend it');
  process.exitCode = 1;
} else {
  const write = read('docs/reference/page.md') === text ? [] : [{ path: 'docs/reference/page.md', text }];
  const remove = existsSync('docs/reference/stale.md') ? ['docs/reference/stale.md'] : [];
  console.log(JSON.stringify({ write, remove }));
}
`;

let root = '';
const at = (path: string): string => join(root, path);
const read = (path: string): string => readFileSync(at(path), 'utf8');

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

/** Runs the sync generator, and does what it asks for, as `nx sync` would. */
async function synchronize(): Promise<Outcome> {
  return sync({ root, write, delete: (path) => rmSync(at(path)) });
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'nx-sync-'));
  mkdirSync(at('node_modules'));
  const typescript = fileURLToPath(new URL('../../../node_modules/typescript', import.meta.url));
  symlinkSync(typescript, at('node_modules/typescript'));
  const compilerOptions = {
    module: 'NodeNext',
    outDir: 'dist',
    rootDir: 'src',
    composite: true,
    types: [],
    lib: ['es5'],
  };
  write('package.json', JSON.stringify({ type: 'module' }));
  write('tools/codegen/tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
  write('tools/codegen/src/main.node.ts', generator);
  write('specs/spec.yaml', 'one\n');
  expect(await synchronize()).toEqual({
    outOfSyncMessage: 'Generated files are not what the specs say.',
    outOfSyncDetails: ['docs/reference/page.md would change'],
  });
  expect(read('docs/reference/page.md')).toBe('one\n');
});
afterAll(() => rmSync(root, { recursive: true }));

test('what is up to date is found to be so, the second time without asking the generator', async () => {
  expect(await synchronize()).toEqual({});
  expect(read('runs')).toBe('--plan;--plan;');
  expect(await synchronize()).toEqual({});
  expect(read('runs')).toBe('--plan;--plan;');
});

test('a hand edit of a generated file and a stale page are found and set right', async () => {
  write('docs/reference/page.md', 'edited\n');
  write('docs/reference/stale.md', 'stale\n');
  const { outOfSyncDetails } = await synchronize();
  expect(outOfSyncDetails).toEqual([
    'docs/reference/page.md would change',
    'docs/reference/stale.md would go',
  ]);
  expect(read('docs/reference/page.md')).toBe('one\n');
  // Everything is as it was when it was last found up to date.
  expect(await synchronize()).toEqual({});
});

test('an edit of a spec is found, and a broken one is said to be so', async () => {
  write('specs/spec.yaml', 'two\n');
  expect((await synchronize()).outOfSyncDetails).toEqual(['docs/reference/page.md would change']);
  write('specs/spec.yaml', 'broken\n');
  await expect(synchronize()).rejects.toThrow('specs/spec.yaml:1:1  the spec is broken  mend it');
});

test('an edit of the generator counts, too', async () => {
  write('specs/spec.yaml', 'two\n');
  expect(await synchronize()).toEqual({});
  write(
    'tools/codegen/src/main.node.ts',
    generator.replace("const text = read('specs/spec.yaml')", '$&.toUpperCase()'),
  );
  expect((await synchronize()).outOfSyncDetails).toEqual(['docs/reference/page.md would change']);
});
