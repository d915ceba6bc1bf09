import type { Plan, PlanAccount } from './plan.js';

/** An account as a run keeps it: where its key comes from, and which one it was. */
export interface TermsAccount extends Omit<PlanAccount, 'regions'> {
  /** Of the key that the run was planned with; absent for temporary keys. */
  readonly fingerprint?: string;
}

/** What a run was asked to do. Without secrets: it is in the store. */
export interface Terms extends Omit<Plan, 'name' | 'accounts' | 'select' | 'schedule' | 'document'> {
  readonly plan: string;
  /** Tells the fields of the plan apart from those of another one: a hash of each. */
  readonly fields: Readonly<Record<string, string>>;
  readonly accounts: readonly TermsAccount[];
}
