import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generate } from '../../codegen/src/generate.js';
import { specs } from '../../codegen/test/demo.js';

/** A target as nx reads it, as far as these tests look at it. */
interface Target {
  readonly command: string;
  readonly cache: boolean;
  readonly dependsOn: readonly unknown[];
  readonly inputs: readonly unknown[];
  readonly outputs: readonly string[];
}
type Project = { readonly name?: string; readonly targets: Readonly<Record<string, Target>> };
type Created = readonly (readonly [
  file: string,
  result: { readonly projects: Readonly<Record<string, Project>> },
])[];
interface Plugin {
  readonly createNodes: readonly [
    pattern: string,
    create: (
      files: readonly string[],
      options: undefined,
      context: { readonly workspaceRoot: string },
    ) => Created,
  ];
}

let root = '';
let projects: Readonly<Record<string, Project>> = {};

function write(path: string, value: unknown): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), typeof value === 'string' ? value : JSON.stringify(value));
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'nx-plugin-'));
  const compilerOptions = { outDir: 'dist' };
  write('specs/dialect.schema.json', '');
  write('tools/codegen/package.json', { name: '@qcvm-tools/codegen' });
  write('tools/codegen/tsconfig.json', { compilerOptions });
  write('packages/client/package.json', { name: '@qcvm/client' });
  write('packages/client/tsconfig.json', { compilerOptions });
  write('packages/client/src/services/2.0.gen.ts', '');
  write('packages/plain/package.json', { name: '@qcvm/plain' });
  write('packages/plain/tsconfig.json', { compilerOptions, references: [{ path: '../client' }] });
  write('tools/no-build/package.json', { name: 'no-build' });
  write('tools/no-build/tsconfig.json', { compilerOptions: { noEmit: true } });
  write('tools/no-package/tsconfig.json', { compilerOptions });

  const plugin = (await import(new URL('../plugin.mjs', import.meta.url).href)) as Plugin;
  const files = ['specs/dialect.schema.json', 'tools/codegen/tsconfig.json', 'packages/client/tsconfig.json'];
  const others = [
    'packages/plain/tsconfig.json',
    'tools/no-build/tsconfig.json',
    'tools/no-package/tsconfig.json',
  ];
  const created = plugin.createNodes[1]([...files, ...others], undefined, { workspaceRoot: root });
  projects = Object.assign({}, ...created.map(([, result]) => result.projects)) as typeof projects;
});
afterAll(() => rmSync(root, { recursive: true }));

test('a project with specs can generate, and one with an output folder can build', () => {
  const targets = Object.entries(projects).map(([path, project]) => [path, Object.keys(project.targets)]);
  expect(targets).toEqual([
    ['specs', ['generate']],
    ['tools/codegen', ['build']],
    ['packages/client', ['build']],
    ['packages/plain', ['build']],
  ]);
  expect(projects['specs']?.name).toBe('specs');
});

test('generating comes after building the generator, and before building what is generated', () => {
  const generate = { projects: ['specs'], target: 'generate' };
  expect(projects['specs']?.targets['generate']?.dependsOn).toEqual([
    { projects: ['@qcvm-tools/codegen'], target: 'build' },
  ]);
  expect(projects['tools/codegen']?.targets['build']?.dependsOn).toEqual(['^build']);
  expect(projects['packages/client']?.targets['build']?.dependsOn).toEqual(['^build', generate]);
  expect(projects['packages/plain']?.targets['build']?.dependsOn).toEqual([
    '^build',
    { projects: ['@qcvm/client'], target: 'build' },
  ]);
});

test('every generated file is an output and an input of its target', async () => {
  const { cache, inputs, outputs } = projects['specs']?.targets['generate'] ?? {
    cache: false,
    inputs: [],
    outputs: [],
  };
  expect(cache).toBe(true);
  // A hand edit has to make it run again.
  expect(inputs).toEqual(expect.arrayContaining([...outputs]));
  expect(outputs).toEqual([
    '{workspaceRoot}/packages/*/src/**/*.gen.ts',
    '{workspaceRoot}/docs/reference/**/*',
    '{workspaceRoot}/packages/client/package.json',
    '{workspaceRoot}/tsconfig.tests.json',
  ]);
  for (const { path } of await generate(specs()))
    expect(path).toMatch(/^(?:packages\/\w+\/src\/.*\.gen\.ts|docs\/reference\/.+)$/);
});
