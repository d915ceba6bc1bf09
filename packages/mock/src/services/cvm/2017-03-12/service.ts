import { cvm } from '@qcvm/client/v3';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { Operation } from '../../../core/service.js';
import type { Behaviours } from '../../services.js';
import type { CvmWorld } from '../world.js';
import {
  modifyAttribute,
  modifyProject,
  modifyRenewFlag,
  renew,
  securityGroups,
} from './changes/attributes.js';
import { batchOperation, type BatchChange } from './changes/batch.js';
import { describeInstances, describeInstancesStatus } from './listing/describe-instances.js';
import { createImage, deleteImages, describeImages, modifyImage } from './resources/images.js';
import {
  createKeyPair,
  deleteKeyPairs,
  describeKeyPairs,
  instancesKeyPairs,
  modifyKeyPair,
} from './resources/key-pairs.js';
import { describeRegions, describeZones } from './resources/places.js';
import { powerOperation } from './changes/power.js';
import { resetPassword, resetType } from './changes/reset.js';
import { runInstances } from './changes/run-instances.js';
import { stateChangeIn } from './terms/states.js';
import { terminate } from './changes/terminate.js';
import { deleteTimers, describeTimers, importTimers } from './resources/timers.js';

type Behaviour = (descriptor: OperationDescriptor, world: CvmWorld) => Operation;

/** What operations do to each instance of a batch, by Action. */
const changes: Readonly<Record<string, BatchChange>> = {
  TerminateInstances: terminate,
  ModifyInstancesAttribute: modifyAttribute,
  ModifyInstancesProject: modifyProject,
  ModifyInstancesRenewFlag: modifyRenewFlag,
  RenewInstances: renew,
  ResetInstancesPassword: resetPassword,
  ResetInstancesType: resetType,
  AssociateInstancesKeyPairs: instancesKeyPairs('associate'),
  DisassociateInstancesKeyPairs: instancesKeyPairs('disassociate'),
  AssociateSecurityGroups: securityGroups('associate'),
  DisassociateSecurityGroups: securityGroups('disassociate'),
};

/** All else that operations do, by Action. */
const behaviours: Readonly<Record<string, Behaviour>> = {
  DescribeInstances: describeInstances,
  DescribeInstancesStatus: describeInstancesStatus,
  RunInstances: runInstances,
  DescribeRegions: describeRegions,
  DescribeZones: describeZones,
  ImportInstancesActionTimer: importTimers,
  DescribeInstancesActionTimer: describeTimers,
  DeleteInstancesActionTimer: deleteTimers,
  CreateKeyPair: createKeyPair,
  ImportKeyPair: createKeyPair,
  DescribeKeyPairs: describeKeyPairs,
  ModifyKeyPairAttribute: modifyKeyPair,
  DeleteKeyPairs: deleteKeyPairs,
  DescribeImages: describeImages,
  CreateImage: createImage,
  ModifyImageAttribute: modifyImage,
  DeleteImages: deleteImages,
};

/** What the operations of CVM in API 3.0 do: by the state table, or by hand; nothing for those that only answer. */
export const cvmV3Behaviours = (world: CvmWorld): Behaviours => ({
  service: cvm,
  behaviour: (descriptor) => {
    const { action, transition } = descriptor;
    if (transition) return powerOperation(descriptor, { change: stateChangeIn(transition), world });
    const change = changes[action];
    return change ? batchOperation(descriptor, { world, change }) : behaviours[action]?.(descriptor, world);
  },
});
