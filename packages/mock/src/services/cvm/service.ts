import { cvmOperations } from '@qcvm/client/descriptors';
import type { Behaviours } from '../services.js';
import { describeInstances } from './2.0/describe-instances.js';
import { powerOperation } from './2.0/power.js';
import { stateChangeOf } from './states.js';
import type { CvmWorld } from './world.js';

/** What the operations of CVM in API 2.0 do: by the state table, or by hand. */
export const cvmBehaviours = (world: CvmWorld): Behaviours => ({
  service: cvmOperations.describeInstances.service,
  behaviour: (descriptor) => {
    if (descriptor.transition)
      return powerOperation(descriptor, { change: stateChangeOf(descriptor.transition), world });
    return descriptor.action === cvmOperations.describeInstances.action
      ? describeInstances(descriptor, world)
      : undefined;
  },
});
