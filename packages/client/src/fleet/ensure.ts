import { instancesRunning, instancesStopped } from '../services/cvm/2.0/operations.gen.js';
import { checkOptions, needObjects, type Rule } from '../model/option-rules.js';
import { own } from '../model/own.js';
import { isAllDone, runJob, summarise, type Job, type JobMethods } from './job.js';
import type {
  ChargingOptions,
  FleetKind,
  FleetOptions,
  FleetRun,
  FleetSummary,
  FleetTargets,
  ForceOptions,
} from './engine/types.js';

/** What the job needs: any client that has it will do, of either API. */
export interface StoppingClient {
  readonly describeInstances: JobMethods['list'];
  readonly stopInstances: JobMethods['change'];
}

/** What the job needs: any client that has it will do, of either API. */
export interface StartingClient {
  readonly describeInstances: JobMethods['list'];
  readonly startInstances: JobMethods['change'];
}

/** What the job needs: any client that has it will do, of either API. */
export type RestartingClient =
  | { readonly describeInstances: JobMethods['list']; readonly restartInstances: JobMethods['change'] }
  | { readonly describeInstances: JobMethods['list']; readonly rebootInstances: JobMethods['change'] };

/**
 * How every instance ends, each in exactly one:
 *
 * - `stopped`: shut down, by an ordinary shutdown that this run asked for;
 * - `already-stopped`: shut down, and this run asked for nothing;
 * - `forced`: shut down after a forced shutdown was asked for;
 * - the others: see `FleetKind`.
 */
export type EnsureStoppedKind = 'stopped' | 'already-stopped' | 'forced' | FleetKind;

/**
 * How every instance ends: `started`, running after a start that this run asked for; `already-running`, and this run asked for
 * nothing; or as any other, see `FleetKind`.
 */
export type EnsureRunningKind = 'started' | 'already-running' | FleetKind;

/**
 * How every instance ends: `restarted`, running and seen rebooting, or in its status only since the restart was asked for; or as
 * any other, see `FleetKind`.
 */
export type EnsureRestartedKind = 'restarted' | FleetKind;

export interface EnsureStoppedOptions extends FleetOptions, ForceOptions, ChargingOptions {}

export type EnsureRunningOptions = FleetOptions;

export interface EnsureRestartedOptions extends FleetOptions, ForceOptions {}

export interface EnsureStoppedSummary extends FleetSummary<EnsureStoppedKind> {
  /** Complete, and every instance is shut down. */
  readonly allStopped: boolean;
}

export interface EnsureRunningSummary extends FleetSummary<EnsureRunningKind> {
  /** Complete, and every instance is running. */
  readonly allRunning: boolean;
}

export interface EnsureRestartedSummary extends FleetSummary<EnsureRestartedKind> {
  /** Complete, and every instance was restarted. */
  readonly allRestarted: boolean;
}

const stopping: Job<EnsureStoppedKind> = {
  name: 'ensureStopped',
  changes: ['stopInstances'],
  waiter: instancesStopped,
  aim: 'stopped',
  kinds: { done: 'stopped', already: 'already-stopped', forced: 'forced' },
  stops: true,
};

const starting: Job<EnsureRunningKind> = {
  name: 'ensureRunning',
  changes: ['startInstances'],
  waiter: instancesRunning,
  aim: 'started',
  kinds: { done: 'started', already: 'already-running', forced: 'started' },
};

const restarting: Job<EnsureRestartedKind> = {
  name: 'ensureRestarted',
  // API 3.0 has another name for it.
  changes: ['restartInstances', 'rebootInstances'],
  waiter: instancesRunning,
  aim: 'restarted',
  kinds: { done: 'restarted', already: 'restarted', forced: 'restarted' },
  lasting: [instancesStopped],
};

/**
 * Shuts a fleet down and loses no instance: looks at every one, asks those that run to stop, in batches and in parallel under
 * the client's rate limits, asks again only those that failed, waits, forces those whose ordinary shutdown failed if that is
 * allowed, and looks again until every id has exactly one outcome.
 *
 * An answer that got lost is resolved by looking, never guessed. Running it again does only what is left to do. What goes
 * wrong on the way is in the outcomes, and in `reason` if it ended early.
 *
 * ```ts
 * const { allStopped, outcomes } = await ensureStopped(cvm, ['ins-09dx96dg', 'ins-4jgc8a6z'], { force: 'fallback' });
 * ```
 *
 * For a fleet of any size, or to see what happens: `ensureStoppedEvents`.
 *
 * @throws ValidationError if the ids are no list, or an option is wrong. An id that cannot be one ends as `refused`.
 */
export async function ensureStopped(
  client: StoppingClient,
  ids: FleetTargets,
  options: EnsureStoppedOptions = {},
): Promise<EnsureStoppedSummary> {
  const summary = await summarise(ensureStoppedEvents(client, ids, options));
  return { ...summary, allStopped: isAllDone(stopping, summary) };
}

/**
 * The same as `ensureStopped`, as events: see `FleetRun`.
 *
 * ```ts
 * for await (const event of ensureStoppedEvents(cvm, idsFromSomewhere()))
 *   if (event.type === 'outcome') console.log(event.outcome.instanceId, event.outcome.kind);
 * ```
 *
 * @throws ValidationError if the ids are no list, or an option is wrong.
 */
export const ensureStoppedEvents = (
  client: StoppingClient,
  ids: FleetTargets,
  options: EnsureStoppedOptions = {},
): FleetRun<EnsureStoppedKind> => runJob(stopping, client, { targets: ids, options });

/**
 * Starts a fleet and loses no instance: what `ensureStopped` is for stopping. An instance that is on its way down is waited
 * for, and then started.
 *
 * @throws ValidationError if the ids are no list, or an option is wrong. An id that cannot be one ends as `refused`.
 */
export async function ensureRunning(
  client: StartingClient,
  ids: FleetTargets,
  options: EnsureRunningOptions = {},
): Promise<EnsureRunningSummary> {
  const summary = await summarise(ensureRunningEvents(client, ids, options));
  return { ...summary, allRunning: isAllDone(starting, summary) };
}

/**
 * The same as `ensureRunning`, as events: see `FleetRun`.
 *
 * @throws ValidationError if the ids are no list, or an option is wrong.
 */
export const ensureRunningEvents = (
  client: StartingClient,
  ids: FleetTargets,
  options: EnsureRunningOptions = {},
): FleetRun<EnsureRunningKind> => runJob(starting, client, { targets: ids, options });

/**
 * Restarts every running instance of a fleet once, and loses none. A restart that was accepted, or whose answer got lost, is
 * never sent again: its outcome is read from the instance, and ends as `unknown` if nothing shows it. Over API 3.0, one that was refused
 * because of others is sent again only where a look after `settle` shows that nothing was done. An instance that is shut down
 * ends as `refused`.
 *
 * @throws ValidationError if the ids are no list, or an option is wrong. An id that cannot be one ends as `refused`.
 */
export async function ensureRestarted(
  client: RestartingClient,
  ids: FleetTargets,
  options: EnsureRestartedOptions = {},
): Promise<EnsureRestartedSummary> {
  const summary = await summarise(ensureRestartedEvents(client, ids, options));
  return { ...summary, allRestarted: isAllDone(restarting, summary) };
}

/**
 * The same as `ensureRestarted`, as events: see `FleetRun`.
 *
 * @throws ValidationError if the ids are no list, or an option is wrong.
 */
export const ensureRestartedEvents = (
  client: RestartingClient,
  ids: FleetTargets,
  options: EnsureRestartedOptions = {},
): FleetRun<EnsureRestartedKind> => runJob(restarting, client, { targets: ids, options });

/** What can be done to a fleet. */
export type FleetAction = 'stop' | 'start' | 'restart';

/** How an instance can end, regardless of the action. */
export type FleetActionKind = EnsureStoppedKind | EnsureRunningKind | EnsureRestartedKind;

const jobs: Readonly<Record<FleetAction, Job<FleetActionKind>>> = {
  stop: stopping,
  start: starting,
  restart: restarting,
};

/**
 * `ensureStoppedEvents`, `ensureRunningEvents` or `ensureRestartedEvents`: for programs that learn which when they run.
 *
 * @throws ValidationError if the ids are no list, or an option is wrong, or not for this action.
 */
export function fleetEvents(
  client: StoppingClient & StartingClient & RestartingClient,
  ids: FleetTargets,
  given: EnsureStoppedOptions & { readonly action: FleetAction },
): FleetRun<FleetActionKind> {
  needObjects({ options: given }, { action: 'fleetEvents' });
  const { action, ...options } = own(given);
  const rule: Rule = { kind: 'string', values: Object.keys(jobs), required: true };
  checkOptions({ action: rule }, { action }, { action: 'fleetEvents' });
  return runJob(jobs[action], client, { targets: ids, options });
}
