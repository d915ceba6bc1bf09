import type { Api } from '../api.js';
import type { Life } from '../life.js';
import type { History } from '../round.js';
import { isChange } from '../world.js';
import { isUnclearOf, shows, type Facts } from './facts.js';

/** Seconds by which a run may be late, on a machine that is busy. */
const slack = 8;

/** The outcome of an instance, and the process that told it. */
export interface Told {
  readonly id: string;
  readonly kind: string;
  readonly life: Life;
  readonly at: number;
}

/** Why an outcome is not true; `undefined` if it is. */
export function untruth(
  { id, kind, life, at }: Told,
  { member, seen }: Facts,
  { history: { schedule, lives, seen: hits, statuses }, api }: { history: History; api: Api },
): string | undefined {
  const { command, wait, timeout } = schedule;
  const { via, to } = api.changes[command];
  const status = statuses.get(id);
  const requests = seen.filter(isChange);
  const accepted = requests.filter((each) => each.accepted.has(id));
  const looks = seen.filter(shows);
  const isKilled = lives.some(({ end }) => end === 'killed');
  const isFree = member?.kind === 'flapping';
  const isMissing = member === undefined || member.kind === 'missing';
  if (member?.isProtected === true) return kind === 'protected' ? undefined : 'it is protected';
  if (isMissing) return kind === 'not-found' ? undefined : 'it does not exist';
  switch (kind) {
    case 'already-stopped':
    case 'already-running':
      if (accepted.length > 0) return 'this run has done it';
      return isFree || looks.some(({ statuses }) => statuses.get(id) === to)
        ? undefined
        : 'it was not seen so';
    case 'stopped':
    case 'started':
      if (isFree) return requests.length > 0 || isKilled ? undefined : 'nothing was sent for it';
      if (accepted.length === 0) return 'nothing was accepted for it';
      // Without waiting, the service decides whether force is needed.
      if (wait && accepted.some(({ force }) => force)) return 'it was by force';
      return status === to ? undefined : `its status is ${status}`;
    case 'forced':
      // A process that was killed may have been about to send it.
      if (!requests.some(({ force }) => force)) return isFree && isKilled ? undefined : 'no force was sent';
      return isFree || status === to ? undefined : `its status is ${status}`;
    case 'restarted':
      return accepted.length > 0 || isFree ? undefined : 'nothing was accepted for it';
    case 'accepted':
      if (wait) return 'it should have been waited for';
      if (accepted.length > 0 || isFree) return undefined;
      return looks.some(({ statuses }) => statuses.get(id) === via)
        ? undefined
        : 'nothing was accepted for it';
    case 'refused': {
      if (isFree) return undefined;
      const isDone =
        command === 'restart' ? accepted.length > 0 : accepted.length > 0 && status !== undefined;
      if (isDone && (status === to || status === via) && member.kind !== 'stubborn') return 'it was accepted';
      const isRefused = requests.some((each) => each.code !== 0 && !each.accepted.has(id));
      // A run that does not wait says so of what it could not ask for in time.
      if (!wait && at - life.startedAt >= timeout * 1000) return undefined;
      return isRefused || member.kind !== 'plain' ? undefined : 'nothing has refused it';
    }
    case 'timed-out': {
      if (!wait) return 'nothing was waited for';
      if (at - life.startedAt < timeout * 1000) return 'before its time';
      const first = looks.find((each) => each.life === life.number)?.at ?? at;
      const isClear = !hits.some((each) => each.life === life.number && each.faults.length > 0);
      if (isClear && at - first > (timeout + slack) * 1000) return `more than ${slack} s after its time`;
      // A look of the last second may have been answered when its time was over.
      const after = seen
        .slice(seen.findLastIndex((each) => each.accepted.has(id)) + 1)
        .filter((each) => shows(each) && each.at < at - 1000);
      const isDone = accepted.length > 0 && after.some(({ statuses }) => statuses.get(id) === to);
      return isDone && !isFree ? 'it was seen done' : undefined;
    }
    case 'unknown': {
      const isUnseen = hits.some((each) => each.life === life.number && each.kind === 'look' && !shows(each));
      // What was accepted longer ago than the timeout counts for nothing when a run is resumed.
      const isCut = lives.some(({ code, isInterrupted }) => code === 5 || isInterrupted);
      const isUnclear = requests.some((each) => isUnclearOf(id, each)) || isKilled || isUnseen || isCut;
      if (!isUnclear && !isFree) return 'no answer got lost';
      // A look of the last second may have been answered when its time was over.
      const lastLook = looks.findLast((each) => each.at < at - 1000)?.statuses.get(id);
      const settled = accepted.length > 0 && command !== 'restart' && lastLook === to;
      return settled && !isFree ? 'it was seen done' : undefined;
    }
    case 'protected':
      return 'it is not protected';
    case 'not-found':
      return 'it exists';
    default:
      return 'there is no such outcome';
  }
}
