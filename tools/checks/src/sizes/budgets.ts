/**
 * What our users pay, at most: a guard against growth, just above what it is today. To raise a budget is a decision: say
 * in the commit what the bytes are for. The goal for the program is 15.7 kB (14.8 in a browser), and 15 over API 3.0:
 * what is above it is listed in `tools/bench/README.md`.
 * A kB is 1,000 bytes, a KiB 1,024.
 */
export const budgets = {
  /** A program that only stops instances: minified, gzip, bytes. */
  stopOnly: { node: 19_500, browser: 17_950 },
  /** The same over API 3.0. */
  stopOnlyV3: { node: 19_770, browser: 18_210 },
  /** Files that Node reads when an entry point is imported: each costs it about as long as 10 kB of code. */
  files: 2,
  /**
   * Installed: the sum of all files, bytes. Most of it are the types of both generations of the API; 52 kB are the schemas of
   * 114 operations, which no other entry point reads.
   */
  installed: { client: 860 * 1024, mock: 1_150_000 },
  /** Downloaded: the compressed package, bytes. 3 kB are the JSON Schema of scenario files, for editors. */
  packed: { mock: 307_000 },
  /**
   * What Node loads of our packages when a test imports the emulator: files, and bytes. Start-up is counted, not timed. The
   * server and its page are loaded when `listen` needs them, and not counted here.
   */
  startUp: { mock: { files: 168, bytes: 803_000 } },
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
