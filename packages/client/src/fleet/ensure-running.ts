import { instancesRunning, instanceStatus } from '../services/cvm/2.0/operations.gen.js';
import { fleetMethods } from './client-method.js';
import { jobFor, runJob, summarise, type JobMethods } from './job.js';
import type { FleetKind, FleetOptions, FleetRun, FleetSummary, FleetTargets } from './engine/types.js';

/** The operations that the job needs; any client that has them will do, of API 2.0 or of API 3.0. */
export interface StartingClient {
  readonly describeInstances: JobMethods['list'];
  readonly startInstances: JobMethods['change'];
}

/**
 * How every instance ends, each in exactly one:
 *
 * - `started`: running, after a start that this run asked for;
 * - `already-running`: running, and this run asked for nothing;
 * - the others: see `FleetKind`.
 */
export type EnsureRunningKind = 'started' | 'already-running' | FleetKind;

export type EnsureRunningOptions = FleetOptions;

export interface EnsureRunningSummary extends FleetSummary<EnsureRunningKind> {
  /** Complete, and every instance is running. */
  readonly allRunning: boolean;
}

const run = (
  methods: JobMethods,
  targets: FleetTargets,
  options: EnsureRunningOptions,
): FleetRun<EnsureRunningKind> =>
  runJob(
    jobFor(methods, {
      name: 'ensureRunning',
      waiter: instancesRunning,
      aim: 'started',
      kinds: { done: 'started', already: 'already-running', forced: 'started' },
      names: instanceStatus,
    }),
    methods,
    { targets, options },
  );

/**
 * Starts a fleet and loses no instance: what `ensureStopped` is for stopping. An instance that is on its way down is waited
 * for, and then started.
 *
 * @param ids - A list, or a stream: only as many are taken as fit into the window.
 * @throws ValidationError if the ids are no list, or an option is wrong. An id that cannot be one ends as `refused`.
 */
export async function ensureRunning(
  client: StartingClient,
  ids: FleetTargets,
  options: EnsureRunningOptions = {},
): Promise<EnsureRunningSummary> {
  const summary = await summarise(ensureRunningEvents(client, ids, options));
  const { complete, counts, outcomes } = summary;
  const up = counts.started + counts['already-running'];
  return { ...summary, allRunning: complete && up === outcomes.length };
}

/**
 * The same as `ensureRunning`, as events: the run begins with the loop over them, and nothing accumulates.
 *
 * @throws ValidationError if the ids are no list, or an option is wrong.
 */
export const ensureRunningEvents = (
  client: StartingClient,
  ids: FleetTargets,
  options: EnsureRunningOptions = {},
): FleetRun<EnsureRunningKind> => run(fleetMethods(client, 'startInstances', 'ensureRunning'), ids, options);
