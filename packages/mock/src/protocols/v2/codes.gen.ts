// Generated from specs/2.0/common.yaml. Do not edit.
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
