import type { Transport } from '@qcvm/client';
import { createSharedLimiters } from './limit/shared-limiter.js';
import { credentialsOf, type ResolveCredentials } from './plan/credentials.js';
import type { Plan } from './plan/plan.js';
import type { ScheduledPlan } from './queue/jobs.js';
import { openQueue } from './queue/queue.js';
import { enqueue } from './run/enqueue.js';
import { retriedKinds, type OutcomeKind } from './model/outcome.js';
import { forgetOldRuns } from './run/forget.js';
import { planRun, runIdOf } from './run/plan-run.js';
import type { ReadProtection } from './run/guard.js';
import { isOver, readStatus, type RunStatus } from './run/status.js';
import { createHandler, scheduleKey, type WorkerEvent } from './run/worker.js';
import { needObjects } from './model/arguments.js';
import { closeAll } from './model/close-all.js';
import { systemRuntime, type FleetRuntime } from './model/runtime.js';
import { FleetError } from './model/errors.js';
import { openStore } from './store/open-store.js';
import type { PlacedOutcome } from './store/store.js';

export interface FleetConfig {
  /** Where runs and the queue are: `redis://host:6379` (6.2 or newer) or `postgres://host/database` (13 or newer). */
  readonly store: string;
  /** Keeps the runs of several teams on one server apart. Default: `qcvm`. */
  readonly namespace?: string | undefined;
  /** Milliseconds for which a step is tried again while the store is away or full. Default: 5000. */
  readonly patience?: number | undefined;
  /** Milliseconds after which a run that is over is removed, when another is planned. Default: 30 days. */
  readonly keep?: number | undefined;
  /** How a reference in a plan becomes a key. Default: from this machine's files, environment or role. */
  readonly credentials?: ResolveCredentials | undefined;
  /**
   * What this process never touches, regardless of the plan: read anew before each request, and nothing is sent when it throws.
   * Runs that this process plans are protected by it on every worker.
   */
  readonly protect?: ReadProtection | undefined;
  /** Carries the requests. Default: the client's own transport. */
  readonly transport?: Transport | undefined;
  /** Hears of outages of the store, and of their end. */
  readonly onEvent?: ((event: WorkerEvent) => void) | undefined;
  /** Replaces clock, sleep and environment; for tests. */
  readonly runtime?: Partial<FleetRuntime> | undefined;
}

export interface WorkerOptions {
  /** Batches of at most 100 instances that are worked on at a time. Default: 50. */
  readonly concurrency?: number | undefined;
  /** Milliseconds within which the work of a worker that is gone is given to another. Default: 30,000. */
  readonly lock?: number | undefined;
}

export interface FleetWorker {
  /** Takes no more work, ends what is under way so that another worker goes on with it, and disconnects. */
  stop(): Promise<void>;
}

/** Runs, and the workers that carry them out. */
export interface Fleet {
  /**
   * Plans a run and puts it into the queue. A run of this id and this plan that is there already goes on as it is.
   *
   * @param options.id - Letters, digits, `.`, `-` and `_`, at most 100. Default: the plan's name and the time.
   * @throws FleetError when the plan fits no instance, the id is another run's, a key is missing or the store fails; what a call
   *   throws. Nothing was sent then, and there is no such run.
   */
  run(plan: Plan, options?: { readonly id?: string; readonly signal?: AbortSignal }): Promise<RunStatus>;
  /** Makes workers run the plan at the times of its schedule, in place of what was scheduled under its name. */
  schedule(plan: Plan): Promise<void>;
  /** Whether there was such a schedule. */
  unschedule(name: string): Promise<boolean>;
  scheduled(): Promise<readonly ScheduledPlan[]>;
  /** @throws FleetError with `run-unknown`. */
  status(run: string): Promise<RunStatus>;
  /** The latest first. */
  runs(limit?: number): Promise<readonly RunStatus[]>;
  /** What became of each instance; `failed`: only of those that are not as asked for. */
  outcomes(run: string, options?: { readonly failed?: boolean }): AsyncIterable<PlacedOutcome>;
  /**
   * Nothing more is sent for the run; what has no outcome ends as `cancelled`. A run that is done stays as it is.
   *
   * @throws FleetError with `run-unknown`.
   */
  cancel(run: string): Promise<RunStatus>;
  /**
   * Works once more on instances that ended as one of these kinds, and on what was left over.
   *
   * @param kinds - Default: refused, timed-out, unknown and cancelled.
   * @throws FleetError with `run-unknown`, or `run-state` when the run is being planned or was cancelled before its plan was complete.
   */
  retry(run: string, kinds?: readonly OutcomeKind[]): Promise<RunStatus>;
  /**
   * Removes a run that is done, cancelled or abandoned from the store.
   *
   * @throws FleetError with `run-unknown`, or `run-state` while it is being planned or worked on.
   */
  remove(run: string): Promise<void>;
  /** Begins to work on what is in the queue, of this process and of others. */
  startWorker(options?: WorkerOptions): FleetWorker;
  close(): Promise<void>;
}

/**
 * Connects to the store of fleets.
 *
 * ```ts
 * const fleet = await openFleet({ store: 'redis://localhost:6379' });
 * const { id } = await fleet.run(parsePlan(await readFile('nightly.yaml', 'utf8')));
 * const worker = fleet.startWorker();
 * ```
 *
 * @throws FleetError when the store is away, full, too old, or not safe to keep a run in.
 */
export async function openFleet(options: FleetConfig): Promise<Fleet> {
  needObjects({ options });
  const runtime: FleetRuntime = { ...systemRuntime, ...options.runtime };
  const { store: url, namespace, patience, transport, onEvent = () => undefined } = options;
  const { protect = async () => [] } = options;
  const { keep = 30 * 86_400_000 } = options;
  const resolve = options.credentials ?? credentialsOf(runtime);
  // Each outage is reported once, by the store or the queue.
  let isOut = false;
  const tellOutage = (error: Error | undefined): void => {
    if (isOut === (error !== undefined)) return;
    isOut = error !== undefined;
    onEvent(error ? { type: 'outage', error } : { type: 'outage-over' });
  };
  const store = await openStore({
    url,
    namespace,
    patience,
    runtime,
    onOutage: tellOutage,
  });
  const queue = await openQueue(url, namespace).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const status = async (run: string): Promise<RunStatus> => readStatus(store, await store.readRun(run));
  const limiters = createSharedLimiters(store, runtime);
  const workers = new Set<FleetWorker>();
  return {
    async run(plan, { id = runIdOf(plan, runtime.now()), signal = new AbortController().signal } = {}) {
      const run = await planRun(id, plan, {
        store,
        runtime,
        resolve,
        transport,
        protect,
        limiter: limiters(),
        signal,
      });
      if (run.state === 'ready') await enqueue(run, { store, queue });
      await forgetOldRuns(store, { now: runtime.now(), keep });
      return status(id);
    },
    async schedule(plan) {
      if (plan.schedule === undefined)
        throw new FleetError(
          'plan-invalid',
          `${plan.name}: the plan has no schedule. Give it one: cron and timeZone.`,
        );
      await queue.schedule(plan.name, plan.schedule, plan.document);
    },
    unschedule: (name) => queue.unschedule(name),
    scheduled: async () =>
      Promise.all(
        (await queue.scheduled()).map(async (each) => {
          const [waiting] = await store.waiting(scheduleKey(each.plan));
          return waiting ? { ...each, waiting: { reason: waiting.reason, at: waiting.at } } : each;
        }),
      ),
    status,
    runs: async (limit = 20) => {
      const runs = await store.listRuns(limit);
      return Promise.all(runs.map((run) => readStatus(store, run)));
    },
    outcomes: (run, which) => store.outcomes(run, which),
    async cancel(run) {
      await store.cancelRun(run);
      for await (const { number } of store.openBatches(run)) await store.cancelBatch(run, number);
      return status(run);
    },
    async retry(run, kinds = retriedKinds) {
      const record = await store.beginRound(run);
      for (let number = 0; number < record.batches; number++) await store.reopen(run, number, kinds);
      await enqueue(record, { store, queue });
      return status(run);
    },
    async remove(run) {
      const { state } = await status(run);
      if (isOver(state)) return store.removeRun(run);
      const use = state === 'planning' ? 'planned' : 'worked on';
      throw new FleetError('run-state', `${run} is being ${use}. Cancel it before it is removed.`);
    },
    startWorker({ concurrency = 50, lock = 30_000 } = {}) {
      const stopping = new AbortController();
      const handler = createHandler({
        store,
        queue,
        runtime,
        resolve,
        transport,
        protect,
        signal: stopping.signal,
        keep,
        onEvent,
      });
      const consumer = queue.consume(handler, {
        concurrency,
        lock,
        onError: tellOutage,
      });
      const worker: FleetWorker = {
        async stop() {
          stopping.abort(new Error('the worker was stopped'));
          workers.delete(worker);
          await consumer.stop();
        },
      };
      workers.add(worker);
      return worker;
    },
    async close() {
      // What stays open keeps the process from ending.
      const stops = [...workers].map((worker) => () => worker.stop());
      await closeAll(stops, [() => queue.close()], [() => store.close()]);
    },
  };
}
