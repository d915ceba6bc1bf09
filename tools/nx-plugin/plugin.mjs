// @ts-check
/**
 * Tells nx what can be done in this workspace, so that no project needs a configuration of its own:
 * `generate` for the specs, `build` for every package whose tsconfig.json names an output folder.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** @typedef {import('nx/src/devkit-exports').TargetConfiguration} Target */
/** @typedef {import('nx/src/devkit-exports').CreateNodes} CreateNodes */

const generator = 'tools/codegen';
const specs = 'specs';

/** Where generated files are. Also inputs: a hand edit of one of them makes `generate` run again. */
const generated = [
  '{workspaceRoot}/packages/*/src/**/*.gen.ts',
  '{workspaceRoot}/docs/reference/**/*',
  '{workspaceRoot}/docs/llms.txt',
  '{workspaceRoot}/packages/client/package.json',
  '{workspaceRoot}/tsconfig.tests.json',
];

/** Scripts that a package may have for what the compiler does not do, and what they need. @type {Record<string, string[]>} */
const bundlers = {
  'bundle.mjs': ['rolldown', 'rolldown-plugin-dts'],
  'page/build.mjs': ['esbuild', 'preact'],
};

/** @param {string} path */
const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} cannot be read as plain JSON: ${String(error)}`);
  }
};

/** @param {string} root @param {string} workspace @returns {string | undefined} */
const projectName = (root, workspace) => {
  const path = join(workspace, root, 'package.json');
  return existsSync(path) ? readJson(path).name : undefined;
};

/** @param {string} workspace @returns {Target} */
const generateTarget = (workspace) => ({
  command: `node ${generator}/dist/main.node.js`,
  options: { cwd: '{workspaceRoot}' },
  cache: true,
  dependsOn: [{ projects: [projectName(generator, workspace) ?? generator], target: 'build' }],
  inputs: [
    `{workspaceRoot}/${specs}/**/*.{yaml,json}`,
    `{workspaceRoot}/${generator}/src/**/*`,
    `!{workspaceRoot}/${generator}/src/**/*.test.ts`,
    '{workspaceRoot}/packages/codegen/src/**/*',
    '!{workspaceRoot}/packages/codegen/src/**/*.test.ts',
    '{workspaceRoot}/docs/guide/*.md',
    ...generated,
    { externalDependencies: ['ajv', 'js-yaml', 'typescript', 'yaml'] },
  ],
  outputs: generated,
  metadata: { description: 'Generates all code and reference pages from the specs' },
});

/** @param {string} root @param {string} workspace @param {readonly { path: string }[]} references @returns {Target} */
const buildTarget = (root, workspace, references) => {
  const needs = references.flatMap(({ path }) => projectName(normalize(join(root, path)), workspace) ?? []);
  const isGenerated = ['src/generated', 'src/services'].some((folder) =>
    existsSync(join(workspace, root, folder)),
  );
  // What is bundled goes into `dist` after the compiler has filled it: all programs of a package, or its page for browsers.
  const bundles = Object.keys(bundlers).filter((file) => existsSync(join(workspace, root, file)));
  return {
    // From nothing: what a source left behind that is gone now would be published, and kept in the cache for other clones.
    command: [
      'node ../../tools/nx-plugin/clean.mjs',
      'tsc -b',
      ...bundles.map((file) => `node ${file}`),
    ].join(' && '),
    options: { cwd: '{projectRoot}' },
    cache: true,
    dependsOn: [
      '^build',
      ...needs.map((project) => ({ projects: [project], target: 'build' })),
      ...(isGenerated ? [{ projects: [specs], target: 'generate' }] : []),
    ],
    inputs: [
      '{projectRoot}/src/**/*',
      '!{projectRoot}/src/**/*.test.ts',
      ...bundles.map((file) =>
        join('{projectRoot}', dirname(file), dirname(file) === '.' ? '*.mjs' : '**/*'),
      ),
      '{projectRoot}/package.json',
      '{projectRoot}/tsconfig*.json',
      '{workspaceRoot}/tsconfig.base.json',
      { dependentTasksOutputFiles: '**/*.d.ts', transitive: true },
      { externalDependencies: ['typescript', '@types/node', ...bundles.flatMap((file) => bundlers[file])] },
    ],
    outputs: ['{projectRoot}/dist'],
    metadata: { description: 'Compiles the sources' },
  };
};

/** @param {string} file @param {string} workspace @returns {{ name?: string, targets: Record<string, Target> } | undefined} */
const projectOf = (file, workspace) => {
  const root = dirname(file);
  if (root === specs) return { name: specs, targets: { generate: generateTarget(workspace) } };
  const { compilerOptions = {}, references = [] } = readJson(join(workspace, file));
  if (compilerOptions.outDir === undefined || projectName(root, workspace) === undefined) return undefined;
  return { targets: { build: buildTarget(root, workspace, references) } };
};

/** @type {CreateNodes} */
export const createNodes = [
  '{specs/dialect.schema.json,{packages,tools}/*/tsconfig.json}',
  (files, _options, { workspaceRoot }) =>
    files.flatMap((file) => {
      const project = projectOf(file, workspaceRoot);
      return project === undefined ? [] : [[file, { projects: { [dirname(file)]: project } }]];
    }),
];
