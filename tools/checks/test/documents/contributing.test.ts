/** What CONTRIBUTING says to do works: its operation is added to a copy of the specs, checked and generated. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBlocks } from '../../src/documents/blocks.js';
import { root } from '../../src/repository.js';
import { runOrThrow } from '../../src/run.js';

let copy: string;

const insertBefore = (text: string, mark: RegExp, part: string): string => {
  const at = text.search(mark);
  if (at === -1) throw new Error(`the spec has no ${String(mark)} any more`);
  return `${text.slice(0, at)}${part}${text.slice(at)}`;
};

/** With each part before its mark. After the steps of CONTRIBUTING it is in the spec already. */
const withParts = (text: string, parts: readonly (readonly [mark: RegExp, part: string])[]): string =>
  parts.reduce(
    (all, [mark, part]) => (all.includes(firstLine(part)) ? all : insertBefore(all, mark, part)),
    text,
  );
const firstLine = (part: string): string => `\n${part.slice(0, part.indexOf('\n') + 1)}`;

beforeAll(async () => {
  await mkdir(join(root, '.cache'), { recursive: true });
  copy = await mkdtemp(join(root, '.cache', 'contributing-'));
  await cp(join(root, 'specs'), join(copy, 'specs'), { recursive: true });
  const blocks = readBlocks('CONTRIBUTING.md', await readFile(join(root, 'CONTRIBUTING.md'), 'utf8'));
  const part = (name: string): string =>
    blocks.find(({ directives }) => directives.file === name)?.code ?? '';
  const path = join(copy, 'specs', '2.0', 'cvm.yaml');
  const spec = await readFile(path, 'utf8');
  await writeFile(
    path,
    withParts(spec, [
      [/^components:$/m, part('operation.yaml')],
      [/^ {2}x-qcloud-errors:$/m, part('schemas.yaml')],
    ]),
  );
});
afterAll(() => rm(copy, { recursive: true }));

it('is written as `npm run lint` wants it', async () => {
  const oxfmt = join(root, 'node_modules', 'oxfmt', 'bin', 'oxfmt');
  // Where the specs are copied to, git ignores everything, and so does the formatter.
  const written = await readFile(join(copy, 'specs', '2.0', 'cvm.yaml'), 'utf8');
  const { stdout } = await runOrThrow(process.execPath, [oxfmt, '--stdin-filepath', 'specs/2.0/cvm.yaml'], {
    cwd: root,
    input: written,
  });
  expect(stdout).toBe(written);
});

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

/** Two more operations, of other kinds and at the other host. */
const further = [
  `  /ShareImage:
    post:
      summary: Share an image with accounts
      description: Shares an image with other accounts.
      externalDocs: { url: https://example.com/ShareImage }
      x-qcloud-repeatability: once
      x-qcloud-input:
        required: [imageId, uinList]
        properties:
          imageId: { description: Id of the image., $ref: '#/components/schemas/ImageId' }
          uinList: { type: array, description: Ids of the accounts., items: { type: string, description: An id. } }
      x-qcloud-examples:
        - name: one
          title: Share an image
          provenance: inferred
          request: { imageId: img-31tjrtph, uinList: ['100000001'] }
          response: {}
`,
  `  /SyncCvmImage:
    post:
      summary: Copy images into other regions
      description: Copies images into other regions, and reports on each.
      externalDocs: { url: https://example.com/SyncCvmImage }
      x-qcloud-repeatability: idempotent
      x-qcloud-batch: { ids: imageIds, results: detail }
      x-qcloud-input:
        required: [imageIds]
        properties:
          imageIds: { type: array, description: Ids., maxItems: 10, items: { $ref: '#/components/schemas/ImageId' } }
      x-qcloud-output:
        required: [detail]
        properties:
          detail: { description: 'One result for each.', $ref: ./common.yaml#/components/schemas/BatchResults }
      x-qcloud-examples:
        - name: one
          title: Copy an image
          provenance: inferred
          request: { imageIds: [img-31tjrtph] }
          response: { detail: { img-31tjrtph: { code: 0, message: '' } } }
`,
];

it('leaves the contract suites green, with operations of three kinds on two hosts', async () => {
  const at = (path: string): string => join(copy, path);
  const needed = [
    'packages/client',
    'packages/mock',
    'tools/contract',
    'tools/codegen/test',
    'tools/codegen/src',
  ];
  for (const path of [
    ...needed,
    'vitest.config.ts',
    'tsconfig.base.json',
    'tools/closing-line-reporter.mjs',
    'packages/cli/package.json',
  ])
    await cp(join(root, path), at(path), {
      recursive: true,
      filter: (from) => !/[\\/](?:node_modules|dist|page)$/.test(from),
    });
  // What a package has of its own beside what all have.
  for (const path of needed.map((folder) => `${folder}/node_modules`))
    if (existsSync(join(root, path))) await symlink(join(root, path), at(path));
  const generated = () => readFile(at('packages/client/src/services/image/2.0/client.gen.ts'), 'utf8');
  const unchanged = await generated();
  const images = at('specs/2.0/image.yaml');
  const before = await readFile(images, 'utf8');
  await writeFile(
    images,
    withParts(
      before,
      further.map((part) => [/^components:$/m, part] as const),
    ),
  );
  const generator = join(root, 'tools', 'codegen', 'dist', 'main.node.js');
  const generate = () => runOrThrow(process.execPath, [generator, '--specs', at('specs'), '--out', copy]);
  await generate();
  const actions = ['DescribeAvailabilityZones', 'ShareImage', 'SyncCvmImage'];
  const { stdout } = await runOrThrow(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--root', copy, '--reporter=json', '--testNamePattern', actions.join('|')],
      ...['examples', 'outcomes'].map((name) => `tools/contract/test/contract/${name}.test.ts`),
    ],
    { cwd: copy },
  );
  const { numPassedTests, numFailedTests } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Record<
    string,
    number
  >;
  expect(numFailedTests).toBe(0);
  // At least each code of each, and what each sends and understands.
  expect(numPassedTests).toBeGreaterThan(3 * 20);

  await writeFile(images, before);
  await generate();
  expect(await generated()).toBe(unchanged);
}, 300_000);
