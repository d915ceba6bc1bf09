import type { Member } from './member.js';

/** Milliseconds for which a batch that is not full waits for others. */
export const batchWait = 500;
/** Milliseconds that calls under way get to finish when the time of an instance is over, or the run ends early. */
export const finalWait = 3000;
/** Milliseconds before its time is over at which an instance is looked at for the last time. */
const lastLook = 1000;

/** Milliseconds between two looks at an instance: the first pause, and the longest. */
export interface Pauses {
  readonly min: number;
  readonly max: number;
}

/**
 * When to look next. Looks become rarer, and the rarer the more instances there are: polling must not use up the quota. The
 * last one comes just before the instance's time is over.
 */
export function nextLook(
  { looks, startedAt, deadline }: Pick<Member, 'looks' | 'startedAt' | 'deadline'>,
  { now, pauses, calls }: { readonly now: number; readonly pauses: Pauses; readonly calls: number },
): number {
  const next = now + Math.min(pauses.max, Math.max(calls * 1000, pauses.min * 1.5 ** looks));
  const last = deadline - Math.min(lastLook, (deadline - startedAt) / 10);
  return next > last && now < last ? last : next;
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
    if (member.stage !== 'idle' || member.lookAt > now + batchWait) continue;
    let group = byRegion.get(member.region);
    if (!group) byRegion.set(member.region, (group = { due: [], first: Infinity }));
    group.due.push(member);
    group.first = Math.min(group.first, member.lookAt);
  }
  const batches: (readonly Member[])[] = [];
  for (const { due, first } of byRegion.values()) {
    const isRipe = first <= now && (!filling || now >= first + batchWait);
    const ready = isRipe ? due.length : due.length - (due.length % batch);
    for (let from = 0; from < ready; from += batch) batches.push(due.slice(from, from + batch));
  }
  return batches;
}

const isUnderWay = ({ stage }: Pick<Member, 'stage'>): boolean => stage === 'looking' || stage === 'changing';

/**
 * When the time of a member is over. A call under way gets a little longer: its answer tells what became of it. One that waits for
 * its turn does not.
 */
export const endOf = (member: Pick<Member, 'stage' | 'deadline'>): number =>
  isUnderWay(member) ? member.deadline + finalWait : member.deadline;

/** When something is due next, as far as members decide on it. */
export interface Due {
  /** For one that waits: a look, or the end of its time. */
  readonly due: number;
  /** For one with a call under way: the end of its time. */
  readonly cutoff: number;
}

/** `wait`: how long a look that is due waits for others. `mayLook`: there is room for one more. */
export function nextDue(
  members: Iterable<Member>,
  { mayLook, wait }: { readonly mayLook: boolean; readonly wait: number },
): Due {
  let due = Infinity;
  let cutoff = Infinity;
  for (const member of members) {
    const end = endOf(member);
    if (isUnderWay(member) || member.stage === 'waiting') cutoff = Math.min(cutoff, end);
    else due = Math.min(due, end, member.stage === 'idle' && mayLook ? member.lookAt + wait : Infinity);
  }
  return { due, cutoff };
}
