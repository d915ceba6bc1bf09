import { BatchError, type Cvm, type StopInstancesInput } from '@qcvm/client';
import type { Outcome, Outcomes } from './outcomes.js';

const task = (requestId: string | undefined): Pick<Outcome, 'requestId'> =>
  requestId === undefined ? {} : { requestId };

/**
 * Stops instances and records the result of each. A partial failure does not end the demo: the error lists the accepted ids.
 * Returns the accepted ids.
 */
export async function stop(
  cvm: Cvm,
  input: StopInstancesInput,
  outcomes: Outcomes,
): Promise<readonly string[]> {
  try {
    const { detail } = await cvm.stopInstances(input);
    for (const [id, { requestId }] of Object.entries(detail))
      outcomes.set(id, { state: 'accepted', ...task(requestId) });
    console.log('Accepted for every instance.');
    return Object.keys(detail);
  } catch (error) {
    if (!(error instanceof BatchError)) throw error;
    console.log(`${error.name}: ${error.message}`);
    for (const { resourceId, requestId } of error.succeeded)
      outcomes.set(resourceId, { state: 'accepted', ...task(requestId) });
    for (const { resourceId, code, codeDesc, message, requestId } of error.failed)
      outcomes.set(resourceId, {
        state: 'refused',
        reason: codeDesc === undefined ? `${code}: ${message}` : `${code} ${codeDesc}`,
        ...task(requestId),
      });
    return error.succeeded.map(({ resourceId }) => resourceId);
  }
}
