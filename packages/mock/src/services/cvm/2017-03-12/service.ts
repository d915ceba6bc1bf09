import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { cvm, cvmOperations } from '@qcvm/client/v3';
import type { Operation } from '../../../core/service.js';
import type { Behaviours } from '../../services.js';
import type { CvmWorld } from '../world.js';
import { stateChangeIn } from '../terms/words.js';
import type { Behaviour, OperationName } from './behaviour.js';
import { attributeChanges } from './changes/attributes.js';
import { batchOperation, type BatchChange, type BatchChanges } from './changes/batch.js';
import { powerChange } from './changes/power.js';
import { runInstances } from './changes/run-instances.js';
import { terminations } from './changes/terminate.js';
import { deleteTimers, describeTimers, importTimers } from './changes/timers.js';
import { describeInstances, describeInstancesStatus } from './listing/describe-instances.js';
import { createImage, deleteImages, describeImages, modifyImage } from './resources/images.js';
import { createKeyPair, deleteKeyPairs, describeKeyPairs, modifyKeyPair } from './resources/key-pairs.js';
import { describeRegions, describeZones } from './resources/places.js';

/** What operations do to each instance of a batch. */
const changes: BatchChanges = { ...attributeChanges, ...terminations };

/** All else that operations do. */
const behaviours: { readonly [Name in OperationName]?: Behaviour<Name> } = {
  describeInstances,
  describeInstancesStatus,
  runInstances,
  describeRegions,
  describeZones,
  importInstancesActionTimer: importTimers,
  describeInstancesActionTimer: describeTimers,
  deleteInstancesActionTimer: deleteTimers,
  createKeyPair,
  importKeyPair: createKeyPair,
  describeKeyPairs,
  modifyKeyPairAttribute: modifyKeyPair,
  deleteKeyPairs,
  describeImages,
  createImage,
  modifyImageAttribute: modifyImage,
  deleteImages,
};

const names = new Map(
  Object.entries<OperationDescriptor>(cvmOperations).map(([name, { action }]) => [
    action,
    name as OperationName,
  ]),
);

/** Those that have to do with no region. */
const regionless: readonly string[] = [cvmOperations.describeRegions.action];

/** What an operation does: by its line in the state table, or by hand; nothing for one that only answers. */
function operationOf(descriptor: OperationDescriptor, world: CvmWorld): Operation | undefined {
  const { action, transition } = descriptor;
  const name = names.get(action);
  // Their parameters are of their own types: each is called with what its table has checked.
  const change = (transition ? powerChange(stateChangeIn(transition)) : name && changes[name]) as
    | BatchChange
    | undefined;
  if (change) return batchOperation(descriptor, { world, change });
  const behaviour = (name && behaviours[name]) as Behaviour<never> | undefined;
  return (
    behaviour && {
      descriptor,
      run: (invocation) => behaviour(invocation.input, { invocation, world, now: world.clock.now() }),
      ...(regionless.includes(action) && { regionless: true }),
    }
  );
}

/** What the operations of CVM in API 3.0 do. */
export const cvmV3Behaviours = (world: CvmWorld): Behaviours => ({
  service: cvm,
  behaviour: (descriptor) => operationOf(descriptor, world),
});
