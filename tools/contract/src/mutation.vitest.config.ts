import { defineConfig } from 'vitest/config';
import base from '../../../vitest.config.js';

const { projects: _, ...test } = base.test ?? {};

/** What judges a mutant: the tests that `mutation-groups.mjs` names for it, always with the same cases. */
export default defineConfig({
  ...base,
  test: {
    ...test,
    // Few, as every mutant has all of them to go through: what only the hundredth case notices counts as not noticed.
    provide: { properties: { factor: 0.1, seed: 20_160_606, endOnFailure: true } },
    isolate: false,
    reporters: [],
  },
});
