// For users: clients.
export { createCvm } from './cvm.js';
export { createClient, type Client, type Operations } from './client.js';
export type { ClientConfig, EndpointOptions } from './config.js';
export type { Cvm } from './generated/cvm/client.gen.js';
export type { CallMeta, CallOptions, OperationMethod } from './descriptor.js';
// For users: each operation's descriptor, and the types of what it takes and gives.
export * from './generated/cvm/operations.gen.js';
export type * from './generated/cvm/types.gen.js';
export type { CvmErrorCode, KnownCvmErrorCode } from './generated/cvm/errors.gen.js';
export { commonErrorCode, type CommonErrorCode, type KnownCommonErrorCode } from './generated/common.gen.js';
// For users: jobs made of several calls.
export {
  ensureStopped,
  type EnsureStoppedEvent,
  type EnsureStoppedKind,
  type EnsureStoppedOptions,
  type EnsureStoppedRun,
  type EnsureStoppedSummary,
  type ForcePolicy,
  type InstanceOutcome,
  type StoppingClient,
} from './ensure-stopped.js';
// For users: lists, and states that take their time.
export { paginate, type Page, type Paginated, type PaginatedMethod } from './paginate.js';
export {
  waitUntil,
  type WaitOptions,
  type WaitOutcome,
  type WaitResult,
  type WaitSummary,
} from './waiter.js';
export { waitUntilRunning, waitUntilStopped } from './wait-until.js';
// For users: credentials.
export { fromEnvironment, type Credentials, type CredentialsProvider } from './credentials.js';
// For users: the error family.
export {
  ApiError,
  BatchError,
  CredentialsError,
  isQcvmError,
  QcvmError,
  TimeoutError,
  TransportError,
  ValidationError,
  type InstanceResult,
  type KnownErrorCode,
  type Problem,
} from './errors.js';
// For users: what may be tuned.
export type { Limits } from './limiter.js';
export type { RetryOptions } from './retry.js';
export type { AttemptEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './hooks.js';
export { createFetchTransport, type FetchFunction } from './transport.fetch.js';
// For libraries: the seams between a client and the world.
export type { Seams } from './seams.js';
export {
  TransportFailure,
  type Transport,
  type TransportPhase,
  type TransportRequest,
  type TransportResponse,
} from './wire/transport.js';
