// For tests: the emulator, and what to fill it with.
export { createEmulator } from './create-emulator.js';
export type { Emulator } from './emulator/emulator.js';
export type { EmulatorOptions } from './emulator/emulator-options.js';
export type { Quota } from '@qcvm/client/descriptors';
export type { Behaviour } from './emulator/behaviour.js';
export { checkNames } from './protocols/v2/checks/checks.js';
export type { CheckName } from './protocols/order.js';
export type { Clock, ClockMode, ClockOptions } from './core/clock.js';
export { fleet, Fleet, type FleetFields } from './services/cvm/fleet-builder.js';
export type { InstanceSeed } from './services/cvm/instances/seed.js';
export type { InstanceView } from './services/cvm/instances/view.js';
export type { InstanceChange, InstanceFilter, Instances } from './services/cvm/instances/instances.js';
export type { DiskInfo, InstanceFields } from './services/cvm/instances/fields/fields.js';
export type { Durations } from './services/cvm/instances/durations.js';
export {
  statusName,
  transitions,
  type InstanceState,
  type InstanceStatusName,
  type StatusLike,
} from './services/cvm/states.js';
export type { AccountSeed, AccountView, KeySeed, KeyView, Permissions } from './accounts/account.js';
export type { Accounts, KeyChange } from './accounts/accounts.js';
export type { Task, Tasks, TaskView } from './services/cvm/tasks.js';
export type {
  Fault,
  FaultCondition,
  FaultMoment,
  FaultRule,
  FaultRuleOptions,
  Faults,
} from './core/faults/rule.js';
export type { LogFilter, LoggedOutcome, LoggedRequest, RequestLog } from './core/log/entry.js';
export {
  ExpectationError,
  UnexpectedCallError,
  type ExpectedCall,
  type UnexpectedCall,
} from './core/expectations/expectations.js';
export { parseScenario, type Scenario } from './emulator/scenario.js';
export { OptionsError } from './core/options/options-error.js';
export type { SavedInstance, Snapshot } from './emulator/snapshot.js';
export { explainTc3, type ExplainTc3Options } from './protocols/v3/explain/explain-tc3.js';
export { explainSignature, type ExplainOptions } from './protocols/query/explain/explain-signature.js';
export type {
  SignatureCause,
  SignatureDivergence,
  SignatureExplanation,
} from './core/signature-explanation.js';
export type { EmulatorServer, ListenOptions, ServerLimits, TlsOptions } from './emulator/listen.js';
// For adapters of your own, by `handle`: a request and its answer. `fetch` takes and gives those of the platform.
export type {
  Adapter,
  CompleteAnswer,
  CutAnswer,
  DroppedAnswer,
  IncomingCall,
  OutgoingAnswer,
} from './core/http/call.js';
export type { Change, ChangeListener } from './core/changes.js';
export type { Runtime } from './core/runtime.js';
