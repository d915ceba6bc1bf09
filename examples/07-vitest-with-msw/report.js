// @ts-check
import { createCvm, paginate } from '@qcvm/client';

/**
 * How many instances there are in each status. It makes its own client, from the environment: nothing of it can be
 * replaced from outside but the network.
 *
 * @returns {Promise<Record<number, number>>}
 */
export async function report() {
  const cvm = createCvm({ region: 'ap-guangzhou' });
  /** @type {Record<number, number>} */
  const counts = {};
  for await (const { status } of paginate(cvm.describeInstances, {}))
    counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
