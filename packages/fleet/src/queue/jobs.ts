import type { PlanDocument } from '../plan/schema.js';

/** What is in the queue: a batch to be worked on, or a plan whose time has come. Never a key. */
export type Job =
  | { readonly type: 'batch'; readonly run: string; readonly number: number; readonly round: number }
  | { readonly type: 'plan'; readonly plan: PlanDocument };

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
}
