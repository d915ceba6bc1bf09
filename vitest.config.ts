import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

/** Tests run against the sources, so that none can pass on a stale build; packed tarballs have suites of their own. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^@qcvm\/(client|mock|cli)$/, replacement: source('$1/src/index.ts') },
      { find: '@qcvm/client/wire', replacement: source('client/src/wire/index.ts') },
      { find: '@qcvm/client/descriptors', replacement: source('client/src/descriptors.ts') },
      { find: '@qcvm/client/node', replacement: source('client/src/node/index.node.ts') },
      { find: '@qcvm/mock/msw', replacement: source('mock/src/msw.ts') },
      { find: '@qcvm/mock/arbitraries', replacement: source('mock/src/arbitraries.ts') },
      { find: '@qcvm/mock/conformance', replacement: source('mock/src/conformance/index.ts') },
      { find: '#transport', replacement: source('client/src/transport.node.ts') },
      { find: '#hmac', replacement: source('client/src/wire/hmac.node.ts') },
      { find: '#random', replacement: source('client/src/random.node.ts') },
      { find: '#server', replacement: source('mock/src/server/listen.node.ts') },
      { find: '#diagnostics', replacement: source('client/src/diagnostics.node.ts') },
    ],
  },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'tools/*/src/**/*.test.ts', 'tools/*/test/**/*.test.ts'],
    reporters: ['default', './tools/closing-line-reporter.mjs'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
