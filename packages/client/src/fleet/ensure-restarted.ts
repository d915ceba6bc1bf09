import { instancesRunning, instancesStopped, instanceStatus } from '../services/cvm/2.0/operations.gen.js';
import { member } from '../model/own.js';
import { fleetMethods } from './client-method.js';
import { jobFor, runJob, summarise, type JobMethods } from './job.js';
import type {
  FleetKind,
  FleetOptions,
  FleetRun,
  FleetSummary,
  FleetTargets,
  ForceOptions,
} from './engine/types.js';

/** The operations that the job needs; any client that has them will do, of API 2.0 or of API 3.0. */
export type RestartingClient =
  | { readonly describeInstances: JobMethods['list']; readonly restartInstances: JobMethods['change'] }
  | { readonly describeInstances: JobMethods['list']; readonly rebootInstances: JobMethods['change'] };

/**
 * How every instance ends, each in exactly one:
 *
 * - `restarted`: running again, and seen rebooting, or in its status only since the restart was asked for;
 * - the others: see `FleetKind`.
 */
export type EnsureRestartedKind = 'restarted' | FleetKind;

export interface EnsureRestartedOptions extends FleetOptions, ForceOptions {}

export interface EnsureRestartedSummary extends FleetSummary<EnsureRestartedKind> {
  /** Complete, and every instance was restarted. */
  readonly allRestarted: boolean;
}

const action = 'ensureRestarted';

/** API 3.0 has another name for it. */
const isOfV3 = (
  client: RestartingClient,
): client is Extract<RestartingClient, { rebootInstances: unknown }> =>
  member(client, 'rebootInstances') !== undefined;

const methodsOf = (client: RestartingClient): JobMethods =>
  isOfV3(client)
    ? fleetMethods(client, 'rebootInstances', action)
    : fleetMethods(client, 'restartInstances', action);

const run = (
  methods: JobMethods,
  targets: FleetTargets,
  options: EnsureRestartedOptions,
): FleetRun<EnsureRestartedKind> =>
  runJob(
    jobFor(methods, {
      name: action,
      waiter: instancesRunning,
      aim: 'restarted',
      kinds: { done: 'restarted', already: 'restarted', forced: 'restarted' },
      names: instanceStatus,
      lasting: [instancesStopped],
    }),
    methods,
    { targets, options },
  );

/**
 * Restarts every running instance of a fleet once, and loses none. A restart that was accepted, or whose answer got lost, is
 * never sent again: its outcome is read from the instance, and ends as `unknown` if nothing shows it. Over API 3.0, one that was refused
 * because of others is sent again only where a look after `settle` shows that nothing was done. An instance that is shut down
 * ends as `refused`.
 *
 * @param ids - A list, or a stream: only as many are taken as fit into the window.
 * @throws ValidationError if the ids are no list, or an option is wrong. An id that cannot be one ends as `refused`.
 */
export async function ensureRestarted(
  client: RestartingClient,
  ids: FleetTargets,
  options: EnsureRestartedOptions = {},
): Promise<EnsureRestartedSummary> {
  const summary = await summarise(ensureRestartedEvents(client, ids, options));
  const { complete, counts, outcomes } = summary;
  return { ...summary, allRestarted: complete && counts.restarted === outcomes.length };
}

/**
 * The same as `ensureRestarted`, as events: the run begins with the loop over them, and nothing accumulates.
 *
 * @throws ValidationError if the ids are no list, or an option is wrong.
 */
export const ensureRestartedEvents = (
  client: RestartingClient,
  ids: FleetTargets,
  options: EnsureRestartedOptions = {},
): FleetRun<EnsureRestartedKind> => run(methodsOf(client), ids, options);
