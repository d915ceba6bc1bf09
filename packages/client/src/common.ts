// What the entry points of both generations of the API export.
// For users: clients.
export type { Client, Operations } from './core/client/client.js';
export type { ActionOptions, ActionRequest } from './core/client/call-action.js';
export type { Carrier } from './core/client/carrier.js';
export type { CallResult } from './core/call/call.js';
export type { EndpointOptions } from './core/client/config.js';
export type { CallMeta, CallOptions, OperationMethod } from './model/descriptor.js';
// For users: jobs made of several calls.
export {
  ensureRestarted,
  ensureRestartedEvents,
  ensureRunning,
  ensureRunningEvents,
  ensureStopped,
  ensureStoppedEvents,
  fleetEvents,
  type EnsureRestartedKind,
  type EnsureRestartedOptions,
  type EnsureRestartedSummary,
  type EnsureRunningKind,
  type EnsureRunningOptions,
  type EnsureRunningSummary,
  type EnsureStoppedKind,
  type EnsureStoppedOptions,
  type EnsureStoppedSummary,
  type FleetAction,
  type FleetActionKind,
  type RestartingClient,
  type StartingClient,
  type StoppingClient,
} from './fleet/ensure.js';
export type {
  Charging,
  ChargingOptions,
  EarlierRequest,
  FleetEvent,
  FleetKind,
  FleetOptions,
  FleetRun,
  FleetSummary,
  FleetTarget,
  FleetTargets,
  ForceOptions,
  ChangeMark,
  ForcePolicy,
  InstanceOutcome,
} from './fleet/engine/types.js';
// For users: lists, and states that take their time.
export {
  paginate,
  type Page,
  type Paginated,
  type PaginatedMethod,
  type TokenPage,
  type TokenPaginatedMethod,
} from './fleet/paginate.js';
export {
  waitUntil,
  type WaitOptions,
  type WaitOutcome,
  type WaitResult,
  type WaitSummary,
} from './fleet/waiter.js';
export { waitUntilRunning, waitUntilStopped, type DescribingClient } from './fleet/wait-until.js';
// For users: credentials.
export { fromEnvironment } from './core/credentials/environment.js';
export {
  credentialsSource,
  type Credentials,
  type CredentialsProvider,
} from './core/credentials/credentials.js';
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
  type AnyQcvmError,
  type ResourceResult,
  type ErrorCode,
  type Problem,
} from './model/errors/errors.js';
// For users: what may be tuned.
export { createLimiter, type LimitedCall, type Limiter } from './core/limiter.js';
export type { Quota } from './model/descriptor.js';
export type { RetryOptions } from './core/retry/retry.js';
export type { AttemptEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './core/call/hooks.js';
export { createFetchTransport, type FetchFunction } from './transports/fetch.js';
// For libraries: the runtime between a client and the world.
export type { Runtime } from './model/runtime/runtime.js';
export {
  TransportFailure,
  type Transport,
  type TransportPhase,
  type TransportRequest,
  type TransportResponse,
} from './model/transport.js';
