// @ts-check
import { BatchError } from '@qcvm/client';

/**
 * Stops every running instance whose name begins with a prefix. The program of the README's "before", afterwards.
 *
 * @param {import('@qcvm/client').Cvm} cvm
 * @param {string} prefix
 */
export async function stopByName(cvm, prefix) {
  const { instanceSet } = await cvm.describeInstances({ searchWord: prefix, status: 2, limit: 100 });
  const instanceIds = instanceSet
    .filter(({ instanceName }) => instanceName?.startsWith(prefix))
    .map(({ unInstanceId }) => unInstanceId);
  if (instanceIds.length === 0) return { stopped: [], failed: [], unknown: [] };
  try {
    const { detail } = await cvm.stopInstances({ instanceIds });
    return { stopped: Object.keys(detail), failed: [], unknown: [] };
  } catch (error) {
    if (!(error instanceof BatchError)) throw error;
    return {
      stopped: error.succeeded.map(({ instanceId }) => instanceId),
      failed: error.failed.map(({ resourceId, codeDesc, code }) => `${resourceId}: ${codeDesc ?? code}`),
      unknown: error.unreported,
    };
  }
}
