// @ts-check
/**
 * How mutation testing runs; what is mutated and who judges it is in mutation-groups.mjs, and what survives, and why, in
 * mutation.md. Start it by `npm run test:mutation`.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
const config = {
  testRunner: 'vitest',
  vitest: { configFile: 'tools/contract/src/mutation.vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  coverageAnalysis: 'perTest',
  ignorePatterns: ['dist', '/.nx', '/.cache', '/reports', '/site', '/docs', '/coverage', '*.log'],
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
  concurrency: 1,
  dryRunTimeoutMinutes: 20,
  timeoutMS: 20_000,
  timeoutFactor: 4,
  // A table that is made while its module is loaded: every test of the group would have to run for each of its lines.
  ignoreStatic: true,
  allowConsoleColors: false,
  tempDirName: '.stryker-tmp',
  cleanTempDir: 'always',
};

export default config;
