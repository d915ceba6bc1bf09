// Generated from specs/2.0/common.yaml, specs/2.0/cvm.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

/** What answers have as `codeDesc`, by their common code. */
export const codeNames: Readonly<Record<string, string>> = {
  0: 'Success',
  4000: 'InvalidRequestParameter',
  4100: 'AuthFailure',
  4101: 'ActionNotAuthorized',
  4102: 'ResourceNotAuthorized',
  4103: 'DeveloperSecretIdRequired',
  4104: 'SecretIdNotFound',
  4105: 'TokenInvalid',
  4106: 'MfaCheckFailed',
  4110: 'AuthorizationFailed',
  4200: 'RequestExpired',
  4300: 'AccessDenied',
  4400: 'QuotaExceeded',
  4500: 'RequestReplayed',
  4600: 'ProtocolNotSupported',
  5000: 'ResourceNotFound',
  5100: 'OperationFail.AllResourceOpFailed',
  5200: 'PurchaseNotAvailable',
  5300: 'PurchaseBalanceTooLow',
  5400: 'PartlySucceeded',
  5500: 'PurchaseIdentityNotVerified',
  6000: 'InternalError',
  6100: 'VersionNotSupported',
  6200: 'ServiceUnavailable',
};

/** What codes mean, common ones and those in words. */
export const codeMeanings: Readonly<Record<string, string>> = {
  4000: 'A parameter is missing or malformed; the message says which.',
  4100: 'The signature is wrong, or the key is disabled.',
  4101: 'The sub-account may not call this API.',
  4102: 'The sub-account may not touch some of the resources; the message names them.',
  4103: "Only the developer's own SecretId may call this API.",
  4104: 'The SecretId does not exist: it may be cut off, deleted, or of another site of the vendor.',
  4105: 'The Token is wrong or has expired.',
  4106: 'The check of the second factor (MFA) failed.',
  4110: 'Access management refused the call for another reason.',
  4200: 'The request has expired: its Timestamp is too old.',
  4300: 'The account is blocked, or outside the audience of this API.',
  4400: 'The account has sent too many requests within a minute.',
  4500: "This Nonce was used before, or the Timestamp is too far from the service's clock.",
  4600: 'The protocol is not supported: the API speaks HTTPS only.',
  5000: 'The resource does not exist, was returned, or belongs to another account.',
  5100: 'The operation failed; in a batch call, for every resource.',
  5200: 'The purchase failed: the configuration is not supported or sold out.',
  5300: "The purchase failed: the account's balance is too low.",
  5400: 'The operation was accepted for some of the resources and failed for the others.',
  5500: "The purchase failed: the account's identity is not verified.",
  6000: 'The service failed internally; it may have acted before that.',
  6100: 'This version of the API is not supported, or the host is not the one of this module.',
  6200: 'The API is unavailable for maintenance.',
  'OperationConstraints.InvaildInstanceStatus':
    'The instance is in the wrong status for this operation, or its status could not be read. (The service ' +
    'spells it "Invaild".)',
};
