import type { AccountSeed } from '../accounts/account.js';
import type { ClockOptions } from '../core/clock.js';
import type { Quota } from '@qcvm/client/descriptors';
import type { BehaviourOptions } from './behaviour.js';
import type { FaultRuleOptions } from '../core/faults/rule.js';
import type { Fleet } from '../services/cvm/fleet-builder.js';
import type { InstanceSeed } from '../services/cvm/instances/seed.js';
import type { Runtime } from '../core/runtime.js';
import type { Durations } from '../services/cvm/instances/durations.js';

/** What an emulator starts with. Everything has a default; `createEmulator()` answers for an empty fleet. */
export interface EmulatorOptions {
  /** One seed, one history: ids, task ids, jitter and chance all come from it. Default: 1. */
  readonly seed?: number;
  /** The time in which instances change, tasks run, quotas are counted and faults delay. Default: `'real'`. */
  readonly clock?: ClockOptions;
  /**
   * The clock that Timestamps and Nonces are judged by, and that answers have as their Date. `machine`: the machine's, as
   * programs sign by it, however fast the emulator's own runs or wherever it was set to. `emulator`: the emulator's own, so
   * that a test decides what is stale. Default: `emulator` for a manual clock, else `machine`.
   */
  readonly signatureClock?: 'machine' | 'emulator';
  /** The machine's time, for a clock that does not stand still, and for the Timestamps of requests. */
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
   * How many calls one account may make: `[{ calls: 100, seconds: 60, per: 'action' }]`; `false` for as many as it likes.
   * Sliding windows: at no moment do the last `seconds` hold more. Default: what the service documents.
   */
  readonly quota?: readonly Quota[] | false;
  /** What the documentation leaves open. */
  readonly behaviour?: BehaviourOptions;
  /**
   * What happens on a call that was not expected (an unknown Action, or one that `expect` did not announce).
   * `error`: the in-process adapters throw an `UnexpectedCallError` (the transport a failure that has it as `cause` and is not
   * tried again), the server answers with code 6100, and `assertNoUnexpectedCalls` throws. `answer`: it is answered like any other call. Default: `error`.
   */
  readonly onUnexpected?: 'error' | 'answer';
  /**
   * Whether the message of code 4100 explains why the signature is wrong. Default: `never`, as an
   * answer goes over the network; the request log explains on request in any case.
   */
  readonly explainSignatures?: 'never' | 'response';
  /** Requests that the log remembers; older ones are forgotten. Default: 1000. */
  readonly maxLogged?: number;
  /** Asynchronous tasks that can be looked up; older ones are forgotten. Default: 10000. */
  readonly maxTasks?: number;
}
