import { transitions } from '@qcvm/mock';

/**
 * The simplest thing that could be a fleet: a map of instances, each with the time at which its next status
 * comes. Written from the documentation alone; the emulator is judged by it.
 */
export interface ModelInstance {
  status: number;
  since: number;
  next?: { readonly status: number; readonly at: number } | undefined;
  readonly stubborn: boolean;
  /** Paid for in advance: what is terminated goes to the recycle bin first. Default: by use. */
  readonly prepaid?: boolean;
  /** When it is gone, once it is being destroyed. */
  gone?: number;
  isProtected?: boolean;
  name?: string;
  project?: number;
}

export interface ModelFault {
  readonly code: number;
  readonly when: 'before' | 'after';
}

/** What happens to an instance that an ordinary shutdown does not bring down; `at once`: no ordinary one is tried. */
export type Force = boolean | 'at once';

export class Model {
  now: number;
  readonly instances = new Map<string, ModelInstance>();
  /** The key of the account. */
  key: 'active' | 'disabled' | 'revoked' = 'active';
  /** The service's clock is wrong by so many seconds, for one call. */
  skew = 0;
  /** Hits the next call. */
  fault: ModelFault | undefined;

  constructor(now: number) {
    this.now = now;
  }

  status(id: string): number | undefined {
    const instance = this.instances.get(id);
    if (!instance || (instance.gone !== undefined && instance.gone <= this.now)) return undefined;
    if (instance.gone !== undefined) return 6;
    return instance.next && instance.next.at <= this.now ? instance.next.status : instance.status;
  }

  /** The code of any request, before its Action matters; `undefined` when it gets through. */
  refusal(): number | undefined {
    if (this.key === 'revoked') return 4104;
    if (this.key === 'disabled') return 4100;
    if (this.skew > 300) return 4200;
    if (this.skew < -300) return 4500;
    return undefined;
  }

  /** The instances that are there, in order of creation. */
  ids(): readonly string[] {
    return [...this.instances.keys()].filter((id) => this.status(id) !== undefined);
  }

  /** What a batch call answers, id by id; it changes the instances that it accepts. */
  batch(action: string, ids: readonly string[], force: Force): Map<string, number> {
    const codes = new Map(ids.map((id) => [id, this.#judge(action, id)]));
    for (const [id, code] of codes) if (code === 0) this.#begin(action, id, force);
    return codes;
  }

  /** Why API 3.0 refuses a batch as a whole: for the first id that it does not know, or that is in the wrong state. */
  refuses(action: string, ids: readonly string[]): 'InvalidInstanceId.NotFound' | 'state' | undefined {
    for (const id of ids) {
      const status = this.status(id);
      if (status === undefined) return 'InvalidInstanceId.NotFound';
      if (!transitions[action]?.from.includes(status)) return 'state';
    }
    return undefined;
  }

  #judge(action: string, id: string): number {
    const status = this.status(id);
    if (status === undefined || status === 5) return 5000;
    return transitions[action]?.from.includes(status) ? 0 : 5100;
  }

  #begin(action: string, id: string, force: Force): void {
    const instance = this.instances.get(id);
    if (!instance) return;
    instance.since = this.now;
    if (action === 'StartInstances') {
      instance.status = 8;
      instance.next = { status: 2, at: this.now + 8000 };
      return;
    }
    const ordinary = action === 'StopInstances' ? 5000 : 12_000;
    const goal = action === 'StopInstances' ? 4 : 2;
    instance.status = action === 'StopInstances' ? 9 : 7;
    if (force === 'at once') {
      const takes = action === 'StopInstances' ? 2000 : 10_000;
      instance.next = { status: goal, at: this.now + takes };
    } else if (!instance.stubborn) instance.next = { status: goal, at: this.now + ordinary };
    else if (force) instance.next = { status: goal, at: this.now + ordinary + 2000 };
    else instance.next = { status: 2, at: this.now + 5000 };
  }
}

/** The documented statuses: no matter what happens, an instance is in one of them, or where a test put it. */
export const reachable: ReadonlySet<number> = new Set([2, 4, 7, 8, 9]);

/** With the Actions of API 3.0 that create, destroy and change as well. */
export const reachableByBoth: ReadonlySet<number> = new Set([...reachable, 3, 5, 6, 10, 19, 20]);
