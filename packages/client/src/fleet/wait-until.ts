import { waiterFor } from '../core/client/client-facts.js';
import { checkOptions, waitRules } from '../model/option-rules.js';
import type { WaiterDescriptor } from '../model/descriptor.js';
import { instancesRunning, instancesStopped } from '../services/cvm/2.0/operations.gen.js';
import { clientMethod } from './client-method.js';
import type { JobMethods } from './job.js';
import type { PaginatedMethod } from './paginate.js';
import { waitUntil, type WaitOptions, type WaitSummary } from './waiter.js';

/** Any client that lists instances will do, of API 2.0 or of API 3.0. */
export interface DescribingClient {
  readonly describeInstances: JobMethods['list'];
}

/** Waits as the API of the client shows what its instances are doing. */
async function wait(
  cvm: DescribingClient,
  waiter: WaiterDescriptor<never, unknown, unknown>,
  { action, ids, options }: { action: string; ids: readonly string[]; options: WaitOptions },
): Promise<WaitSummary> {
  const checked = checkOptions(waitRules, options, { action });
  const list = clientMethod(cvm, 'describeInstances', { action, fact: 'pagination' });
  const method = list as PaginatedMethod<never, unknown, unknown>;
  return waitUntil(method, waiterFor(method, waiter), { ...checked, ids });
}

/**
 * Waits until every instance is shut down, and says of each how it ended. It asks nothing to stop: see `ensureStopped`.
 *
 * @throws ValidationError for ids or options that are wrong; what DescribeInstances throws where waiting is pointless; the
 *   abort signal's reason.
 */
export const waitUntilStopped = async (
  cvm: DescribingClient,
  ids: readonly string[],
  options: WaitOptions = {},
): Promise<WaitSummary> => wait(cvm, instancesStopped, { action: 'waitUntilStopped', ids, options });

/**
 * Waits until every instance is running, and says of each how it ended.
 *
 * @throws ValidationError for ids or options that are wrong; what DescribeInstances throws where waiting is pointless; the
 *   abort signal's reason.
 */
export const waitUntilRunning = async (
  cvm: DescribingClient,
  ids: readonly string[],
  options: WaitOptions = {},
): Promise<WaitSummary> => wait(cvm, instancesRunning, { action: 'waitUntilRunning', ids, options });
