// @ts-check
/** `npm run test:deep`: every property a hundred times as often. Further arguments go to vitest, such as a file. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const wanted = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', ...(wanted.length > 0 ? wanted : ['tools/contract'])],
  {
    stdio: 'inherit',
    env: { ...process.env, QCVM_PROPERTY_FACTOR: process.env['QCVM_PROPERTY_FACTOR'] ?? '100' },
  },
);
process.exitCode = status ?? 1;
