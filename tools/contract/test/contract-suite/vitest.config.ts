import { defineConfig } from 'vitest/config';
import everything from '../../../../vitest.config.js';

const { projects: _, ...test } = everything.test ?? {};

/** What `contract-suite.test.ts` runs as users do, in a vitest of its own: some of these suites must fail. */
export default defineConfig({
  ...everything,
  test: {
    ...test,
    include: ['tools/contract/test/contract-suite/suites/*.suite.ts'],
    reporters: ['json'],
    isolate: false,
    fileParallelism: false,
  },
});
