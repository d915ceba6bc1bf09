/**
 * The textual form of the common codes, for `codeDesc`: what the documented examples have, and for codes
 * without an example the names that our spec gives them.
 */
const names: Readonly<Record<number, string>> = {
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
  5400: 'PartlySucceeded',
  6000: 'InternalError',
  6100: 'VersionNotSupported',
  6200: 'ServiceUnavailable',
};

export const codeName = (code: number): string | undefined => names[code];
