// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { ErrorDescriptor, ErrorTable } from '../../../model/descriptor.js';

/**
 * The account's identity has not been verified.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const accountQualificationRestrictions: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
  advice: 'Complete it in the console.',
};

/**
 * The account has no permission to assign this role.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const authFailureCamRoleNameAuthenticateFailed: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
  advice: 'Ask the account owner to grant `cam:PassRole`, or omit the role.',
};

/**
 * A network interface cannot be moved to another subnet.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const eniNotAllowedChangeSubnet: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Keep the subnet, or use another interface.',
};

/**
 * The resource is in the wrong state for this operation.
 *
 * The instance is in the wrong state for this operation.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const failedOperationAlreadyInDisasterRecoverGroup: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Check the state of the resource: wait for it to change, or omit the resource.',
};

/**
 * The resource does not exist, was destroyed, or belongs to another account or region.
 *
 * The instance does not exist, was destroyed, or belongs to another account or region.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const failedOperationDisasterRecoverGroupNotFound: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Check the id and the region: each region sees only its own.',
};

/**
 * The tag is not allowed: it has characters that tags cannot have, or its key is reserved.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const failedOperationIllegalTagKey: ErrorDescriptor = {
  category: 'parameter',
  retry: 'never',
  effect: 'none',
  advice: 'Correct the tag, or omit it.',
};

/**
 * The price could not be determined.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const failedOperationInquiryPriceFailed: ErrorDescriptor = {
  category: 'server',
  retry: 'later',
  effect: 'none',
  advice: 'Retry; if it fails again, choose another configuration.',
};

/**
 * The operation is not supported for instances that another product manages, such as those of EMR.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const failedOperationInvalidInstanceApplicationRole: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Omit the instance, or use the product that manages it.',
};

/**
 * The disk is smaller than the snapshot that it is to be made from.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const failedOperationSnapshotSizeLargerThanDataSize: ErrorDescriptor = {
  category: 'parameter',
  retry: 'never',
  effect: 'none',
  advice: 'Choose a larger disk.',
};

/**
 * The disk is larger than the snapshot that it is to be made from, which is not supported.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const failedOperationSnapshotSizeLessThanDataSize: ErrorDescriptor = {
  category: 'parameter',
  retry: 'never',
  effect: 'none',
  advice: 'Choose a disk of the size of the snapshot.',
};

/**
 * The quota of such resources is used up.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const imageQuotaLimitExceeded: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Delete some, or request a higher quota.',
};

/**
 * The account's balance is too low, or an earlier order is unpaid.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const invalidAccount: ErrorDescriptor = {
  category: 'purchase',
  retry: 'never',
  effect: 'none',
  advice: 'Add funds to the account, or pay the order in the console.',
};

/**
 * The operation does not support instances of this kind.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const invalidInstanceNotSupported: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Omit the instance.',
};

/**
 * The account has no permission for this operation.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const invalidPermission: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
  advice: 'Ask the account owner to grant access.',
};

/**
 * The same task is running already.
 *
 * Another operation on the instance is in progress.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const mutexOperationTaskRunning: ErrorDescriptor = {
  category: 'resource',
  retry: 'later',
  effect: 'none',
  advice: 'Wait until `LatestOperation` of the instance has finished.',
};

/**
 * The deployment network of the machine is missing or wrong.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const operationDeniedChcDeployConfigInvalid: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Configure the deployment network of the machine first.',
};

/**
 * The region does not offer this.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const regionAbilityLimit: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Use another region.',
};

/**
 * The operation on the security group failed.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const secGroupActionFailure: ErrorDescriptor = {
  category: 'server',
  retry: 'later',
  effect: 'unknown',
  advice: 'Check the security groups of the instances before retrying.',
};

/**
 * The operation is not supported for instances stopped with STOP_CHARGING, or for instances that do not
 * support it.
 *
 * @see https://cloud.tencent.com/document/product/213/19918
 */
export const unsupportedOperationStoppedModeStopCharging: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Start the instance first, or stop it with StoppedMode KEEP_CHARGING.',
};

/**
 * The address does not belong to the subnet.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const vpcAddrNotInSubNet: ErrorDescriptor = {
  category: 'parameter',
  retry: 'never',
  effect: 'none',
  advice: 'Choose an address of the subnet.',
};

/**
 * The address is in use.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const vpcIpIsUsed: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Choose another address of the subnet.',
};

/** Codes of Cloud Virtual Machine that any operation may answer with. One that ends with * stands for all that begin so. */
export const cvmErrors: ErrorTable = {
  'InvalidAccount.*': invalidAccount,
  'InvalidInstance.NotSupported': invalidInstanceNotSupported,
  'InvalidInstanceId.NotFound': failedOperationDisasterRecoverGroupNotFound,
  InvalidInstanceState: failedOperationAlreadyInDisasterRecoverGroup,
  InvalidPermission: invalidPermission,
  'UnsupportedOperation.InstanceState*': failedOperationAlreadyInDisasterRecoverGroup,
  'UnsupportedOperation.StoppedModeStopCharging*': unsupportedOperationStoppedModeStopCharging,
};
