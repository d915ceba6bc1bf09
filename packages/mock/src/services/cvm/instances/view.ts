import type { InstanceFields } from './fields/fields.js';

/** An instance as a test sees it, at the time of looking. */
export interface InstanceView extends InstanceFields {
  readonly unInstanceId: string;
  readonly account: string;
  /** In the long spelling. */
  readonly region: string;
  readonly status: number;
  /** `running` for 2, `maintenance` for a value without a name. */
  readonly statusName: string;
  /** Since when it has that status, in milliseconds since 1970. */
  readonly since: number;
  /** What happens next by itself, if anything does. */
  readonly next?: { readonly status: number; readonly statusName: string; readonly at: number };
  readonly stubborn: boolean;
}
