import { mergeConfig } from 'vitest/config';
import base from '../../vitest.config.js';

/** What judges a mutant: every test but those of browsers, tarballs and programs, always with the same cases. */
const config = mergeConfig(base, {
  test: {
    provide: { properties: { factor: 0.5, seed: 20160606, endOnFailure: true } },
  },
});
config.test = {
  ...config.test,
  include: [
    'packages/{client,mock}/src/**/*.test.ts',
    'packages/client/test/**/*.test.ts',
    'packages/mock/test/engine/**/*.test.ts',
    'tools/contract/test/**/*.test.ts',
  ],
  reporters: [],
};

export default config;
