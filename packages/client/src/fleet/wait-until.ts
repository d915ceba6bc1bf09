import { instancesRunning, instancesStopped } from '../services/cvm/operations.gen.js';
import type { Cvm } from '../services/cvm/client.gen.js';
import { waitUntil, type WaitOptions, type WaitSummary } from './waiter.js';

type Describing = Pick<Cvm, 'describeInstances'>;

/**
 * Waits until every instance is shut down, and says of each how it ended. It asks nothing to stop: see `ensureStopped`.
 *
 * @throws What DescribeInstances throws where waiting is pointless; the abort signal's reason.
 */
export const waitUntilStopped = (
  cvm: Describing,
  ids: readonly string[],
  options: WaitOptions = {},
): Promise<WaitSummary> => waitUntil(cvm.describeInstances, instancesStopped, { ...options, ids });

/**
 * Waits until every instance is running, and says of each how it ended.
 *
 * @throws What DescribeInstances throws where waiting is pointless; the abort signal's reason.
 */
export const waitUntilRunning = (
  cvm: Describing,
  ids: readonly string[],
  options: WaitOptions = {},
): Promise<WaitSummary> => waitUntil(cvm.describeInstances, instancesRunning, { ...options, ids });
