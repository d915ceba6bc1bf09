// @ts-check
/**
 * Two kinds of rules: those that keep code correct (typescript-eslint, type-checked), and those that keep the
 * structure: which module may import which, and which names may be used only behind a seam.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';

/** @typedef {{ group: RegExp, message: string }} Limit what must not be imported, and why */

/** @param {RegExp} group @param {string} message @returns {Limit} */
const limit = (group, message) => ({ group, message });

/**
 * What files must not import. Of several rules for a file the last one holds.
 * @param {string} files @param {Limit[]} limits @param {string[]} [ignores]
 */
const imports = (files, limits, ignores = []) => ({
  files: [files],
  ignores: ['**/*.test.ts', ...ignores],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: limits.map(({ group, message }) => ({ regex: group.source, message })) },
    ],
  },
});

const node = ['**/*.node.ts'];
const nodeBuiltIns =
  'Node built-ins only in files named *.node.ts: everything else also runs in browsers and workers.';
const builtIns = limit(/^node:/, nodeBuiltIns);
const outside = limit(/(^|\/)(specs|tools)\//, 'Nothing in a package imports specs/ or tools/ at run time.');
const shipped = [builtIns, outside];

/** Every entry point that the packages export, without `@qcvm/`: `client/wire`. */
const entryPoints = ['client', 'mock', 'fleet'].flatMap((name) => {
  const manifest = join(import.meta.dirname, 'packages', name, 'package.json');
  /** @type {{ exports: Record<string, string> }} */
  const { exports } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : { exports: {} };
  return Object.keys(exports).map((entry) => name + entry.slice(1));
});
/** @param {string} message @param {readonly string[]} entries */
const onlyEntryPoints = (message, entries = entryPoints) =>
  limit(new RegExp(`^@qcvm/(?!(?:${entries.join('|')})$)`), message);

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

const baseLayer = 'model is the base layer: it imports nothing of the other layers.';
const clientFleet = limit(
  /(^|\/)(protocols|transports|succession|services(?!\/cvm\/2\.0))\/|^#platform\//,
  'fleet knows core, model, and the descriptors that it works with.',
);
const clientLayers = [
  imports('packages/client/src/model/*.ts', [...shipped, limit(/^\.\.\/|^#platform\//, baseLayer)]),
  imports('packages/client/src/model/*/*.ts', [
    ...shipped,
    limit(/^\.\.\/\.\.\/|^#platform\/(?!model\/)/, baseLayer),
  ]),
  ...[
    {
      layer: 'transports',
      group: /(^|\/)(core|protocols|services|schemas|succession|fleet|v3)\/|^#platform\/(?!transports\/)/,
      message: 'transports knows the model, and nothing else.',
    },
    {
      layer: 'protocols',
      group: /^\.\.\/(?!query\/|\.\.\/model\/)/,
      message: 'A protocol is pure: it knows the model and query. No network, no clock, no environment.',
    },
    {
      layer: 'core',
      group: /(^|\/)(protocols|services|succession|fleet)\//,
      message: 'core names no protocol, no service and no operation: entry points bind them.',
    },
  ].map(({ layer, ...wall }) => imports(`packages/client/src/${layer}/**/*.ts`, [...shipped, wall], node)),
  imports('packages/client/src/succession/**/*.ts', [
    ...shipped,
    limit(
      /(^|\/)(protocols\/(v2|query)|services|fleet)\//,
      'succession knows core, the protocol of API 3.0, and its generated tables.',
    ),
  ]),
  imports('packages/client/src/fleet/**/*.ts', [...shipped, clientFleet]),
  imports('packages/client/src/fleet/decisions/*.ts', [
    ...shipped,
    clientFleet,
    limit(/^\.\.\/(?!\.\.\/)/, 'What is decided of an instance knows nothing of how it is carried out.'),
  ]),
];

/** Packages that the emulator may know of, and the files that know more. */
const mockKnows = [
  outside,
  limit(
    /^@qcvm\/client($|\/(?!wire$|descriptors$|internal$|v3$|v3\/wire$))/,
    'The mock knows only the wire and the descriptors, of both generations, and what is internal.',
  ),
];
const mockShipped = [
  ...mockKnows,
  builtIns,
  limit(/^msw($|\/)/, 'One file imports msw.'),
  limit(/^fast-check$/, 'Only arbitraries import fast-check.'),
  limit(/^vitest($|\/)/, 'One file imports vitest.'),
];

/** The layers of the emulator, from the bottom up, and what each must not know. */
const mockLimits = {
  core: limit(
    /\/(accounts|protocols|services|emulator|adapters|conformance)\//,
    'core names no API and no service: it imports nothing of the other layers.',
  ),
  accounts: limit(
    /\/(protocols|services|emulator|adapters|conformance)\//,
    'accounts knows core, and nothing above it.',
  ),
  protocols: limit(
    /\/(services|emulator|adapters|conformance)\//,
    'A protocol names no service: it knows core and accounts.',
  ),
  services: limit(
    /\/(protocols|emulator|adapters|conformance)\//,
    'A service knows core and accounts; protocols hand it invocations.',
  ),
  emulator: limit(/\/(adapters|conformance)\//, 'What an emulator is knows nothing of how it is reached.'),
  adapters: limit(/\/(create-emulator|conformance|index)/, 'Adapters serve an emulator that they are given.'),
};
const mockLayers = [
  imports('packages/mock/src/**/*.ts', mockKnows),
  imports('packages/mock/src/**/*.ts', mockShipped, [
    ...['**/msw*.ts', '**/arbitraries*.ts', '**/arbitraries/**', 'packages/mock/src/contract.ts'],
    ...node,
  ]),
  ...Object.entries(mockLimits).map(([layer, wall]) =>
    imports(`packages/mock/src/${layer}/**/*.ts`, [...mockShipped, wall], ['**/msw*.ts', ...node]),
  ),
  imports('packages/mock/src/adapters/**/*.node.ts', [...mockKnows, mockLimits.adapters]),
];

/** The layers of the command line, from the bottom up: each knows those before it. */
const cliLayersInOrder = 'environment output operations configuration session targets fleet commands'.split(
  ' ',
);
const bridgeLayersInOrder = ['keys', 'clients', 'answers', 'calls'];
const fleetLayersInOrder = ['terms', 'plan', 'journal', 'report', 'run'];

/**
 * What a layer must not import: the layers above it, and the files on top of all.
 * @param {readonly string[]} layers @param {string} layer
 */
const aboveIt = (layers, layer) => {
  const above = layers.slice(layers.indexOf(layer) + 1).map((name) => `${name}/|`);
  return limit(
    new RegExp(`^(?:\\.\\./)+(?:${above.join('')}(?:program|run)\\.js$)`),
    `${layer} knows only the layers before it: ${layers.join(', ')}.`,
  );
};

/**
 * Beside the folder of a command are the other commands; above them, the layers. `depth`: how many folders of its command a file is in.
 * @param {number} depth
 */
const otherCommands = (depth) =>
  limit(
    new RegExp(`^(?:\\.\\./){${depth}}(?!\\.\\./)`),
    'A command knows no other command: what two of them need has a layer of its own.',
  );

const cliKnows = onlyEntryPoints('The command line uses the public entry points of the packages.');
/** @param {string} files @param {Limit[]} limits */
const cliLayer = (files, ...limits) =>
  imports(`packages/cli/src/${files}`, [...shipped, cliKnows, ...limits], node);
const cliLayers = [
  imports('packages/cli/src/**/*.ts', [outside, cliKnows]),
  ...cliLayersInOrder.map((layer) => cliLayer(`${layer}/**/*.ts`, aboveIt(cliLayersInOrder, layer))),
  ...[1, 2].map((depth) =>
    cliLayer(
      `commands/${'*/'.repeat(depth)}*.ts`,
      aboveIt(cliLayersInOrder, 'commands'),
      otherCommands(depth),
    ),
  ),
  ...bridgeLayersInOrder.map((layer) =>
    cliLayer(
      `commands/bridge/${layer}/*.ts`,
      aboveIt(cliLayersInOrder, 'commands'),
      otherCommands(2),
      aboveIt(bridgeLayersInOrder, layer),
    ),
  ),
  ...fleetLayersInOrder.map((layer) =>
    cliLayer(
      `fleet/${layer}/**/*.ts`,
      aboveIt(cliLayersInOrder, 'fleet'),
      aboveIt(fleetLayersInOrder, layer),
    ),
  ),
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
const noPackage = limit(/^@qcvm\//, 'The generator knows no other package of this repository.');
const onlyToolkit = limit(
  /^@qcvm\/(?!codegen\/toolkit$)/,
  'The private generator knows the toolkit, and no other package of this repository.',
);
/** @param {string} folder @param {Record<string, RegExp>} limits @param {Limit[]} known */
const layersOf = (folder, limits, known) => [
  imports(`${folder}/src/**/*.ts`, known),
  ...Object.entries(limits).map(([layer, group]) =>
    imports(
      `${folder}/src/${layer}/**/*.ts`,
      [...known, limit(group, `${layer} does not know this layer of the generator.`)],
      node,
    ),
  ),
];
const codegenLayers = [
  ...layersOf('packages/codegen', codegenLimits, [outside, noPackage]),
  ...layersOf('tools/codegen', privateLimits, [onlyToolkit]),
];

/** The layers of fleets beyond one machine, and what each must not know. */
const fleetShipped = [
  ...shipped,
  onlyEntryPoints(
    'Fleets know the public entry points of the client, and no other package of this repository.',
    entryPoints.filter((name) => name.startsWith('client')),
  ),
];
const fleetLimits = {
  model: limit(/^\.\.\//, 'model is the base layer: it knows nothing of the other layers.'),
  plan: limit(/\.\.\/(store|queue|limit|run)\//, 'A plan knows nothing of how it is carried out.'),
  store: limit(
    /\.\.\/(queue|limit|run)\//,
    'A store keeps what it is given: it knows no queue and no limiter.',
  ),
  queue: limit(/\.\.\/(limit|run)\//, 'The queue carries jobs: it knows nothing of what they do.'),
  limit: limit(/\.\.\/(queue|run)\//, 'The limiter knows the store, and nothing of runs.'),
};
const fleetLayers = [
  imports('packages/fleet/src/**/*.ts', fleetShipped),
  ...Object.entries(fleetLimits).map(([layer, wall]) =>
    imports(`packages/fleet/src/${layer}/**/*.ts`, [...fleetShipped, wall]),
  ),
];

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
        { object: 'process', property: 'getBuiltinModule', message: nodeBuiltIns },
      ],
    },
  },
  // Who may import whom.
  imports('packages/*/src/**/*.ts', shipped, node),
  ...clientLayers,
  imports('tools/compat/src/scenario/**/*.ts', [
    builtIns,
    limit(
      /^\.\.\/|^@qcvm(-tools)?\/(?!client|mock)/,
      'The scenario runs on every runtime: it knows the packages that it is about.',
    ),
  ]),
  imports('tools/crash/src/**/*.ts', [
    limit(/^@qcvm\/cli(\/|$)|\/packages\//, 'The command is judged from outside: only as a process.'),
  ]),
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
