import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** How properties are run. */
    readonly properties: { readonly factor: number; readonly seed?: number; readonly endOnFailure: boolean };
  }
}

/**
 * How often properties run: `npm run test:deep` runs each of them a hundred times as often. The one place that reads it;
 * a seed is for running a failure again, which prints its own.
 */
const { QCVM_PROPERTY_FACTOR = '1', QCVM_PROPERTY_SEED: seed } = process.env;
const factor = Number(QCVM_PROPERTY_FACTOR);
if (!(factor > 0)) throw new Error(`QCVM_PROPERTY_FACTOR: ${QCVM_PROPERTY_FACTOR} is no positive number`);

const all = [
  'packages/*/src/**/*.test.ts',
  'packages/*/test/**/*.test.ts',
  'tools/*/src/**/*.test.ts',
  'tools/*/test/**/*.test.ts',
];

/**
 * Suites that change nothing of their process and leave nothing running: their files share one, as making one for each takes
 * longer than running them.
 */
const inOneProcess = [
  'packages/client/**/*.test.ts',
  'packages/mock/{src,test/engine}/**/*.test.ts',
  'tools/codegen/**/*.test.ts',
  'tools/contract/**/*.test.ts',
];

/** Tests run against the sources, so that none can pass on a stale build; packed tarballs have suites of their own. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@qcvm\/(client|mock|cli)$/, replacement: source('$1/src/index.ts') },
      { find: '@qcvm/client/v3/wire', replacement: source('client/src/v3/wire.ts') },
      { find: '@qcvm/client/v3', replacement: source('client/src/v3/index.ts') },
      { find: '@qcvm/client/wire', replacement: source('client/src/wire.ts') },
      { find: '@qcvm/client/descriptors', replacement: source('client/src/descriptors.ts') },
      { find: '@qcvm/client/node', replacement: source('client/src/index.node.ts') },
      { find: '@qcvm/mock/msw', replacement: source('mock/src/adapters/msw.ts') },
      { find: '@qcvm/mock/node', replacement: source('mock/src/node/index.node.ts') },
      { find: '@qcvm/mock/arbitraries', replacement: source('mock/src/arbitraries.ts') },
      { find: '@qcvm/mock/conformance', replacement: source('mock/src/conformance/index.ts') },
      { find: /^#platform\/(.*)$/, replacement: source('client/src/$1.node.ts') },
      { find: '#server', replacement: source('mock/src/adapters/server/listen.node.ts') },
    ],
  },
  test: {
    projects: [
      { extends: true, test: { name: 'in one process', include: inOneProcess, isolate: false } },
      {
        extends: true,
        test: {
          name: 'in a process each',
          include: all,
          exclude: [...configDefaults.exclude, ...inOneProcess],
        },
      },
    ],
    reporters: ['default', './tools/closing-line-reporter.mjs'],
    provide: {
      properties: { factor, endOnFailure: false, ...(seed === undefined ? {} : { seed: Number(seed) }) },
    },
    testTimeout: 60_000 * Math.max(1, factor),
    hookTimeout: 60_000,
  },
});
