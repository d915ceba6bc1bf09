import type { SignatureCause } from '../../../core/signature-explanation.js';
import type { Plan } from './plan.js';

/** One mistake: what it is called, and what it does to the plan. */
export interface Variation {
  readonly cause: SignatureCause;
  /** Mistakes about the same step exclude each other. */
  readonly step: string;
  /** Common enough to be looked for together with two others. */
  readonly common?: true;
  readonly apply: (plan: Plan) => Plan;
}
