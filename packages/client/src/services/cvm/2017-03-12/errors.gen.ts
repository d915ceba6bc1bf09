// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { ErrorDescriptor } from '../../../model/descriptor.js';

/**
 * The account has not passed the vendor's check of its owner.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const accountQualificationRestrictions: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
  meaning: "The account has not passed the vendor's check of its owner.",
  advice: 'Complete it in the console.',
};

/**
 * The account may not give the instance this role.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const authFailureCamRoleNameAuthenticateFailed: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
  meaning: 'The account may not give the instance this role.',
  advice: "Have the account's owner allow `cam:PassRole` for it, or leave the role out.",
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
  meaning: 'A network interface cannot be moved to another subnet.',
  advice: 'Leave the subnet as it is, or use another interface.',
};

/**
 * The price could not be found out.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const failedOperationInquiryPriceFailed: ErrorDescriptor = {
  category: 'server',
  retry: 'later',
  effect: 'none',
  meaning: 'The price could not be found out.',
  advice: 'Ask again; if it goes on, ask for another configuration.',
};

/**
 * The account has as many of these as it may have.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const imageQuotaLimitExceeded: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  meaning: 'The account has as many of these as it may have.',
  advice: 'Delete some, or apply for a higher quota.',
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
  meaning: "The account's balance is too low, or an earlier order is unpaid.",
  advice: 'Top the account up, or pay the order in the console.',
};

/**
 * The resource does not exist, was destroyed, or belongs to another account or region.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const invalidAccountIdNotFound: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  meaning: 'The resource does not exist, was destroyed, or belongs to another account or region.',
  advice: 'Check the id and the region: each region sees only its own.',
};

/**
 * The resource is in a state in which this cannot be done.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const invalidHostNotSupported: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  meaning: 'The resource is in a state in which this cannot be done.',
  advice: 'Look at its state; wait until a passing one is over, or leave the resource out.',
};

/**
 * The account may not do this.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const invalidPermission: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
  meaning: 'The account may not do this.',
  advice: "Have the account's owner allow it.",
};

/**
 * Another operation on the resource is under way.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const mutexOperationTaskRunning: ErrorDescriptor = {
  category: 'resource',
  retry: 'later',
  effect: 'none',
  meaning: 'Another operation on the resource is under way.',
  advice: 'Wait until it is over; `LatestOperation` of the instance says what it is.',
};

/**
 * The service does not allow this to the account or for the resource.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const operationDenied: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
  meaning: 'The service does not allow this to the account or for the resource.',
  advice: "The message says why; ask the vendor's support when it does not.",
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
  meaning: 'The region does not offer this.',
  advice: 'Use another region.',
};

/**
 * There is not enough of what was asked for.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const resourceInsufficient: ErrorDescriptor = {
  category: 'purchase',
  retry: 'never',
  effect: 'none',
  meaning: 'There is not enough of what was asked for.',
  advice: 'Choose another type or zone, or ask later.',
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
  meaning: 'The operation on the security group failed.',
  advice: 'Look at the security groups of the instances before sending it again.',
};

/**
 * The instance is in a state in which this cannot be done; the code says in which.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const unsupportedOperationInstanceState: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  meaning: 'The instance is in a state in which this cannot be done; the code says in which.',
  advice: 'Look at its state; wait until a passing one is over, or leave the instance out.',
};

/**
 * This cannot be done with an instance that was stopped without costs, or one that cannot be.
 *
 * @see https://cloud.tencent.com/document/product/213/19918
 */
export const unsupportedOperationStoppedModeStopCharging: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  meaning: 'This cannot be done with an instance that was stopped without costs, or one that cannot be.',
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
  meaning: 'The address does not belong to the subnet.',
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
  meaning: 'The address is in use.',
  advice: 'Choose another address of the subnet.',
};
