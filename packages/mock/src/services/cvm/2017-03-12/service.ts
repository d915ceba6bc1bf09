import { cvm } from '@qcvm/client/v3';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { Operation } from '../../../core/service.js';
import type { Behaviours } from '../../services.js';
import type { CvmWorld } from '../world.js';
import { describeInstances, describeInstancesStatus } from './describe-instances.js';
import { powerOperation } from './power.js';
import { stateChangeIn } from './states.js';

type Behaviour = (descriptor: OperationDescriptor, world: CvmWorld) => Operation;

/** Operations that the state table does not make, by Action. */
const byAction: Readonly<Record<string, Behaviour>> = {
  DescribeInstances: describeInstances,
  DescribeInstancesStatus: describeInstancesStatus,
  DescribeRegions: (descriptor) => ({
    descriptor,
    regionless: true,
    run: () => ({ fields: {}, changed: false }),
  }),
};

/** What the operations of CVM in API 3.0 do: by the state table, or by hand. */
export const cvmV3Behaviours = (world: CvmWorld): Behaviours => ({
  service: cvm,
  behaviour: (descriptor) =>
    descriptor.transition
      ? powerOperation(descriptor, { change: stateChangeIn(descriptor.transition), world })
      : byAction[descriptor.action]?.(descriptor, world),
});
