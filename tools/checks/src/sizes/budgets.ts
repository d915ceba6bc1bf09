/**
 * What our users pay, at most. To raise a budget is a decision: say in the commit what the bytes are for.
 * A kB is 1,000 bytes, a KiB 1,024.
 */
export const budgets = {
  /** A program that only stops instances: minified, gzip, bytes. */
  stopOnly: { node: 8_000, browser: 8_000 },
  /** Installed: the sum of all files, bytes. */
  installed: { client: 300 * 1024 },
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
