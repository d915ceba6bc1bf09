/**
 * What API 3.0 says where API 2.0 has a common number: a fault may be given by either. The kinds are those of its common error codes.
 * Source: https://cloud.tencent.com/document/api/213/30435
 */
const words: Readonly<Record<number, string>> = {
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

/** A code as API 3.0 writes it, which has no numbers. */
export const wordFor = (code: number | string): string =>
  typeof code === 'string' ? code : (words[code] ?? 'InternalError');
