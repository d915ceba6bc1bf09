import type { PlanDocument } from '../plan/schema.js';
import type { Waiting } from '../store/store.js';

/** What is in the queue: a batch to be worked on, or a plan whose time has come. Never a key. */
export type Job =
  | {
      readonly type: 'batch';
      readonly run: string;
      readonly account: string;
      readonly number: number;
      readonly round: number;
    }
  | { readonly type: 'plan'; readonly plan: PlanDocument };

/** What a worker throws that cannot do a job: another may be able to, and it counts as no attempt. */
export class HandBack extends Error {
  override readonly name = 'HandBack';
}

/** A job that a worker was given. */
export interface TakenJob {
  readonly job: Job;
  /** When its schedule had it due, in milliseconds since 1970. */
  readonly dueAt?: number;
}

/** A plan that comes again and again. */
export interface ScheduledPlan {
  readonly plan: string;
  readonly cron: string;
  readonly timeZone: string;
  /** Milliseconds since 1970. */
  readonly next: number | undefined;
  /** Why the run whose time has come is not planned: what the worker lacks that came last, and when that was. */
  readonly waiting?: Pick<Waiting, 'reason' | 'at'>;
}
