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
  advice: 'Check the id and the region: each region sees only its own.',
};

/**
 * The resource is in a state in which this cannot be done.
 *
 * The instance is in a state in which this cannot be done; the code says in which.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const invalidHostNotSupported: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Look at the state of the resource: wait until it has changed, or leave the resource out.',
};

/**
 * The account may not do this.
 *
 * The service does not allow this to the account or for the resource.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const invalidPermission: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
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
  advice: 'Wait until `LatestOperation` of the instance is over.',
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
 * There is not enough of what was asked for.
 *
 * @see https://cloud.tencent.com/document/api/213/30435
 */
export const resourceInsufficient: ErrorDescriptor = {
  category: 'purchase',
  retry: 'never',
  effect: 'none',
  advice: 'Ask for less or something else, or later.',
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
  advice: 'Look at the security groups of the instances before sending it again.',
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
