import type { StatusLike } from '../states.js';
import type { InstanceSeed } from './seed.js';
import type { InstanceView } from './view.js';
import type { Fleet } from '../fleet-builder.js';

export interface InstanceFilter {
  readonly account?: string;
  /** In either spelling. */
  readonly region?: string;
  readonly status?: StatusLike;
}

/** What a test may change of an instance. A new status ends a change that is under way. */
export type InstanceChange = Partial<Omit<InstanceSeed, 'unInstanceId' | 'account' | 'region' | 'count'>>;

/** What begins a change of state, by its Action in API 3.0. */
export type PowerAction = 'StopInstances' | 'StartInstances' | 'RebootInstances';

/** The fleet, for tests: seeding, looking, changing, waiting. Ids are `ins-…` or the old `qcvm…`. */
export interface Instances {
  /** How many there are, in all accounts and regions. */
  readonly count: number;
  /** Adds instances; the answer has them in order. Throws on an id that is taken, or an account that does not exist. */
  add(seeds: InstanceSeed | readonly InstanceSeed[] | Fleet): readonly InstanceView[];
  /** One instance as it is now. Throws when it does not exist. */
  get(id: string): InstanceView;
  has(id: string): boolean;
  /** Those that fit, in order of creation. */
  list(filter?: InstanceFilter): readonly InstanceView[];
  /** Changes an instance behind the API's back. API 3.0 shows what leads to a new status as its latest operation. */
  update(id: string, change: InstanceChange): InstanceView;
  /**
   * Begins what a call would: with the durations of the emulator, and as the latest operation that API 3.0 shows. `force` gets a
   * stubborn instance down; default: false. Throws when one of the instances is in another state, and then begins nothing.
   */
  begin(
    action: PowerAction,
    ids: string | readonly string[],
    options?: { force?: boolean },
  ): readonly InstanceView[];
  /** Removes an instance without a trace. */
  remove(id: string): void;
  /** When the next change of state by itself is due (milliseconds since 1970), of these instances or of all. */
  nextChangeAt(ids?: readonly string[]): number | undefined;
  /**
   * Resolves when every one of these instances has the status. On a clock that stands still it waits until
   * it is moved. Rejects at once when an instance does not exist, and with the signal's reason.
   */
  waitFor(
    ids: string | readonly string[],
    status: StatusLike,
    options?: { signal?: AbortSignal },
  ): Promise<readonly InstanceView[]>;
}
