import type { Limiter, Transport } from '@qcvm/client';
import { FleetError, isFleetError } from '../model/errors.js';
import { createSharedLimiters, type Caller } from '../limit/shared-limiter.js';
import type { ResolveCredentials } from '../plan/credentials.js';
import { readPlan } from '../plan/read-plan.js';
import { HandBack, type Job, type TakenJob } from '../queue/jobs.js';
import type { JobQueue } from '../queue/queue.js';
import type { FleetRuntime } from '../model/runtime.js';
import type { BatchWork, ItemOutcome, Store } from '../store/store.js';
import type { Terms, TermsAccount } from '../plan/terms.js';
import { taggedAmong } from '../plan/tags.js';
import { checkAccount, clientOf, newerConfigOf } from './connect.js';
import { enqueue } from './enqueue.js';
import { unfitness } from './fitness.js';
import { forgetOldRuns } from './forget.js';
import { Guard, NotListed, NowProtected, readOwn, type ReadProtection } from './guard.js';
import { planRun, runIdOf } from './plan-run.js';
import { Reports } from './reports.js';
import { workBatch } from './work-batch.js';

/** The events of a worker. */
export type WorkerEvent =
  | { readonly type: 'batch'; readonly run: string; readonly number: number; readonly instances: number }
  | { readonly type: 'planned'; readonly run: string }
  /** A job has failed; it comes again. */
  | { readonly type: 'failed'; readonly job: string; readonly error: Error }
  /** This worker cannot work for an account of a run, and leaves that to others; reported once. */
  | { readonly type: 'handed-back'; readonly job: string; readonly error: Error }
  /** The store is away or full: nothing is sent. */
  | { readonly type: 'outage'; readonly error: Error }
  | { readonly type: 'outage-over' };

export interface HandlerOptions {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly runtime: FleetRuntime;
  readonly resolve: ResolveCredentials;
  readonly transport?: Transport | undefined;
  readonly protect: ReadProtection;
  /** Ends what is under way; it comes again, here or elsewhere. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: WorkerEvent) => void;
  /** Milliseconds for which runs that are over are kept. */
  readonly keep: number;
}

/** What all jobs of a worker share. */
interface Tools extends HandlerOptions {
  readonly limiterFor: (caller?: Caller) => Limiter;
  /** Of runs whose jobs were handed back. */
  readonly reports: Reports;
}

/** Attempts at a batch in a row that fail without progress before its ids get an outcome. */
const attemptsAllowed = 5;

/** What a worker does with a job. Throws when the job shall come again. */
export function createHandler(given: HandlerOptions): (taken: TakenJob) => Promise<void> {
  const limiterFor = createSharedLimiters(given.store, given.runtime);
  const options: Tools = { ...given, limiterFor, reports: new Reports() };
  return async ({ job, dueAt }) => {
    try {
      if (job.type === 'plan') await planScheduled(job, dueAt, options);
      else await workOn(job, options);
    } catch (error) {
      // It is another's now, or cancelled: here is nothing left to do.
      if (isFleetError(error, 'fenced')) return;
      if (error instanceof HandBack) throw error;
      const failure = error instanceof Error ? error : new Error(String(error));
      if (!options.signal.aborted) options.onEvent({ type: 'failed', job: nameOf(job), error: failure });
      throw failure;
    }
  };
}

const nameOf = (job: Job): string =>
  job.type === 'plan' ? `plan ${job.plan.name}` : `run ${job.run}, batch ${job.number}`;

/** Plans the run of a schedule: under the same name however often the job comes. */
async function planScheduled(
  job: Extract<Job, { type: 'plan' }>,
  dueAt: number | undefined,
  options: Tools,
): Promise<void> {
  const { store, queue, runtime, signal, onEvent } = options;
  const plan = readPlan(job.plan, job.plan.name);
  const limiter = options.limiterFor();
  const id = runIdOf(plan, dueAt ?? runtime.now());
  const schedule = { run: scheduleKey(plan.name), job, options };
  const run = await planRun(id, plan, { ...options, limiter, signal }).catch(async (error: unknown) => {
    throw await handedBack(error, schedule);
  });
  await store.noteFitness(schedule.run, allAccounts);
  await enqueue(run, { store, queue });
  onEvent({ type: 'planned', run: run.id });
  await forgetOldRuns(store, { now: runtime.now(), keep: options.keep });
}

async function workOn(job: Extract<Job, { type: 'batch' }>, options: Tools): Promise<void> {
  const { store, signal, resolve, protect } = options;
  const { run } = job;
  signal.throwIfAborted();
  const { terms } = await readTerms(store, run);
  const account = terms.accounts.find(({ name }) => name === job.account);
  if (account === undefined) throw new Error(`the run knows no account ${job.account}`);
  try {
    // Before the batch is taken: one that is for another worker is not touched.
    await checkAccount(account, resolve);
    await readOwn(protect);
    await workThrough(job, { terms, account }, options);
  } catch (error) {
    throw await handedBack(error, { run, account, job, options });
  }
}

/** Works on a batch until nothing of it is left, though instances turn out to be protected on the way. */
async function workThrough(
  { run, number }: Extract<Job, { type: 'batch' }>,
  about: { readonly terms: Terms; readonly account: TermsAccount },
  options: Tools,
): Promise<void> {
  const { store, signal, onEvent, runtime } = options;
  let work = await store.takeBatch(run, number);
  if (work !== undefined) onEvent({ type: 'batch', run, number, instances: work.items.length });
  for (let missed = 0; work !== undefined; work = await store.takeBatch(run, number)) {
    try {
      return await workAs(work, about, options);
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof NowProtected)
        await store.settle(work.fence, protectedOutcomes(work, { ...error, at: runtime.now() }));
      // What is not listed is not found by the next look, and no request is about it any more.
      else if (!(error instanceof NotListed) || ++missed > attemptsAllowed)
        return failed(work, error, { account: about.account, options });
    }
  }
}

/** Counts a failed attempt, after which the job comes again; after too many, every id that is left gets its outcome. */
async function failed(
  work: BatchWork,
  error: unknown,
  { account, options }: { readonly account: TermsAccount; readonly options: Tools },
): Promise<void> {
  if (isOurs(error) || unfitness(error, account) !== undefined) throw error;
  if ((await options.store.countFailure(work.fence)) < attemptsAllowed) throw error;
  await giveUp(work, error, options);
}

const protectedOutcomes = (
  { items }: BatchWork,
  { reasons, at }: Pick<NowProtected, 'reasons'> & { readonly at: number },
): ItemOutcome[] =>
  items.flatMap(({ instanceId, sent }) => {
    const why = reasons.get(instanceId);
    if (why === undefined) return [];
    const reason = sent?.accepted === true ? `${why}; an earlier request for it was accepted` : why;
    return [{ instanceId, kind: 'protected', reason, requestIds: [], at }];
  });

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

/** Planning needs the keys of all accounts: which one of them is missing is in the reason. */
const allAccounts = '*';

/** Runs of which reports are remembered: the latest. */
const mostRuns = 1000;

const schedulePrefix = 'schedule:';

/** The schedule of a plan among the runs that workers note their fitness for. */
export const scheduleKey = (plan: string): string => `${schedulePrefix}${plan}`;

/** What to throw: when only this worker cannot do the job, the store and the listener are notified, and the job is handed back. */
async function handedBack(
  error: unknown,
  about: {
    readonly run: string;
    readonly account?: TermsAccount;
    readonly job: Job;
    readonly options: Tools;
  },
): Promise<unknown> {
  const { run, account, job, options } = about;
  const reason = unfitness(error, account);
  if (reason === undefined || options.signal.aborted) return error;
  await options.store.noteFitness(run, account?.name ?? allAccounts, reason);
  const { reports, store } = options;
  if (reports.areMany) {
    const runs = new Set((await store.listRuns(mostRuns)).map(({ id }) => id));
    // A schedule is none of the runs that the store lists.
    reports.keepOnly((name) => runs.has(name) || name.startsWith(schedulePrefix));
  }
  // Not by its words: they name the request.
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  if (reports.isNew(run, [account?.name, name, code].join(' ')))
    options.onEvent({ type: 'handed-back', job: nameOf(job), error: new Error(reason, { cause: error }) });
  return new HandBack(reason, { cause: error });
}

async function workAs(
  work: BatchWork,
  { terms, account }: { readonly terms: Terms; readonly account: TermsAccount },
  options: Tools,
): Promise<void> {
  const { store, runtime, signal, protect } = options;
  const { region, fence } = work;
  // Only the holder of the batch is given places, and only after the guard has let the request through.
  const limiter = options.limiterFor({ fence, guard: () => guard.check() });
  const client = { ...options, target: terms, account, region, limiter };
  const cvm = clientOf(client);
  const guard = new Guard({
    planned: terms.protect,
    own: protect,
    cvm,
    region,
    taggedAmong: (ids) => taggedAmong(newerConfigOf(client), ids),
    runtime,
    signal,
  });
  await workBatch(work, { store, cvm, guard, terms, runtime, signal });
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
