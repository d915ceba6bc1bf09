import { instancesStopped, instanceStatus } from '../services/cvm/2.0/operations.gen.js';
import { fleetMethods } from './client-method.js';
import { jobFor, runJob, summarise, type JobMethods } from './job.js';
import type {
  FleetKind,
  FleetOptions,
  FleetRun,
  FleetSummary,
  FleetTargets,
  ForceOptions,
  ChargingOptions,
} from './engine/types.js';

/** The operations that the job needs; any client that has them will do, of API 2.0 or of API 3.0. */
export interface StoppingClient {
  readonly describeInstances: JobMethods['list'];
  readonly stopInstances: JobMethods['change'];
}

/**
 * How every instance ends, each in exactly one:
 *
 * - `stopped`: shut down, by an ordinary shutdown that this run asked for;
 * - `already-stopped`: shut down, and this run asked for nothing;
 * - `forced`: shut down after a forced shutdown was asked for;
 * - the others: see `FleetKind`.
 */
export type EnsureStoppedKind = 'stopped' | 'already-stopped' | 'forced' | FleetKind;

export interface EnsureStoppedOptions extends FleetOptions, ForceOptions, ChargingOptions {}

export interface EnsureStoppedSummary extends FleetSummary<EnsureStoppedKind> {
  /** Complete, and every instance is shut down. */
  readonly allStopped: boolean;
}

const run = (
  methods: JobMethods,
  targets: FleetTargets,
  options: EnsureStoppedOptions,
): FleetRun<EnsureStoppedKind> =>
  runJob(
    jobFor(methods, {
      name: 'ensureStopped',
      waiter: instancesStopped,
      aim: 'stopped',
      kinds: { done: 'stopped', already: 'already-stopped', forced: 'forced' },
      names: instanceStatus,
      stops: true,
    }),
    methods,
    { targets, options },
  );

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
 * For a fleet of any size, or to see what happens on the way, there is `ensureStoppedEvents`.
 *
 * @param ids - A list, or a stream: only as many are taken as fit into the window.
 * @throws ValidationError if the ids are no list, or an option is wrong. An id that cannot be one ends as `refused`.
 */
export async function ensureStopped(
  client: StoppingClient,
  ids: FleetTargets,
  options: EnsureStoppedOptions = {},
): Promise<EnsureStoppedSummary> {
  const summary = await summarise(ensureStoppedEvents(client, ids, options));
  const { complete, counts, outcomes } = summary;
  const down = counts.stopped + counts['already-stopped'] + counts.forced;
  return { ...summary, allStopped: complete && down === outcomes.length };
}

/**
 * The same as `ensureStopped`, as events: the run begins with the loop over them, and nothing accumulates.
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
): FleetRun<EnsureStoppedKind> => run(fleetMethods(client, 'stopInstances', 'ensureStopped'), ids, options);
