// For tests: the emulator, and what to fill it with.
export { createEmulator, type Emulator } from './emulator.js';
export type { EmulatorOptions, QuotaOptions } from './options.js';
export { defaultBehaviour, type Behaviour } from './behaviour.js';
export { checkNames, type CheckName } from './checks/checks.js';
export type { Clock, ClockMode, ClockOptions } from './clock.js';
export { fleet, Fleet, type FleetFields } from './fleet.js';
export type { InstanceSeed, StatusLike } from './instances/seed.js';
export type { InstanceView } from './instances/view.js';
export type { InstanceChange, InstanceFilter, Instances } from './instances/instances.js';
export type { DiskInfo, InstanceFields } from './instances/fields.js';
export { defaultDurations, type Durations } from './instances/durations.js';
export { statusName, transitions, type InstanceStatusName } from './transitions.js';
export type { AccountSeed, AccountView, KeySeed, KeyView, Permissions } from './accounts/account.js';
export type { Accounts, KeyChange } from './accounts/accounts.js';
export type { Task, Tasks, TaskView } from './tasks.js';
export type {
  Fault,
  FaultCondition,
  FaultMoment,
  FaultRule,
  FaultRuleOptions,
  Faults,
} from './faults/rule.js';
export type { LogFilter, LoggedOutcome, LoggedRequest, RequestLog } from './log/entry.js';
export {
  ExpectationError,
  UnexpectedCallError,
  type ExpectedCall,
  type UnexpectedCall,
} from './expectations/expectations.js';
export { parseScenario, type Scenario } from './scenario/options.js';
export { OptionsError } from './scenario/options-error.js';
export type { SavedInstance, Snapshot } from './snapshot.js';
export { explainSignature, type ExplainOptions } from './explain/explain-signature.js';
export type { SignatureCause, SignatureDivergence, SignatureExplanation } from './explain/explanation.js';
export type { EmulatorServer, ListenOptions, ServerLimits, TlsOptions } from './listen.js';
// For doors of your own: the engine's words for a request and its answer.
export type { CompleteAnswer, CutAnswer, Door, DroppedAnswer, IncomingCall, OutgoingAnswer } from './call.js';
export { callOfRequest, responseOf } from './doors/fetch.js';
export type { Change, ChangeListener } from './changes.js';
export type { Runtime } from './runtime.js';
