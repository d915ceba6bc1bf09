import type { Limiter, Transport } from '@qcvm/client';
import { FleetError, isFleetError } from '../model/errors.js';
import { createSharedLimiters } from '../limit/shared-limiter.js';
import type { ResolveCredentials } from '../plan/credentials.js';
import { readPlan } from '../plan/read-plan.js';
import type { Job, TakenJob } from '../queue/jobs.js';
import type { JobQueue } from '../queue/queue.js';
import type { Runtime } from '../model/runtime.js';
import type { BatchWork, Fence, Store } from '../store/store.js';
import { checkAccount, clientOf } from './connect.js';
import { enqueue } from './enqueue.js';
import { forgetOldRuns } from './forget.js';
import { planRun, runIdOf } from './plan-run.js';
import type { Terms } from '../model/terms.js';
import { workBatch } from './work-batch.js';

/** What a worker tells of. */
export type WorkerEvent =
  | { readonly type: 'batch'; readonly run: string; readonly number: number; readonly instances: number }
  | { readonly type: 'planned'; readonly run: string }
  /** A job has failed; it comes again. */
  | { readonly type: 'failed'; readonly job: string; readonly error: Error }
  /** The store is away or full: nothing is sent. */
  | { readonly type: 'outage'; readonly error: Error }
  | { readonly type: 'outage-over' };

export interface HandlerOptions {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly runtime: Runtime;
  readonly resolve: ResolveCredentials;
  readonly transport?: Transport | undefined;
  /** Ends what is under way; it comes again, here or elsewhere. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: WorkerEvent) => void;
  /** Milliseconds for which runs that are over are kept. */
  readonly keep: number;
}

/** What all jobs of a worker share. */
interface Tools extends HandlerOptions {
  readonly limiterFor: (fence?: Fence) => Limiter;
}

/** Attempts at a batch in a row that fail without progress before its ids get an outcome. */
const attemptsAllowed = 5;

/** What a worker does with a job. Throws when the job shall come again. */
export function createHandler(given: HandlerOptions): (taken: TakenJob) => Promise<void> {
  const options = { ...given, limiterFor: createSharedLimiters(given.store, given.runtime) };
  return async ({ job, dueAt }) => {
    try {
      if (job.type === 'plan') await planScheduled(job, dueAt, options);
      else await workOn(job, options);
    } catch (error) {
      // It is another's now, or cancelled: here is nothing left to do.
      if (isFleetError(error, 'fenced')) return;
      const told = error instanceof Error ? error : new Error(String(error));
      if (!options.signal.aborted) options.onEvent({ type: 'failed', job: nameOf(job), error: told });
      throw told;
    }
  };
}

const nameOf = (job: Job): string =>
  job.type === 'plan' ? `plan ${job.plan.name}` : `run ${job.run}, batch ${job.number}`;

/** Plans the run of a schedule: under the same name however often the job comes. */
async function planScheduled(
  { plan: document }: Extract<Job, { type: 'plan' }>,
  dueAt: number | undefined,
  options: Tools,
): Promise<void> {
  const { store, queue, runtime, signal, onEvent } = options;
  const plan = readPlan(document, document.name);
  const limiter = options.limiterFor();
  const run = await planRun(runIdOf(plan, dueAt ?? runtime.now()), plan, { ...options, limiter, signal });
  await enqueue(run, { store, queue });
  onEvent({ type: 'planned', run: run.id });
  await forgetOldRuns(store, { now: runtime.now(), keep: options.keep });
}

async function workOn(job: Extract<Job, { type: 'batch' }>, options: Tools): Promise<void> {
  const { store, signal, onEvent } = options;
  const { run, number } = job;
  signal.throwIfAborted();
  const { terms } = await readTerms(store, run);
  const work = await store.takeBatch(run, number);
  if (work === undefined) return;
  onEvent({ type: 'batch', run, number, instances: work.items.length });
  try {
    await workAs(work, terms, options);
  } catch (error) {
    if (signal.aborted || isOurs(error)) throw error;
    if ((await store.countFailure(work.fence)) < attemptsAllowed) throw error;
    await giveUp(work, error, options);
  }
}

/** A run that was removed has no work. */
async function readTerms(store: Store, run: string): Promise<{ readonly terms: Terms }> {
  try {
    return await store.readRun(run);
  } catch (error) {
    throw isFleetError(error, 'run-unknown') ? new FleetError('fenced', 'The run was removed.') : error;
  }
}

const isOurs = (error: unknown): boolean =>
  (['fenced', 'store-unreachable', 'store-full'] as const).some((code) => isFleetError(error, code));

async function workAs(work: BatchWork, terms: Terms, options: Tools): Promise<void> {
  const { store, runtime, resolve } = options;
  const account = terms.accounts.find(({ name }) => name === work.account);
  if (account === undefined) throw new Error(`the run knows no account ${work.account}`);
  await checkAccount(account, resolve);
  const { region } = work;
  // Only the holder of the batch is given places.
  const limiter = options.limiterFor(work.fence);
  const cvm = clientOf({ ...options, target: terms, account, region, limiter });
  await workBatch(work, { store, cvm, terms, runtime, signal: options.signal });
}

/** Nothing that is tried once more can succeed: every id that is left gets its outcome. */
async function giveUp(
  { fence }: BatchWork,
  error: unknown,
  { store, runtime }: HandlerOptions,
): Promise<void> {
  const work = await store.takeBatch(fence.run, fence.number);
  if (work === undefined) return;
  const reason = error instanceof Error ? error.message : String(error);
  const at = runtime.now();
  await store.settle(
    work.fence,
    work.items.map(({ instanceId, sent }) => ({
      instanceId,
      kind: sent ? 'unknown' : 'refused',
      reason,
      requestIds: [],
      at,
    })),
  );
}
