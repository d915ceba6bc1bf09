import { defineConfig } from 'vitest/config';
import servers from './vitest.config.js';

/** What the guide has figures of: `npm run bench:workers`. One at a time, or the machine is what is measured. */
export default defineConfig({
  ...servers,
  test: {
    ...servers.test,
    fileParallelism: false,
    include: ['packages/fleet/test/servers/**/*.measure.ts'],
    testTimeout: 1_800_000,
  },
});
