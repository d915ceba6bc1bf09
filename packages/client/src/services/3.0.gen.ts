// Generated from specs/3.0/common.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { ErrorDescriptor, ErrorTable } from '../model/descriptor.js';

const protocolError: ErrorDescriptor = {
  category: 'protocol',
  retry: 'never',
  effect: 'none',
  advice: 'Check host, version and Action, and that no proxy changes the request.',
};

const authenticationError: ErrorDescriptor = {
  category: 'authentication',
  retry: 'never',
  effect: 'none',
  advice: 'Complete MFA in the console.',
};

const authenticationError2: ErrorDescriptor = {
  category: 'authentication',
  retry: 'credentials',
  effect: 'none',
  advice: 'Fetch new temporary credentials.',
};

const authorizationError: ErrorDescriptor = {
  category: 'authorization',
  retry: 'never',
  effect: 'none',
  advice: 'Ask the account owner to grant access.',
};

const serverError: ErrorDescriptor = {
  category: 'server',
  retry: 'later',
  effect: 'unknown',
  advice: 'Check the resources before retrying.',
};

const parameterError: ErrorDescriptor = {
  category: 'parameter',
  retry: 'never',
  effect: 'none',
  advice: 'Correct the parameter; the reference page has its spelling and range.',
};

const resourceError: ErrorDescriptor = {
  category: 'resource',
  retry: 'never',
  effect: 'none',
  advice: 'Check the state of the resource: wait for it to change, or omit the resource.',
};

const purchaseError: ErrorDescriptor = {
  category: 'purchase',
  retry: 'resource',
  effect: 'none',
  advice: 'Change the configuration, or retry later.',
};

/** What is to be thought of every common error code, and what to do about it. One that ends with * stands for all that begin so. */
export const commonErrors: ErrorTable = {
  ActionOffline: protocolError,
  'AuthFailure.*': {
    category: 'authentication',
    retry: 'never',
    effect: 'none',
    advice: 'Check SecretId, SecretKey and Token in the console, and that no proxy changes the request.',
  },
  'AuthFailure.MFAFailure': authenticationError,
  'AuthFailure.SignatureExpire': {
    category: 'clock',
    retry: 'clock',
    effect: 'none',
    advice: "Sync this machine's clock (NTP).",
  },
  'AuthFailure.TokenFailure': authenticationError2,
  'AuthFailure.UnauthorizedOperation': authorizationError,
  DryRunOperation: {
    category: 'parameter',
    retry: 'never',
    effect: 'none',
    advice: 'Omit `DryRun` to execute it.',
  },
  'FailedOperation*': {
    category: 'resource',
    retry: 'never',
    effect: 'unknown',
    advice: 'Check the resources before retrying.',
  },
  'InternalError*': serverError,
  InternalServerError: serverError,
  'Invalid*': parameterError,
  InvalidAction: protocolError,
  InvalidRequest: protocolError,
  IpInBlacklist: authorizationError,
  IpNotInWhitelist: authorizationError,
  'LimitExceeded*': {
    category: 'resource',
    retry: 'never',
    effect: 'none',
    advice: 'Delete some, or request a higher quota.',
  },
  'MissingParameter*': parameterError,
  NoSuchProduct: protocolError,
  NoSuchVersion: protocolError,
  'OperationDenied*': authorizationError,
  'RequestLimitExceeded*': {
    category: 'quota',
    retry: 'later',
    effect: 'none',
    advice: 'Send more ids per call, and poll less often.',
  },
  RequestSizeLimitExceeded: {
    category: 'parameter',
    retry: 'never',
    effect: 'none',
    advice: 'Request less at a time.',
  },
  'ResourceInUse*': resourceError,
  'ResourceInsufficient*': purchaseError,
  'ResourceNotFound*': {
    category: 'resource',
    retry: 'never',
    effect: 'none',
    advice: 'Check the id and the region: each region sees only its own.',
  },
  'ResourceUnavailable*': resourceError,
  'ResourcesSoldOut*': purchaseError,
  ResponseSizeLimitExceeded: {
    category: 'parameter',
    retry: 'never',
    effect: 'unknown',
    advice: 'Request less at a time.',
  },
  ServiceUnavailable: serverError,
  'UnauthorizedOperation*': authorizationError,
  'UnauthorizedOperation.InvalidToken': authenticationError2,
  'UnauthorizedOperation.MFA*': authenticationError,
  'UnknownParameter*': parameterError,
  'UnsupportedOperation*': {
    category: 'resource',
    retry: 'never',
    effect: 'none',
    advice: 'See the code and the message: change the request, or omit the resource.',
  },
  UnsupportedProtocol: protocolError,
  UnsupportedRegion: parameterError,
};

/** The documented regions of API 3.0. There may be others. */
export const regions: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'ap-bangkok', name: 'Bangkok' },
  { id: 'ap-beijing', name: 'Beijing' },
  { id: 'ap-beijing-fsi', name: 'Beijing Finance' },
  { id: 'ap-chengdu', name: 'Chengdu' },
  { id: 'ap-chongqing', name: 'Chongqing' },
  { id: 'ap-guangzhou', name: 'Guangzhou' },
  { id: 'ap-hongkong', name: 'Hong Kong' },
  { id: 'ap-jakarta', name: 'Jakarta' },
  { id: 'ap-nanjing', name: 'Nanjing' },
  { id: 'ap-seoul', name: 'Seoul' },
  { id: 'ap-shanghai', name: 'Shanghai' },
  { id: 'ap-shanghai-fsi', name: 'Shanghai Finance' },
  { id: 'ap-shenzhen-fsi', name: 'Shenzhen Finance' },
  { id: 'ap-singapore', name: 'Singapore' },
  { id: 'ap-tokyo', name: 'Tokyo' },
  { id: 'eu-frankfurt', name: 'Frankfurt' },
  { id: 'na-ashburn', name: 'Ashburn' },
  { id: 'na-siliconvalley', name: 'Silicon Valley' },
  { id: 'na-toronto', name: 'Toronto' },
  { id: 'sa-saopaulo', name: 'São Paulo' },
];
