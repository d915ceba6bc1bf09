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
    // They wait for clocks more than they work; with more at once the machine would be what is measured.
    maxWorkers: 4,
  },
});
