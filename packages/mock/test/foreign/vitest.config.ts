import { defineConfig } from 'vitest/config';
import everything from '../../../../vitest.config.js';

const { projects: _, ...test } = everything.test ?? {};

/** Suites that install the programs that they judge us with, into `.cache/foreign`: `npm run test:foreign`. */
export default defineConfig({
  ...everything,
  test: {
    ...test,
    include: ['packages/mock/test/foreign/**/*.foreign.ts', 'packages/cli/test/bridge/*.foreign.ts'],
    // The first run installs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
