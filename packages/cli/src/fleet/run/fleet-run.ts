import type { Cvm, EarlierRequest } from '@qcvm/client';
import type { Target } from '../../targets/target.js';
import type { FleetCommand, FleetEvent } from '../terms/event.js';
import type { ForcePolicy } from '../terms/force.js';

/** One run over a fleet, whatever the command and the display. */
export interface FleetRun {
  readonly cvm: Cvm;
  readonly command: FleetCommand;
  readonly targets: readonly Target[];
  /** What an earlier run of the same journal has sent, or was about to, by `targetKey`. */
  readonly earlier: ReadonlyMap<string, EarlierRequest>;
  readonly wait: boolean;
  readonly force: ForcePolicy;
  /** Over API 3.0: costs stop with the instance. */
  readonly stopCharging: boolean;
  /** Milliseconds for one instance, from the first look at it. */
  readonly timeout: number;
  /**
   * Called for everything that happens, and awaited: what must be written down first, is. Never rejects. A `sending`
   * that could not be written down aborts `signal` before this returns: then it is not sent.
   */
  readonly emit: (event: FleetEvent) => Promise<void>;
  /** Aborted: nothing more is sent, what is under way is awaited, and the run returns with what is known. */
  readonly signal: AbortSignal;
}
