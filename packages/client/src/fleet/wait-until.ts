import { instancesRunning, instancesStopped } from '../services/cvm/2.0/operations.gen.js';
import type { Cvm } from '../services/cvm/2.0/client.gen.js';
import { checkOptions, waitRules } from '../model/option-rules.js';
import { clientMethod } from './client-method.js';
import { waitUntil, type WaitOptions, type WaitSummary } from './waiter.js';

type Describing = Pick<Cvm, 'describeInstances'>;

const listOf = (cvm: Describing, action: string): Describing['describeInstances'] =>
  clientMethod(cvm, 'describeInstances', { action, fact: 'pagination' });

/**
 * Waits until every instance is shut down, and says of each how it ended. It asks nothing to stop: see `ensureStopped`.
 *
 * @throws ValidationError for ids or options that are wrong; what DescribeInstances throws where waiting is pointless; the
 *   abort signal's reason.
 */
export async function waitUntilStopped(
  cvm: Describing,
  ids: readonly string[],
  options: WaitOptions = {},
): Promise<WaitSummary> {
  checkOptions(waitRules, options, { action: 'waitUntilStopped' });
  return waitUntil(listOf(cvm, 'waitUntilStopped'), instancesStopped, { ...options, ids });
}

/**
 * Waits until every instance is running, and says of each how it ended.
 *
 * @throws ValidationError for ids or options that are wrong; what DescribeInstances throws where waiting is pointless; the
 *   abort signal's reason.
 */
export async function waitUntilRunning(
  cvm: Describing,
  ids: readonly string[],
  options: WaitOptions = {},
): Promise<WaitSummary> {
  checkOptions(waitRules, options, { action: 'waitUntilRunning' });
  return waitUntil(listOf(cvm, 'waitUntilRunning'), instancesRunning, { ...options, ids });
}
