import type { Cvm } from '@qcvm/client';
import type { Environment } from '../environment.js';
import type { Target } from '../targets/target.js';
import type { FleetCommand, FleetEvent } from './event.js';
import type { ForcePolicy } from './force.js';

/** One run over a fleet, whatever the command and whoever shows it. */
export interface FleetRun {
  readonly cvm: Cvm;
  readonly command: FleetCommand;
  readonly targets: readonly Target[];
  /** Keys of instances for which an earlier run of the same journal had a request accepted. */
  readonly accepted: ReadonlySet<string>;
  /** Keys of instances for which it was about to send one, and whether by force: nobody knows whether it did. */
  readonly sent: ReadonlyMap<string, 'ordinary' | 'forced'>;
  readonly wait: boolean;
  readonly force: ForcePolicy;
  /** Milliseconds for one instance, from the first look at it. */
  readonly timeout: number;
  /**
   * Called for everything that happens, and awaited: what must be written down first, is. Never rejects. A `sending`
   * that could not be written down aborts `signal` before this returns: then it is not sent.
   */
  readonly emit: (event: FleetEvent) => Promise<void>;
  /** Aborted: nothing more is sent, what is under way is awaited, and the run returns with what is known. */
  readonly signal: AbortSignal;
  readonly clock: Pick<Environment, 'now' | 'sleep'>;
}
