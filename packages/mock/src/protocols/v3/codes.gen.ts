// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

/** What codes mean. One that ends with * stands for all that begin so. */
export const codeMeanings: Readonly<Record<string, string>> = {
  ActionOffline: 'The Action no longer exists; the vendor names another one in its place.',
  'AuthFailure.*': 'The service does not accept who is calling.',
  'AuthFailure.InvalidAuthorization': 'The Authorization header cannot be read.',
  'AuthFailure.InvalidSecretId':
    'The SecretId is none of this API: a key of access management begins with AKID.',
  'AuthFailure.MFAFailure': 'The check of the second factor (MFA) failed.',
  'AuthFailure.SecretIdNotFound':
    'The SecretId does not exist: it may be cut off, deleted, disabled, or of another site of the vendor.',
  'AuthFailure.SignatureExpire': "The Timestamp is more than five minutes from the service's clock.",
  'AuthFailure.SignatureFailure': 'The signature is wrong.',
  'AuthFailure.TokenFailure': 'The Token is wrong or has expired.',
  'AuthFailure.UnauthorizedOperation': 'The account may not do this, or not with these resources.',
  DryRunOperation: 'The call would have succeeded: it was a dry run.',
  'FailedOperation*': 'The operation failed; the message says why.',
  'InternalError*': 'The service failed internally; it may have acted before that.',
  InternalServerError: 'The service failed internally; it may have acted before that.',
  'Invalid*': 'A parameter is malformed, or does not fit the others; the message says which.',
  InvalidAction: 'The service has no such Action, or not in this version.',
  InvalidRequest: 'The body is not of the form that its content type says.',
  IpInBlacklist: 'Calls from this address are not allowed.',
  IpNotInWhitelist: 'Calls from this address are not allowed.',
  'LimitExceeded*': 'The account has as many of these as it may have.',
  'MissingParameter*': 'A parameter is malformed, or does not fit the others; the message says which.',
  NoSuchProduct: 'The service has no such Action, or not in this version.',
  NoSuchVersion: 'The service has no such Action, or not in this version.',
  'OperationDenied*': 'The service does not allow this; the message says why.',
  'RequestLimitExceeded*': 'Too many requests within a second; this one did not reach the service.',
  RequestSizeLimitExceeded: 'The request is too large.',
  'ResourceInUse*': 'The resource is in use.',
  'ResourceInsufficient*': 'There is not enough of what was asked for.',
  'ResourceNotFound*': 'The resource does not exist, was destroyed, or belongs to another account or region.',
  'ResourceUnavailable*': 'The resource cannot be used now.',
  ResponseSizeLimitExceeded: 'The answer would be too large.',
  ServiceUnavailable: 'The service is not available now.',
  'UnauthorizedOperation*': 'The account may not do this, or not with these resources.',
  'UnauthorizedOperation.MFA*': 'The check of the second factor (MFA) was not made, or has expired.',
  'UnknownParameter*': 'A parameter is malformed, or does not fit the others; the message says which.',
  'UnsupportedOperation*':
    'This cannot be done with the resource as it is; the code or the message says why.',
  UnsupportedProtocol: 'The API takes GET and POST over HTTP and HTTPS only.',
  UnsupportedRegion: 'The service does not exist in this region, or the region is misspelt.',
  AccountQualificationRestrictions: "The account has not passed the vendor's check of its owner.",
  'AuthFailure.CamRoleNameAuthenticateFailed': 'The account may not give the instance this role.',
  EniNotAllowedChangeSubnet: 'A network interface cannot be moved to another subnet.',
  'FailedOperation.InquiryPriceFailed': 'The price could not be found out.',
  ImageQuotaLimitExceeded: 'The account has as many of these as it may have.',
  InstancesQuotaLimitExceeded: 'The account has as many of these as it may have.',
  'InvalidAccount.*': "The account's balance is too low, or an earlier order is unpaid.",
  'InvalidAccountId.NotFound':
    'The resource does not exist, was destroyed, or belongs to another account or region.',
  'InvalidHost.NotSupported': 'The resource is in a state in which this cannot be done.',
  'InvalidHostId.NotFound':
    'The resource does not exist, was destroyed, or belongs to another account or region.',
  'InvalidImageId.InShared': 'The resource is in a state in which this cannot be done.',
  'InvalidImageId.IncorrectState': 'The resource is in a state in which this cannot be done.',
  'InvalidImageId.NotFound':
    'The resource does not exist, was destroyed, or belongs to another account or region.',
  'InvalidInstance.NotSupported': 'The resource is in a state in which this cannot be done.',
  'InvalidInstanceId.NotFound':
    'The resource does not exist, was destroyed, or belongs to another account or region.',
  InvalidInstanceNotSupportedPrepaidInstance: 'The resource is in a state in which this cannot be done.',
  InvalidInstanceState: 'The resource is in a state in which this cannot be done.',
  'InvalidKeyPair.LimitExceeded': 'The account has as many of these as it may have.',
  'InvalidKeyPairId.NotFound':
    'The resource does not exist, was destroyed, or belongs to another account or region.',
  InvalidPermission: 'The account may not do this.',
  'InvalidProjectId.NotFound':
    'The resource does not exist, was destroyed, or belongs to another account or region.',
  'InvalidSecurityGroupId.NotFound':
    'The resource does not exist, was destroyed, or belongs to another account or region.',
  'LimitExceeded.*': 'The account has as many of these as it may have.',
  'MutexOperation.TaskRunning': 'Another operation on the resource is under way.',
  'OperationDenied.*': 'The service does not allow this to the account or for the resource.',
  'OperationDenied.InstanceOperationInProgress': 'Another operation on the resource is under way.',
  OverQuota: 'The account has as many of these as it may have.',
  'RegionAbilityLimit.*': 'The region does not offer this.',
  'ResourcesSoldOut.*': 'There is not enough of what was asked for.',
  SecGroupActionFailure: 'The operation on the security group failed.',
  'UnsupportedOperation.InstanceState*':
    'The instance is in a state in which this cannot be done; the code says in which.',
  'UnsupportedOperation.StoppedModeStopCharging*':
    'This cannot be done with an instance that was stopped without costs, or one that cannot be.',
  VpcAddrNotInSubNet: 'The address does not belong to the subnet.',
  VpcIpIsUsed: 'The address is in use.',
};
