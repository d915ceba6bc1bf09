/** What CONTRIBUTING tells a newcomer to do works: its operation is added to a copy of the specs, checked and generated. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBlocks } from '../src/documents/blocks.js';
import { root } from '../src/repository.js';
import { runOrThrow } from '../src/run.js';

let copy: string;

const insertBefore = (text: string, mark: RegExp, part: string): string => {
  const at = text.search(mark);
  if (at === -1) throw new Error(`the spec has no ${String(mark)} any more`);
  return `${text.slice(0, at)}${part}${text.slice(at)}`;
};

beforeAll(async () => {
  await mkdir(join(root, '.cache'), { recursive: true });
  copy = await mkdtemp(join(root, '.cache', 'contributing-'));
  await cp(join(root, 'specs'), join(copy, 'specs'), { recursive: true });
  const blocks = readBlocks('CONTRIBUTING.md', await readFile(join(root, 'CONTRIBUTING.md'), 'utf8'));
  const part = (name: string): string =>
    blocks.find(({ directives }) => directives.file === name)?.code ?? '';
  const path = join(copy, 'specs', '2.0', 'cvm.yaml');
  const spec = await readFile(path, 'utf8');
  // Whoever has followed CONTRIBUTING has it in the spec already.
  if (spec.includes(part('operation.yaml')) && spec.includes(part('schemas.yaml'))) return;
  const withOperation = insertBefore(spec, /^components:$/m, part('operation.yaml'));
  await writeFile(path, insertBefore(withOperation, /^ {2}x-qcloud-errors:$/m, part('schemas.yaml')));
});
afterAll(() => rm(copy, { recursive: true }));

it('becomes a method, types, a command and a page by one run of the generator', async () => {
  const generator = join(root, 'tools', 'codegen', 'dist', 'main.node.js');
  await runOrThrow(process.execPath, [generator, '--specs', join(copy, 'specs'), '--out', copy]);
  const read = (path: string): Promise<string> => readFile(join(copy, path), 'utf8');
  expect(await read('packages/client/src/services/cvm/2.0/client.gen.ts')).toContain(
    'readonly describeAvailabilityZones:',
  );
  expect(await read('packages/client/src/services/cvm/2.0/types.gen.ts')).toContain('interface DataCentre');
  expect(await read('packages/client/src/services/cvm/2.0/operations.gen.ts')).toContain('singleAsList');
  expect(await read('packages/cli/src/generated/commands.gen.ts')).toContain('describe-availability-zones');
  expect(await read('docs/reference/cvm/DescribeAvailabilityZones.md')).toContain(
    '# DescribeAvailabilityZones',
  );
});
