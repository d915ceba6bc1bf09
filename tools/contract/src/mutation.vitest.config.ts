import { defineConfig } from 'vitest/config';
import base from '../../../vitest.config.js';

/** What judges a mutant: every test but those of browsers, tarballs and programs, always with the same cases. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: [
      'packages/{client,mock}/src/**/*.test.ts',
      'packages/client/test/**/*.test.ts',
      'packages/mock/test/engine/**/*.test.ts',
      'tools/contract/test/{vectors,contract,properties}/**/*.test.ts',
    ],
    provide: { properties: { factor: 0.5, seed: 20160606, endOnFailure: true } },
    reporters: [],
  },
});
