import type { Api } from '../../configuration/api.js';
import type { Target } from '../../targets/target.js';
import type { FleetCommand } from '../terms/event.js';
import type { ForcePolicy } from '@qcvm/client';
import type { Outcome } from '../terms/outcome.js';
import type { Account } from './account.js';

/** What a run was asked to do, and where. A resumed run does the rest of exactly this. */
export interface PlanTerms {
  readonly command: FleetCommand;
  /** Which API carries the calls. */
  readonly api: Api;
  /** Over API 3.0: instances stop costing what they cost while they run. */
  readonly stopCharging?: true;
  readonly endpoint: string;
  readonly account: Account;
  /** The profile, where it is not `default`. */
  readonly profile?: string;
  /** Where instances were looked for. */
  readonly regions: readonly string[];
  /** How the instances were chosen, as it was typed: `--status running`. */
  readonly selection: string;
  readonly wait: boolean;
  readonly force: ForcePolicy;
  /** Milliseconds for one instance. */
  readonly timeout: number;
}

/** What there is to do now: all of a plan, or what an interrupted run has left of it. */
export interface Work {
  /** Instances that are worked on. */
  readonly targets: readonly Target[];
  /** Instances whose end is known already: protected, not found, or in the wanted status. */
  readonly decided: readonly Outcome[];
}

/** Everything that is decided before the first request that changes something. It is on the disk before that is sent. */
export interface Plan extends PlanTerms, Work {
  /** Every id of the protection list, as it was typed and as the service has it. */
  readonly protect: readonly string[];
}
