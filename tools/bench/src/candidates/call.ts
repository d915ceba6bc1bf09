import type { OpenWorkload } from '../harness/workload.js';

/** What a candidate needs that asks a service to stop instances. */
export interface CallOptions {
  /** Port of the server on this machine that answers it. */
  readonly port: number;
  /** How many instances to stop with one call. */
  readonly count: number;
  /** Where the candidate's package is installed. */
  readonly directory?: string;
}

export type OpenCall = OpenWorkload<CallOptions>;
