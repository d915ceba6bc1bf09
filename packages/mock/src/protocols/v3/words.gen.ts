// Generated from specs/succession/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

/** What API 3.0 says where API 2.0 has a number. */
export const words: Readonly<Record<string, string>> = {
  4000: 'InvalidParameter',
  4100: 'AuthFailure.SignatureFailure',
  4101: 'UnauthorizedOperation',
  4102: 'UnauthorizedOperation',
  4103: 'AuthFailure.SecretIdNotFound',
  4104: 'AuthFailure.SecretIdNotFound',
  4105: 'AuthFailure.TokenFailure',
  4106: 'AuthFailure.MFAFailure',
  4110: 'OperationDenied',
  4200: 'AuthFailure.SignatureExpire',
  4300: 'UnauthorizedOperation',
  4400: 'RequestLimitExceeded',
  4500: 'AuthFailure.SignatureExpire',
  4600: 'UnsupportedProtocol',
  5000: 'ResourceNotFound',
  5100: 'FailedOperation',
  5200: 'ResourceInsufficient',
  5400: 'FailedOperation',
  6000: 'InternalError',
  6100: 'NoSuchVersion',
  6200: 'ServiceUnavailable',
};
