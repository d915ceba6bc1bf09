import type { Member } from './member.js';
import { batchWait } from './schedule.js';

/** Those that can go into one request: of one region, all by force or none, and not in different parts of a refused one. */
interface Lane {
  readonly force: boolean;
  /** In the order in which they came, each with the moment. */
  readonly waiting: Map<Member, number>;
}

/** A request that is ready to be sent. */
export interface Batch {
  readonly force: boolean;
  readonly members: readonly Member[];
}

/** Instances that wait for a request. */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #batch: number;
  size = 0;

  constructor(batch: number) {
    this.#batch = batch;
  }

  add(member: Member, force: boolean, now: number): void {
    const name = `${force} ${member.region} ${member.part}`;
    let lane = this.#lanes.get(name);
    if (!lane) this.#lanes.set(name, (lane = { force, waiting: new Map() }));
    lane.waiting.set(member, now);
    this.size++;
  }

  /** Takes out one whose time is over. */
  remove(member: Member): void {
    for (const { waiting } of this.#lanes.values()) if (waiting.delete(member)) this.size--;
  }

  /**
   * Takes out the next batch that is ripe: it is full, or its first has waited long enough, or no other instance could join. Force
   * goes first.
   */
  take(now: number, { alone }: { readonly alone: boolean }): Batch | undefined {
    for (const [name, { waiting, force }] of this.#byUrgency()) {
      const [since = Infinity] = waiting.values();
      if (waiting.size < this.#batch && now < since + batchWait && !(alone && waiting.size > 0)) continue;
      const members = [...waiting.keys()].slice(0, this.#batch);
      for (const member of members) waiting.delete(member);
      this.size -= members.length;
      if (waiting.size === 0) this.#lanes.delete(name);
      return { force, members };
    }
    return undefined;
  }

  /** When the next batch is ripe if no instance joins it. */
  get due(): number {
    let due = Infinity;
    for (const { waiting } of this.#lanes.values()) {
      const [since = Infinity] = waiting.values();
      due = Math.min(due, since + batchWait);
    }
    return due;
  }

  #byUrgency(): (readonly [string, Lane])[] {
    return [...this.#lanes].sort(([, one], [, other]) => Number(other.force) - Number(one.force));
  }
}
