// Generated from specs/2.0/common.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { ErrorDescriptor, ErrorTable, RegionDescriptor } from '../model/descriptor.js';

/** Common error codes that this API documents. */
export type KnownCommonErrorCode =
  | 4000
  | 4100
  | 4101
  | 4102
  | 4103
  | 4104
  | 4105
  | 4106
  | 4110
  | 4200
  | 4300
  | 4400
  | 4500
  | 4600
  | 5000
  | 5100
  | 5200
  | 5300
  | 5400
  | 5500
  | 6000
  | 6100
  | 6200;

/** A common error code: a documented one, or any other that the service answers with. */
export type CommonErrorCode = KnownCommonErrorCode | (number & {});

/** Common error codes, by name: `error.code === commonErrorCode.quotaExceeded`. */
export const commonErrorCode = {
  /** A parameter is missing or malformed; the message says which. */
  invalidRequestParameter: 4000,
  /** The signature is wrong, or the key is disabled. */
  authenticationFailed: 4100,
  /** The sub-account has no permission for this API. */
  actionNotAuthorized: 4101,
  /** The sub-account has no permission for some of the resources, which the message names. */
  resourceNotAuthorized: 4102,
  /** This API requires the developer's own SecretId. */
  developerSecretIdRequired: 4103,
  /** The SecretId does not exist: it may be truncated, deleted, or belong to another site of the vendor. */
  secretIdNotFound: 4104,
  /** The Token is wrong or has expired. */
  tokenInvalid: 4105,
  /** MFA verification failed. */
  mfaCheckFailed: 4106,
  /** Access management denied the call for another reason. */
  authorizationFailed: 4110,
  /** The request has expired: its Timestamp is too old. */
  requestExpired: 4200,
  /** The account is blocked, or has no access to this API. */
  accessDenied: 4300,
  /** The account has sent too many requests within a minute. */
  quotaExceeded: 4400,
  /** The Nonce was used before, or the Timestamp differs too much from the service's clock. */
  requestReplayed: 4500,
  /** The protocol is not supported: the API requires HTTPS. */
  protocolNotSupported: 4600,
  /** The resource does not exist, was returned, or belongs to another account. */
  resourceNotFound: 5000,
  /** The operation failed; in a batch call, for every resource. */
  resourceOperationFailed: 5100,
  /** The purchase failed: the configuration is not supported or sold out. */
  purchaseNotAvailable: 5200,
  /** The purchase failed: the account's balance is too low. */
  purchaseBalanceTooLow: 5300,
  /** The operation was accepted for some of the resources and failed for the others. */
  partlySucceeded: 5400,
  /** The purchase failed: the account's identity is not verified. */
  purchaseIdentityNotVerified: 5500,
  /** Internal error of the service; the request may have taken effect. */
  internalError: 6000,
  /** This API version is not supported, or the host belongs to another module. */
  versionNotSupported: 6100,
  /** The API is unavailable for maintenance. */
  serviceUnavailable: 6200,
} as const;

const authenticationError: ErrorDescriptor = {
  category: 'authentication',
  retry: 'never',
  effect: 'none',
  advice: 'Check SecretId, SecretKey and Token in the console, and that no proxy changes the request.',
};

const authorizationError: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
  advice: 'Ask the account owner to grant access.',
};

const protocolError: ErrorDescriptor = {
  category: 'protocol',
  retry: 'never',
  effect: 'none',
  advice: 'Check host, version and Action, and that no proxy changes the request.',
};

const batchError: ErrorDescriptor = {
  category: 'batch',
  retry: 'resource',
  effect: 'none',
  advice: 'Check the result of each resource.',
};

/** What is to be thought of every common error code, and what to do about it. */
export const commonErrors: ErrorTable = {
  4000: {
    category: 'parameter',
    retry: 'never',
    effect: 'none',
    advice: 'Correct the parameter; the reference page has its spelling and range.',
  },
  4100: authenticationError,
  4101: authorizationError,
  4102: {
    category: 'authorization',
    retry: 'resource',
    effect: 'none',
    advice: 'Ask the account owner to grant access.',
  },
  4103: {
    category: 'authorization',
    retry: 'never',
    effect: 'none',
    advice: 'Use the SecretId of the main account.',
  },
  4104: authenticationError,
  4105: {
    category: 'authentication',
    retry: 'credentials',
    effect: 'none',
    advice: 'Fetch new temporary credentials.',
  },
  4106: {
    category: 'authentication',
    retry: 'never',
    effect: 'none',
    advice: 'Complete MFA in the console.',
  },
  4110: authorizationError,
  4200: { category: 'clock', retry: 'clock', effect: 'none', advice: "Sync this machine's clock (NTP)." },
  4300: {
    category: 'authorization',
    retry: 'never',
    effect: 'none',
    advice:
      'Use API 3.0 (`api: v3()` of @qcvm/client/v3); if it also fails, check in the console whether the ' +
      'account is blocked.',
  },
  4400: {
    category: 'quota',
    retry: 'later',
    effect: 'none',
    advice: 'Send more ids per call, and poll less often.',
  },
  4500: {
    category: 'clock',
    retry: 'clock',
    effect: 'unknown',
    advice:
      "Sync this machine's clock (NTP); if it is correct, a copy of the request arrived earlier, so check " +
      'the resources.',
  },
  4600: protocolError,
  5000: {
    category: 'resource',
    retry: 'never',
    effect: 'none',
    advice: 'Check the id and the region: each region sees only its own.',
  },
  5100: batchError,
  5200: {
    category: 'purchase',
    retry: 'never',
    effect: 'none',
    advice: 'Change the configuration, or retry later.',
  },
  5300: { category: 'purchase', retry: 'never', effect: 'none', advice: 'Add funds to the account.' },
  5400: batchError,
  5500: { category: 'purchase', retry: 'never', effect: 'none', advice: 'Verify it in the console.' },
  6000: {
    category: 'server',
    retry: 'later',
    effect: 'unknown',
    advice: 'Check the resources before retrying.',
  },
  6100: protocolError,
  6200: { category: 'server', retry: 'later', effect: 'none', advice: 'Retry later.' },
};

/** The documented regions, in both spellings. There may be others. */
export const regions: readonly RegionDescriptor[] = [
  { id: 'ap-guangzhou', short: 'gz', name: 'Guangzhou' },
  { id: 'ap-beijing', short: 'bj', name: 'Beijing' },
  { id: 'ap-shanghai', short: 'sh', name: 'Shanghai' },
  { id: 'ap-chengdu', short: 'cd', name: 'Chengdu' },
  { id: 'ap-hongkong', short: 'hk', name: 'Hong Kong' },
  { id: 'ap-singapore', short: 'sg', name: 'Singapore' },
  { id: 'ap-seoul', short: 'kr', name: 'Seoul' },
  { id: 'eu-frankfurt', short: 'de', name: 'Frankfurt' },
  { id: 'na-toronto', short: 'ca', name: 'Toronto' },
  { id: 'na-siliconvalley', short: 'usw', name: 'Silicon Valley' },
  { id: 'ap-shanghai-fsi', short: 'shjr', name: 'Shanghai Finance' },
  { id: 'ap-shenzhen-fsi', short: 'szjr', name: 'Shenzhen Finance' },
  { id: 'ap-guangzhou-open', short: 'gzopen', name: 'Guangzhou Open' },
];

/**
 * What became of one resource of a batch call. Given with `code` as a number and `requestId` as a string; on
 * the wire each may be the other.
 *
 * @see https://cloud.tencent.com/document/api/213/6983
 */
export interface BatchResult {
  /** 0 if the operation was accepted for this resource, otherwise an error code. */
  readonly code: number;
  /** Empty on success, otherwise the error message for this resource. */
  readonly message: string;
  /** The textual error code, if the service sends one. */
  readonly codeDesc?: string;
  /** Id of the asynchronous task. Quote it to the vendor's support. */
  readonly requestId?: string;
}

/**
 * One result for each resource, by its id.
 *
 * @see https://cloud.tencent.com/document/api/213/6983
 */
export interface BatchResults { readonly [key: string]: BatchResult }
