import type { Member } from '../schedule.js';
import type { Seen } from '../world.js';

/** A rule that was broken, and how. `ids` are the instances that it is about. */
export interface Conviction {
  readonly rule: string;
  readonly what: string;
  readonly ids?: readonly string[];
}

/** What is known of one instance. */
export interface Facts {
  readonly member: Member | undefined;
  /** Requests that change something and name it, and looks that show it; oldest first. */
  readonly seen: readonly Seen[];
}

export const factsOf = (
  id: string,
  { seen, members }: { seen: readonly Seen[]; members: ReadonlyMap<string, Member> },
): Facts => ({
  member: members.get(id),
  seen: seen.filter(({ kind, ids, statuses }) => (kind === 'look' ? statuses.has(id) : ids.includes(id))),
});

/** A look whose answer has arrived. */
export const shows = (seen: Seen): boolean => seen.kind === 'look' && seen.isDelivered;

/** The service may have acted on an instance, and has not said so. */
export const isUnclearOf = (id: string, { isUnclear, unclear }: Seen): boolean =>
  isUnclear || unclear.has(id);
