import { createPostgresBackend, DelayedError, Queue, Worker, type JobsOptions } from 'bullmq';
import { FleetError } from '../model/errors.js';
import { systemRuntime } from '../model/runtime.js';
import type { Schedule } from '../plan/plan.js';
import type { PlanDocument } from '../plan/schema.js';
import { readAddress } from '../store/address.js';
import { readNamespace } from '../store/open-store.js';
import { postgresError } from '../store/postgres/open-postgres.js';
import { redisPrefix } from '../store/redis/connection.js';
import { connectRedis } from '../store/redis/open-redis.js';
import { redisError } from '../store/redis/redis-error.js';
import { HandBack, type Job, type ScheduledPlan, type TakenJob } from './jobs.js';

const queueName = 'fleet';
/** Jobs that are added in one go. */
const page = 500;

/** A batch is tried again until its ids have outcomes: what counts as too often is decided where outcomes are. */
const jobOptions: JobsOptions = {
  attempts: 1_000_000,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: true,
};

/** Milliseconds before a job that failed comes again. */
const pauseAfter = (attempts: number): number => Math.min(30_000, 250 * 2 ** Math.min(attempts, 10));

/** Milliseconds before a job that a worker could not do is given to another one, or to the same again. */
const pauseBefore = (hands: number): number => Math.min(3000, 250 * 2 ** Math.min(hands, 10));

export interface ConsumeOptions {
  /** Batches at a time. */
  readonly concurrency: number;
  /** Milliseconds within which a job whose worker is gone is given to another. */
  readonly lock: number;
  readonly onError: (error: Error) => void;
}

/** Jobs for workers, over the server that also has the store. */
export interface JobQueue {
  add(jobs: readonly Job[]): Promise<void>;
  schedule(name: string, schedule: Schedule, plan: PlanDocument): Promise<void>;
  unschedule(name: string): Promise<boolean>;
  scheduled(): Promise<readonly ScheduledPlan[]>;
  /** Gives jobs to the handler until it is stopped; one that throws comes again, after a `HandBack` soon and without end. */
  consume(handler: (taken: TakenJob) => Promise<void>, options: ConsumeOptions): Consumer;
  close(): Promise<void>;
}

export interface Consumer {
  /** Takes no more jobs, and waits for those that are under way. */
  stop(): Promise<void>;
}

/** What BullMQ connects with: a client of Redis, or where PostgreSQL is. */
type Connection = { readonly connection: never };

export async function openQueue(url: string, namespace?: string): Promise<JobQueue> {
  const address = readAddress(url);
  const space = readNamespace(namespace);
  const isRedis = address.kind === 'redis';
  const factory = isRedis ? undefined : createPostgresBackend;
  const redis = isRedis
    ? await connectRedis(url, {
        maxRetriesPerRequest: null,
        retryStrategy: (times) => Math.min(1000, 50 * times),
      })
    : undefined;
  const connection = (redis ?? {
    connectionString: url,
    schema: `${space}_queue`,
    migrate: true,
    connectionTimeoutMillis: 5000,
  }) as never;
  const options: Connection & { readonly prefix: string } = { connection, prefix: redisPrefix(space) };
  const inWords = (error: unknown): unknown =>
    isRedis ? redisError(error, address.shown) : postgresError(error, address.shown);
  const queue = new Queue<Job>(queueName, options, factory as never);
  queue.on('error', () => undefined);
  const step = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw inWords(error);
    }
  };
  await step(() => queue.waitUntilReady()).catch(async (error: unknown) => {
    await queue.close().catch(() => undefined);
    redis?.disconnect();
    throw error;
  });
  return {
    add: (jobs) =>
      step(async () => {
        for (let from = 0; from < jobs.length; from += page)
          await queue.addBulk(
            jobs.slice(from, from + page).map((data) => ({
              name: data.type,
              data,
              opts: { ...jobOptions, ...(data.type === 'batch' && { jobId: idOf(data) }) },
            })),
          );
      }),
    schedule: (name, { cron, timeZone }, plan) =>
      step(async () => {
        const data: Job = { type: 'plan', plan };
        await queue.upsertJobScheduler(
          name,
          { pattern: cron, tz: timeZone },
          { name: 'plan', data, opts: { ...jobOptions, attempts: 20 } },
        );
      }),
    unschedule: (name) => step(() => queue.removeJobScheduler(name)),
    scheduled: () =>
      step(async () =>
        (await queue.getJobSchedulers()).map(({ key, pattern = '', tz = '', next }) => ({
          plan: key,
          cron: pattern,
          timeZone: tz,
          next,
        })),
      ),
    consume(handler, { concurrency, lock, onError }) {
      const worker = new Worker<Job>(
        queueName,
        async (job, token) => {
          const { prevMillis } = job.opts as { readonly prevMillis?: number };
          try {
            await handler({ job: job.data, ...(prevMillis !== undefined && { dueAt: prevMillis }) });
          } catch (error) {
            if (!(error instanceof HandBack)) throw error;
            // BullMQ goes by the clock of the process.
            const pause = pauseBefore(job.attemptsStarted - job.attemptsMade);
            await job.moveToDelayed(systemRuntime.now() + pause, token);
            throw new DelayedError(error.message);
          }
        },
        {
          ...options,
          concurrency,
          // A lock that was renewed just before its worker was lost runs out after half of the time. Then two looks of the
          // other workers are needed, the first of which may be a whole interval away.
          lockDuration: lock / 2,
          stalledInterval: lock / 6,
          // A job that was lost with its worker always comes again.
          maxStalledCount: 1_000_000,
          // After an error of the connection; the default is longer than most outages.
          runRetryDelay: 1000,
          settings: { backoffStrategy: pauseAfter },
        },
        factory as never,
      );
      worker.on('error', (error) => {
        const told = inWords(error);
        onError(told instanceof Error ? told : new FleetError('store-unreachable', String(told)));
      });
      return { stop: () => worker.close() };
    },
    async close() {
      await queue.close().finally(() => redis?.disconnect());
    },
  };
}

const idOf = ({ run, number, round }: Extract<Job, { type: 'batch' }>): string => `${run}.${round}.${number}`;
