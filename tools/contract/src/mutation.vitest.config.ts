import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import base from '../../../vitest.config.js';

/** What judges a mutant: the tests that `mutation-groups.mjs` names for it, always with the same cases. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    provide: { properties: { factor: 0.5, seed: 20160606, endOnFailure: true } },
    setupFiles: [fileURLToPath(new URL('mutation.setup.ts', import.meta.url))],
    isolate: false,
    reporters: [],
  },
});
