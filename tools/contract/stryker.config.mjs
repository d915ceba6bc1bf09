// @ts-check
/**
 * Mutation testing: how many small faults in the code do the tests notice? `npm run test:mutation` asks for all of them,
 * `npm run test:mutation -- --mutate packages/client/src/retry.ts` for one file. What survives, and why, is in mutation.md.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
const config = {
  testRunner: 'vitest',
  vitest: { configFile: 'tools/contract/src/mutation.vitest.config.ts', related: true },
  plugins: ['@stryker-mutator/vitest-runner'],
  coverageAnalysis: 'perTest',
  mutate: [
    'packages/client/src/wire/*.ts',
    'packages/client/src/{errors,qcvm-error,failure,retry,validate}.ts',
    'packages/mock/src/checks/*.ts',
    'packages/mock/src/parameters/*.ts',
    'packages/mock/src/operations/*.ts',
    'packages/mock/src/instances/record.ts',
    'packages/mock/src/{nonces,quota,transitions}.ts',
    '!**/*.test.ts',
    // Types alone.
    '!packages/client/src/wire/{index,transport}.ts',
  ],
  ignorePatterns: ['dist', '/.nx', '/.cache', '/reports', '/site', '/docs', '/coverage', '*.log'],
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  reporters: ['clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  htmlReporter: { fileName: 'reports/mutation/mutation.html' },
  concurrency: 1,
  dryRunTimeoutMinutes: 20,
  timeoutMS: 20_000,
  timeoutFactor: 4,
  ignoreStatic: true,
  allowConsoleColors: false,
  tempDirName: '.stryker-tmp',
  cleanTempDir: 'always',
};

export default config;
