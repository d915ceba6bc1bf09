import { defineConfig } from 'vitest/config';
import everything from '../../../../vitest.config.js';

const { projects: _, ...test } = everything.test ?? {};

/** Suites that start servers of their own, Redis and PostgreSQL: `npm run test:fleet`. */
export default defineConfig({
  ...everything,
  test: {
    ...test,
    include: ['packages/fleet/test/servers/**/*.servers.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // One file after another: the machine shall not be what is measured.
    fileParallelism: false,
  },
});
