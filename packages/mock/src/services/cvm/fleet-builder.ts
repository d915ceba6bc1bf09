import type { InstanceSeed } from './instances/seed.js';
import type { StatusLike } from './states.js';

/** What can be said of instances in a fleet in addition to how many there are. */
export type FleetFields = Omit<InstanceSeed, 'count' | 'status' | 'stubborn' | 'region' | 'account'>;

/**
 * A fleet under construction. Every method gives a new fleet, so that a common beginning can be shared.
 *
 * ```ts
 * const emulator = createEmulator({
 *   instances: fleet('ap-guangzhou').running(3).stubborn().shutDown(1, { instanceName: 'spare' }),
 * });
 * ```
 */
export class Fleet {
  readonly #seeds: readonly InstanceSeed[];
  readonly #region: string | undefined;
  readonly #account: string | undefined;

  constructor(
    options: {
      seeds?: readonly InstanceSeed[];
      region?: string | undefined;
      account?: string | undefined;
    } = {},
  ) {
    this.#seeds = options.seeds ?? [];
    this.#region = options.region;
    this.#account = options.account;
  }

  /** What follows is in this region, in either spelling. */
  in(region: string): Fleet {
    return new Fleet({ seeds: this.#seeds, region, account: this.#account });
  }

  /** What follows belongs to this account. */
  of(account: string): Fleet {
    return new Fleet({ seeds: this.#seeds, region: this.#region, account });
  }

  /** Running instances. */
  running(count = 1, fields: FleetFields = {}): Fleet {
    return this.#and(count, { ...fields, status: 'running' });
  }

  /** Running instances whose ordinary shutdown fails. */
  stubborn(count = 1, fields: FleetFields = {}): Fleet {
    return this.#and(count, { ...fields, status: 'running', stubborn: true });
  }

  /** Instances that are shut down. */
  shutDown(count = 1, fields: FleetFields = {}): Fleet {
    return this.#and(count, { ...fields, status: 'shutDown' });
  }

  /** Instances in any status, by its number or name. */
  inStatus(status: StatusLike, count = 1, fields: FleetFields = {}): Fleet {
    return this.#and(count, { ...fields, status });
  }

  /** One instance, described in full. */
  instance(seed: InstanceSeed): Fleet {
    return this.#and(seed.count ?? 1, seed);
  }

  /** What has been described so far. */
  seeds(): readonly InstanceSeed[] {
    return this.#seeds;
  }

  #and(count: number, seed: InstanceSeed): Fleet {
    const placed: InstanceSeed = {
      ...(this.#region === undefined ? {} : { region: this.#region }),
      ...(this.#account === undefined ? {} : { account: this.#account }),
      ...seed,
      ...(count === 1 ? {} : { count }),
    };
    return new Fleet({ seeds: [...this.#seeds, placed], region: this.#region, account: this.#account });
  }
}

/** Begins a fleet, in a region (default `ap-guangzhou`) and of an account (default: the emulator's first). */
export const fleet = (region?: string, account?: string): Fleet => new Fleet({ region, account });
