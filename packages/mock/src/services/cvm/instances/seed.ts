import type { StatusLike } from '../states.js';
import type { InstanceFields } from './fields/fields.js';

/** What a test says about an instance; everything else is derived from its id, the same every time; its addresses from its place in the fleet, so that no two are the same. */
export interface InstanceSeed extends Partial<InstanceFields> {
  /** Default: drawn from the emulator's seed. */
  readonly unInstanceId?: string;
  /** In either spelling. Default: `ap-guangzhou`. */
  readonly region?: string;
  /** The owner's account id. Default: the first account. */
  readonly account?: string;
  /** Default: running. */
  readonly status?: StatusLike;
  /** A change of state that is already under way: the status that it reaches, after so many milliseconds. */
  readonly becomes?: { readonly status: StatusLike; readonly after: number };
  /** An ordinary shutdown fails, and it returns to running; only `forceStop=1` gets it down. Default: false. */
  readonly stubborn?: boolean;
  /** So many instances of this kind; then neither id can be given. Default: 1. */
  readonly count?: number;
}
