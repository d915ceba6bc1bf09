// @ts-check
/**
 * Two kinds of rules: those that keep code correct (typescript-eslint, type-checked), and those that keep the
 * structure: which module may import which, and which names may be used only behind a seam.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';

const nodeBuiltIns = {
  regex: '^node:',
  message: 'Node built-ins only in files named *.node.ts: everything else also runs in browsers and workers.',
};
const outsideThePackage = {
  regex: '(^|/)(specs|tools)/',
  message: 'Nothing in a package imports specs/ or tools/ at run time.',
};

/** @param {{ group: RegExp, message: string }[]} forbidden */
const imports = (...forbidden) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: forbidden.map(({ group, message }) => ({ regex: group.source, message })),
    },
  ],
});

/** Every entry point that the packages export, without `@qcvm/`: `client/wire`. */
const entryPoints = ['client', 'mock', 'fleet'].flatMap((name) => {
  const manifest = join(import.meta.dirname, 'packages', name, 'package.json');
  /** @type {{ exports: Record<string, string> }} */
  const { exports } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : { exports: {} };
  return Object.keys(exports).map((entry) => name + entry.slice(1));
});

const builtIns = { group: new RegExp(nodeBuiltIns.regex), message: nodeBuiltIns.message };
const outside = { group: new RegExp(outsideThePackage.regex), message: outsideThePackage.message };

const runtime = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'performance'].map((name) => ({
      name,
      message: 'Only through the runtime (runtime.ts), so that tests need no fake timers and no patching.',
    })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Read the time with the injected `now`.' },
    { object: 'Math', property: 'random', message: 'Take randomness from the runtime.' },
    { object: 'process', property: 'env', message: 'Read the environment through the seam.' },
    { object: 'globalThis', property: 'fetch', message: 'Only through the runtime.' },
    { object: 'globalThis', property: 'setTimeout', message: 'Only through the runtime.' },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: 'Read the time with the injected `now`.',
    },
    { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
    {
      selector: 'ExportAllDeclaration[source.value=/^@qcvm/]',
      message: 'No `export *` across packages: say what is exported.',
    },
  ],
};

/** Packages that the emulator may know of, and the files that know more. */
const mockKnows = [
  {
    group: /^@qcvm\/client($|\/(?!wire$|descriptors$|v3$|v3\/wire$))/,
    message: 'The mock knows only the wire and the descriptors, of both generations.',
  },
];
const mockLibraries = [
  { group: /^msw($|\/)/, message: 'One file imports msw.' },
  { group: /^fast-check$/, message: 'Only arbitraries import fast-check.' },
  { group: /^vitest($|\/)/, message: 'One file imports vitest.' },
];

/** The layers of the emulator, from the bottom up, and what each must not know. */
const mockLimits = {
  core: {
    group: /\/(accounts|protocols|services|emulator|adapters|conformance)\//,
    message: 'core names no API and no service: it imports nothing of the other layers.',
  },
  accounts: {
    group: /\/(protocols|services|emulator|adapters|conformance)\//,
    message: 'accounts knows core, and nothing above it.',
  },
  protocols: {
    group: /\/(services|emulator|adapters|conformance)\//,
    message: 'A protocol names no service: it knows core and accounts.',
  },
  services: {
    group: /\/(protocols|emulator|adapters|conformance)\//,
    message: 'A service knows core and accounts; protocols hand it invocations.',
  },
  emulator: {
    group: /\/(adapters|conformance)\//,
    message: 'What an emulator is knows nothing of how it is reached.',
  },
  adapters: {
    group: /\/(create-emulator|conformance|index)/,
    message: 'Adapters serve an emulator that they are given.',
  },
};

const mockLayers = [
  {
    files: ['packages/mock/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: imports(outside, ...mockKnows),
  },
  {
    files: ['packages/mock/src/**/*.ts'],
    ignores: [
      '**/*.test.ts',
      '**/msw*.ts',
      '**/arbitraries*.ts',
      '**/arbitraries/**',
      'packages/mock/src/contract.ts',
      '**/*.node.ts',
    ],
    rules: imports(builtIns, outside, ...mockKnows, ...mockLibraries),
  },
  ...Object.entries(mockLimits).map(([layer, limit]) => ({
    files: [`packages/mock/src/${layer}/**/*.ts`],
    ignores: ['**/*.test.ts', '**/msw*.ts', '**/*.node.ts'],
    rules: imports(builtIns, outside, ...mockKnows, ...mockLibraries, limit),
  })),
  {
    files: ['packages/mock/src/adapters/**/*.node.ts'],
    rules: imports(outside, ...mockKnows, mockLimits.adapters),
  },
];

/** The layers of the command line, from the bottom up: each knows those before it. */
const cliLayersInOrder = [
  'environment',
  'output',
  'operations',
  'configuration',
  'session',
  'targets',
  'fleet',
  'commands',
];
const fleetLayersInOrder = ['terms', 'plan', 'journal', 'report', 'run'];

const cliKnows = {
  group: new RegExp(`^@qcvm/(?!(?:${entryPoints.join('|')})$)`),
  message: 'The command line uses the public entry points of the packages.',
};

/**
 * What a layer must not import: the layers above it, and the files on top of all.
 * @param {readonly string[]} layers @param {string} layer
 */
const cliLimit = (layers, layer) => ({
  group: new RegExp(
    `^(?:\\.\\./)+(?:${layers
      .slice(layers.indexOf(layer) + 1)
      .map((above) => `${above}/|`)
      .join('')}(?:program|run)\\.js$)`,
  ),
  message: `${layer} knows only the layers before it: ${layers.join(', ')}.`,
});

/**
 * Beside the folder of a command are the other commands; above them, the layers. `depth`: how many folders of its command a file is in.
 * @param {number} depth
 */
const otherCommands = (depth) => ({
  group: new RegExp(`^(?:\\.\\./){${depth}}(?!\\.\\./)`),
  message: 'A command knows no other command: what two of them need has a layer of its own.',
});

const cliLayers = [
  { files: ['packages/cli/src/**/*.ts'], ignores: ['**/*.test.ts'], rules: imports(outside, cliKnows) },
  ...cliLayersInOrder.map((layer) => ({
    files: [`packages/cli/src/${layer}/**/*.ts`],
    ignores: ['**/*.test.ts', '**/*.node.ts'],
    rules: imports(builtIns, outside, cliKnows, cliLimit(cliLayersInOrder, layer)),
  })),
  ...[1, 2].map((depth) => ({
    files: [`packages/cli/src/commands/${'*/'.repeat(depth)}*.ts`],
    ignores: ['**/*.test.ts', '**/*.node.ts'],
    rules: imports(builtIns, outside, cliKnows, cliLimit(cliLayersInOrder, 'commands'), otherCommands(depth)),
  })),
  ...fleetLayersInOrder.map((layer) => ({
    files: [`packages/cli/src/fleet/${layer}/**/*.ts`],
    ignores: ['**/*.test.ts', '**/*.node.ts'],
    rules: imports(
      builtIns,
      outside,
      cliKnows,
      cliLimit(cliLayersInOrder, 'fleet'),
      cliLimit(fleetLayersInOrder, layer),
    ),
  })),
];

/**
 * The layers of the generator: what is read, what it says, and what is printed from it. The package imports no other package; what
 * is private knows the package's toolkit.
 */
const codegenLimits = {
  model: /\/(load|emit|overlay|import|command)\//,
  spec: /\/(load|emit|overlay|import|command)\//,
  overlay: /\/(load|emit|import|command)\//,
  import: /\/(load|emit|overlay|command)\//,
  load: /\/(emit|import|command)\//,
  'emit/text': /\/(spec|load|overlay|import|client|command)\//,
  'emit/client': /\/(spec|load|overlay|import|command)\//,
};
const privateLimits = {
  model: /\/(load|emit|import|succession)\//,
  load: /\/(emit|import|succession)\/(?!defaults\.js$)/,
  'emit/client': /\/(load|import|succession|mock|cli|reference)\//,
};
const noPackage = { group: /^@qcvm\//, message: 'The generator knows no other package of this repository.' };
const onlyToolkit = {
  group: /^@qcvm\/(?!codegen\/toolkit$)/,
  message: 'The private generator knows the toolkit, and no other package of this repository.',
};
/** @param {string} folder @param {Record<string, RegExp>} limits @param {{ group: RegExp, message: string }[]} known */
const layersOf = (folder, limits, known) => [
  { files: [`${folder}/src/**/*.ts`], ignores: ['**/*.test.ts'], rules: imports(...known) },
  ...Object.entries(limits).map(([layer, group]) => ({
    files: [`${folder}/src/${layer}/**/*.ts`],
    ignores: ['**/*.test.ts', '**/*.node.ts'],
    rules: imports(...known, { group, message: `${layer} does not know this layer of the generator.` }),
  })),
];
const codegenLayers = [
  ...layersOf('packages/codegen', codegenLimits, [outside, noPackage]),
  ...layersOf('tools/codegen', privateLimits, [onlyToolkit]),
];

/** The layers of fleets beyond one machine, and what each must not know. */
const fleetKnows = {
  group: new RegExp(`^@qcvm/(?!(?:${entryPoints.filter((name) => name.startsWith('client')).join('|')})$)`),
  message: 'Fleets know the public entry points of the client, and no other package of this repository.',
};
const fleetLimits = {
  model: {
    group: /^\.\.\//,
    message: 'model is the base layer: it knows nothing of the other layers.',
  },
  plan: {
    group: /\.\.\/(store|queue|limit|run)\//,
    message: 'A plan knows nothing of how it is carried out.',
  },
  store: {
    group: /\.\.\/(queue|limit|run)\//,
    message: 'A store keeps what it is given: it knows no queue and no limiter.',
  },
  queue: {
    group: /\.\.\/(limit|run)\//,
    message: 'The queue carries jobs: it knows nothing of what they do.',
  },
  limit: {
    group: /\.\.\/(queue|run)\//,
    message: 'The limiter knows the store, and nothing of runs.',
  },
};
const fleetLayers = [
  {
    files: ['packages/fleet/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: imports(builtIns, outside, fleetKnows),
  },
  ...Object.entries(fleetLimits).map(([layer, limit]) => ({
    files: [`packages/fleet/src/${layer}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: imports(builtIns, outside, fleetKnows, limit),
  })),
];

const clientFleet = {
  group: /(^|\/)(protocols|transports|succession|services(?!\/cvm\/2\.0))\/|^#platform\//,
  message: 'fleet knows core, model, and the descriptors that it works with.',
};

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.cache/**', 'coverage/**', '**/*.gen.ts'],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.tests.json', tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Types of lazily imported modules are named by import().
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A seam or a handler may be asynchronous for its contract's sake without awaiting anything itself.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      eqeqeq: 'error',
      'max-params': ['error', 3],
      'no-console': 'error',
    },
  },
  // Runtime, in everything that is shipped to applications and to test authors.
  {
    files: ['packages/{client,mock,fleet}/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/runtime.ts'],
    rules: runtime,
  },
  {
    files: ['packages/client/src/**/*.ts', 'packages/mock/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/runtime.ts', '**/*.node.ts'],
    rules: {
      'no-restricted-properties': [
        ...runtime['no-restricted-properties'],
        { object: 'process', property: 'getBuiltinModule', message: nodeBuiltIns.message },
      ],
    },
  },
  // Who may import whom.
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.node.ts'],
    rules: imports(builtIns, outside),
  },
  {
    files: ['packages/client/src/model/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: imports(builtIns, outside, {
      group: /^\.\.\/|^#platform\//,
      message: 'model is the base layer: it imports nothing of the other layers.',
    }),
  },
  {
    files: ['packages/client/src/model/*/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: imports(builtIns, outside, {
      group: /^\.\.\/\.\.\/|^#platform\/(?!model\/)/,
      message: 'model is the base layer: it imports nothing of the other layers.',
    }),
  },
  {
    files: ['packages/client/src/transports/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.node.ts'],
    rules: imports(builtIns, outside, {
      group: /(^|\/)(core|protocols|services|schemas|succession|fleet|v3)\/|^#platform\/(?!transports\/)/,
      message: 'transports knows the model, and nothing else.',
    }),
  },
  {
    files: ['packages/client/src/protocols/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.node.ts'],
    rules: imports(builtIns, outside, {
      group: /^\.\.\/(?!query\/|\.\.\/model\/)/,
      message: 'A protocol is pure: it knows the model and query. No network, no clock, no environment.',
    }),
  },
  {
    files: ['packages/client/src/core/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.node.ts'],
    rules: imports(builtIns, outside, {
      group: /(^|\/)(protocols|services|succession|fleet)\//,
      message: 'core names no protocol, no service and no operation: entry points bind them.',
    }),
  },
  {
    files: ['packages/client/src/succession/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.gen.ts'],
    rules: imports(builtIns, outside, {
      group: /(^|\/)(protocols\/(v2|query)|services|fleet)\//,
      message: 'succession knows core, the protocol of API 3.0, and its generated tables.',
    }),
  },
  {
    files: ['packages/client/src/fleet/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: imports(builtIns, outside, clientFleet),
  },
  {
    files: ['packages/client/src/fleet/decisions/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: imports(builtIns, outside, clientFleet, {
      group: /^\.\.\/(?!\.\.\/)/,
      message: 'What is decided of an instance knows nothing of how it is carried out.',
    }),
  },
  {
    files: ['tools/compat/src/scenario/**/*.ts'],
    rules: imports(builtIns, {
      group: /^\.\.\/|^@qcvm(-tools)?\/(?!client|mock)/,
      message: 'The scenario runs on every runtime: it knows the packages that it is about.',
    }),
  },
  {
    files: ['tools/crash/src/**/*.ts'],
    rules: imports({
      group: /^@qcvm\/cli(\/|$)|\/packages\//,
      message: 'The command is judged from outside: only as a process.',
    }),
  },
  ...mockLayers,
  ...cliLayers,
  ...codegenLayers,
  ...fleetLayers,
  // Programs for people print; configuration files export a default.
  {
    files: ['packages/cli/src/**/*.ts', 'tools/**/*.ts', 'examples/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: {
      'no-console': 'off',
      'max-params': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
