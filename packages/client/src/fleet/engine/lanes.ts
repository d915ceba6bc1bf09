import type { Member } from './member.js';

/** Milliseconds for which a batch that is not full waits for others. */
export const linger = 500;

/** Those that can go into one request: of one region, all by force or none. */
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
    const name = `${force} ${member.region}`;
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
   * Takes out the next batch that is ripe: it is full, or its first has waited long enough, or nobody else could join. Force
   * goes first.
   */
  take(now: number, { alone }: { readonly alone: boolean }): Batch | undefined {
    for (const lane of this.#byUrgency()) {
      const { waiting, force } = lane;
      const [since = Infinity] = waiting.values();
      if (waiting.size < this.#batch && now < since + linger && !(alone && waiting.size > 0)) continue;
      const members = [...waiting.keys()].slice(0, this.#batch);
      for (const member of members) waiting.delete(member);
      this.size -= members.length;
      return { force, members };
    }
    return undefined;
  }

  /** When the next batch is ripe if nobody joins it. */
  get due(): number {
    let due = Infinity;
    for (const { waiting } of this.#lanes.values()) {
      const [since = Infinity] = waiting.values();
      due = Math.min(due, since + linger);
    }
    return due;
  }

  #byUrgency(): Lane[] {
    const lanes = [...this.#lanes.values()].filter(({ waiting }) => waiting.size > 0);
    return lanes.sort((one, other) => Number(other.force) - Number(one.force));
  }
}

/**
 * Who is to be looked at now, in batches of one region each. While ids keep coming, a batch that is not full waits for more.
 */
export function dueBatches(
  members: Iterable<Member>,
  { now, batch, filling }: { readonly now: number; readonly batch: number; readonly filling: boolean },
): (readonly Member[])[] {
  const byRegion = new Map<string | undefined, { due: Member[]; first: number }>();
  for (const member of members) {
    if (member.stage !== 'idle' || member.lookAt > now + linger) continue;
    let group = byRegion.get(member.region);
    if (!group) byRegion.set(member.region, (group = { due: [], first: Infinity }));
    group.due.push(member);
    group.first = Math.min(group.first, member.lookAt);
  }
  const batches: (readonly Member[])[] = [];
  for (const { due, first } of byRegion.values()) {
    const isRipe = first <= now && (!filling || now >= first + linger);
    const ready = isRipe ? due.length : due.length - (due.length % batch);
    for (let from = 0; from < ready; from += batch) batches.push(due.slice(from, from + batch));
  }
  return batches;
}
