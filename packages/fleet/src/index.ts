// For users: runs and workers.
export { openFleet, type Fleet, type FleetConfig, type FleetWorker, type WorkerOptions } from './fleet.js';
export type { ReadProtection } from './run/guard.js';
export type { WorkerEvent } from './run/worker.js';
export type { RunStatus } from './run/status.js';
export { checkRunId } from './run/plan-run.js';
export { isGood, isOutcomeKind, outcomeKinds, type OutcomeKind } from './model/outcome.js';
export type { ItemOutcome, Place, PlacedOutcome, Tally, Waiting } from './store/store.js';
export type { ScheduledPlan } from './queue/jobs.js';
// For users: plans.
export { parsePlan, readPlan } from './plan/read-plan.js';
export type { FleetAction, Plan, PlanAccount, Schedule } from './plan/plan.js';
export type { CredentialsReference, PlanDocument, Selector } from './plan/schema.js';
export { credentialsOf, credentialsText, type ResolveCredentials } from './plan/credentials.js';
export { nextTimes } from './plan/schedule.js';
export { previewPlan, type PreviewOptions } from './run/preview.js';
export type { Decision } from './run/decide.js';
// For users: what goes wrong.
export { FleetError, isFleetError, type FleetErrorCode } from './model/errors.js';
// For libraries: the runtime between this and the world.
export type { FleetRuntime } from './model/runtime.js';
