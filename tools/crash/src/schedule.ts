import type { Durations, FaultRuleOptions } from '@qcvm/mock';
import type { Command } from './api.js';

/**
 * How an instance behaves. `plain`: in the status that the command needs; `stubborn`: an ordinary shutdown of it fails;
 * `already`: as the command would have it, or beyond it; `busy`: on its way to somewhere else for longer than a run
 * waits; `broken`: for good; `flapping`: something else starts and stops it; `missing`: only its id is there.
 */
export type Kind = 'plain' | 'stubborn' | 'already' | 'busy' | 'broken' | 'flapping' | 'missing';

export interface Member {
  readonly id: string;
  readonly oldId: string;
  readonly region: string;
  readonly kind: Kind;
  readonly isProtected: boolean;
  /** Chosen by the command line. */
  readonly isTarget: boolean;
}

/** When a signal is sent: at a request that arrives (after its effect), at a write to the journal, or after a while. */
export type Moment =
  | { readonly at: 'change' | 'request'; readonly nth: number }
  | { readonly at: 'journal'; readonly nth: number }
  | { readonly at: 'time'; readonly milliseconds: number };

/** A hangup is to be outlasted, as no standard stream is a terminal. */
export type Stop = Moment & { readonly signal: 'SIGKILL' | 'SIGTERM' | 'SIGHUP' };

/** Another thing that goes wrong, or is tried. */
export type Extra =
  /** Standard output of the first process cannot be written. */
  | { readonly kind: 'full-output' }
  /** The journal of the first process cannot grow beyond so many kibibytes. */
  | { readonly kind: 'full-journal'; readonly kibibytes: number }
  /** One bit of the journal turns over after the first process has ended. */
  | { readonly kind: 'damage'; readonly place: number }
  /** Every `--resume` is started twice, the second so many milliseconds later. */
  | { readonly kind: 'twins'; readonly delay: number }
  /** When all is done, `--resume` once more. */
  | { readonly kind: 'again' }
  | { readonly kind: 'nothing' };

/** A round, complete: the same for the same seed and number. Plain data. */
export interface Schedule {
  readonly seed: string;
  readonly round: number;
  readonly command: Command;
  readonly wait: boolean;
  readonly force: 'never' | 'fallback' | '4s';
  /** Instances are stopped without costing. */
  readonly stopCharging: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly journal: 'named' | 'default';
  readonly report: 'json' | 'text';
  readonly selection: 'all' | 'file' | 'arguments';
  readonly regions: readonly string[];
  readonly durations: Partial<Durations>;
  readonly members: readonly Member[];
  readonly faults: readonly FaultRuleOptions[];
  /** Every process gets the next of them; when there are none left, nothing ends it but itself. */
  readonly stops: readonly Stop[];
  /** What something else does to instances, once so many requests have arrived. */
  readonly flaps: readonly { readonly id: string; readonly after: number; readonly status: number }[];
  readonly extra: Extra;
}

/** A schedule as it is printed: instances by number, everything else as it is. */
export function summaryOf({ members, flaps, ...rest }: Schedule): object {
  const kinds: Record<string, number> = {};
  for (const { kind, isProtected, isTarget } of members) {
    const name = `${kind}${isProtected ? ', protected' : ''}${isTarget ? '' : ', not chosen'}`;
    kinds[name] = (kinds[name] ?? 0) + 1;
  }
  return { ...rest, instances: kinds, flaps: flaps.length };
}
