// @ts-check
import { waitUntilStopped } from '@qcvm/client';

/**
 * Shuts instances down, by force where an ordinary shutdown does not do it within a minute.
 *
 * @param {import('@qcvm/client').Cvm} cvm
 * @param {string[]} instanceIds
 */
export async function putToSleep(cvm, instanceIds) {
  await cvm.stopInstances({ instanceIds });
  const { results } = await waitUntilStopped(cvm, instanceIds, { maxWait: 60_000 });
  const awake = results.filter(({ outcome }) => outcome !== 'reached').map(({ id }) => id);
  if (awake.length === 0) return;
  await cvm.stopInstances({ instanceIds: awake, forceStop: 1 });
  await waitUntilStopped(cvm, awake);
}
