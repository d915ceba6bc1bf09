import type { AccountSeed } from '../accounts/account.js';
import type { ClockOptions } from '../core/clock.js';
import type { Behaviour } from '../protocols/v2/behaviour.js';
import type { FaultRuleOptions } from '../core/faults/rule.js';
import type { Fleet } from '../services/cvm/fleet.js';
import type { InstanceSeed } from '../services/cvm/instances/seed.js';
import type { Runtime } from '../core/runtime.js';
import type { Durations } from '../services/cvm/instances/durations.js';

/** What an emulator starts with. Everything has a default; `createEmulator()` answers for an empty fleet. */
export interface EmulatorOptions {
  /** One seed, one history: ids, task ids, jitter and chance all come from it. Default: 1. */
  readonly seed?: number;
  /** Default: `'real'`. */
  readonly clock?: ClockOptions;
  /** The machine's time, for a clock that does not stand still. */
  readonly runtime?: Partial<Runtime>;
  /** Default: one account with one active key, `emulator.credentials`. */
  readonly accounts?: readonly AccountSeed[];
  /** What exists at the start: seeds, or what `fleet()` builds. Default: nothing. */
  readonly instances?: readonly InstanceSeed[] | Fleet;
  /** How long stopping, starting and rebooting take. */
  readonly durations?: Partial<Durations>;
  /** Faults that are active from the start. */
  readonly faults?: readonly FaultRuleOptions[];
  /**
   * Calls that one account may make in 60 seconds; `false` switches the quota off. A sliding window: at no
   * moment do the last 60 seconds hold more. Default: 1000 in all, 100 for any single Action.
   */
  readonly quota?: QuotaOptions | false;
  /** What the documentation leaves open. */
  readonly behaviour?: Partial<Behaviour>;
  /**
   * What happens on a call that nobody expects (an unknown Action, or one that `expect` did not announce).
   * `error`: the in-process doors throw an `UnexpectedCallError`, the server answers with code 6100, and
   * `assertNoUnexpectedCalls` throws. `answer`: it is answered like any other call. Default: `error`.
   */
  readonly onUnexpected?: 'error' | 'answer';
  /**
   * Whether an answer with code 4100 tells in its message why the signature is wrong. Default: `never`, as an
   * answer goes over the network; the request log explains on request in any case.
   */
  readonly explainSignatures?: 'never' | 'response';
  /** Requests that the log remembers; older ones are forgotten. Default: 1000. */
  readonly maxLogged?: number;
  /** Asynchronous tasks that can be looked up; older ones are forgotten. Default: 10000. */
  readonly maxTasks?: number;
}

export interface QuotaOptions {
  /** Calls in 60 seconds, whatever their Action. Default: 1000. */
  readonly perMinute?: number;
  /** Calls in 60 seconds for any single Action. Default: 100. */
  readonly perMinuteEachAction?: number;
}
