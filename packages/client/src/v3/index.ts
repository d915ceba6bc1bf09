// For users: clients of API 3.0.
export { callAction, createClient, createServiceClient, type ClientConfig } from './client.js';
export type { ActionOptions, ActionRequest } from '../core/call-action.js';
export type { Client, Operations } from '../core/client.js';
// For users: jobs made of several calls. They take clients of either API.
export {
  ensureStopped,
  ensureStoppedEvents,
  type EnsureStoppedKind,
  type EnsureStoppedOptions,
  type EnsureStoppedSummary,
  type StoppingClient,
} from '../fleet/ensure-stopped.js';
export {
  ensureRunning,
  ensureRunningEvents,
  type EnsureRunningKind,
  type EnsureRunningOptions,
  type EnsureRunningSummary,
  type StartingClient,
} from '../fleet/ensure-running.js';
export {
  ensureRestarted,
  ensureRestartedEvents,
  type EnsureRestartedKind,
  type EnsureRestartedOptions,
  type EnsureRestartedSummary,
  type RestartingClient,
} from '../fleet/ensure-restarted.js';
// For users: createCvm, each operation's descriptor, and the types of what it takes and gives.
export * from './cvm.gen.js';
// For code that @qcvm/codegen generates: what the error codes mean that all services share.
export { commonErrors } from '../services/3.0.gen.js';
export { v3, type CarrierOptions } from '../succession/carrier.js';
export type { Carrier } from '../core/carrier.js';
export type { Language, V3RequestMethod, V3SignatureMethod } from '../protocols/v3/request.js';
