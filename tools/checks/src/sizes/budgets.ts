import { join } from 'node:path';
import { root } from '../repository.js';
import { operationsIn } from './operations.js';

const operations = operationsIn(join(root, 'specs'));

/** Bytes that grow with the operations of the specs: a further one brings its own along. */
const perOperation = (bytes: number, rest: number): number => rest + bytes * operations;

/**
 * What our users pay, at most: a guard against growth, just above what it is today. To raise a budget is a decision: say
 * in the commit what the bytes are for. The goal for the program is 15.7 kB (14.8 in a browser), and 15 over API 3.0:
 * what is above it is listed in `tools/bench/README.md`.
 * A kB is 1,000 bytes, a KiB 1,024.
 */
export const budgets = {
  /** A program that only stops instances: minified, gzip, bytes. */
  stopOnly: { node: 19_110, browser: 17_730 },
  /** The same over API 3.0. */
  stopOnlyV3: { node: 19_560, browser: 18_145 },
  /** Files that Node reads when an entry point is imported: each costs it about as long as 10 kB of code. */
  files: 2,
  /**
   * Installed: the sum of all files, bytes. Most of it are the types of both generations of the API; 52 kB are the schemas of
   * their operations, which no other entry point reads.
   */
  installed: { client: perOperation(2_900, 547_000), mock: perOperation(1_000, 1_036_000) },
  /** Downloaded: the compressed package, bytes. 3 kB are the JSON Schema of scenario files, for editors. */
  packed: { mock: perOperation(120, 294_700) },
  /**
   * What Node loads of our packages when a test imports the emulator: files, and bytes. Start-up is counted, not timed. The
   * server and its page are loaded when `listen` needs them, and not counted here.
   */
  startUp: { mock: { files: 168, bytes: perOperation(1_400, 652_500) } },
  /** Third-party packages that an installation brings along, counted in the manifest. */
  dependencies: {
    client: 0,
    mock: 1, // yaml, for scenario files
  },
} as const;

export const stopOnlyProgram = `
import { createClient, stopInstances } from '@qcvm/client';
const cvm = createClient(
  { stopInstances },
  { region: 'ap-guangzhou', credentials: { secretId: 'id', secretKey: 'key' } },
);
console.log(await cvm.stopInstances({ instanceIds: ['ins-09dx96dg'] }));
`;

export const stopOnlyV3Program = stopOnlyProgram
  .replace("'@qcvm/client'", "'@qcvm/client/v3'")
  .replace('instanceIds', 'InstanceIds');
