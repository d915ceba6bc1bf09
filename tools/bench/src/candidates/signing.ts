import type { OpenWorkload } from '../harness/workload.js';

/** What a candidate needs that signs a request to stop instances; nothing is sent. */
export interface SigningOptions {
  readonly count: number;
  /** Where the candidate's package is installed. */
  readonly directory?: string;
}

export type OpenSigning = OpenWorkload<SigningOptions>;

export const host = 'cvm.api.qcloud.com';
export const path = '/v2/index.php';
