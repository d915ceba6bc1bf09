import type { Quota } from '@qcvm/client/descriptors';
import { quotasOf, type Api, type Counted } from '../api.js';
import type { History } from '../round.js';
import type { Seen } from '../world.js';
import type { Conviction } from './facts.js';

/** Most calls in any stretch of so many milliseconds. */
function mostWithin(window: number, list: readonly Seen[]): number {
  let most = 0;
  for (let last = 0, first = 0; last < list.length; last += 1) {
    while (list[first]!.at <= list[last]!.at - window) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** From here on a window is so long that how long calls are on their way does not matter. */
const longWindow = 60;

/**
 * Milliseconds in which no more calls than the quota may arrive. They are counted when they leave, and some are longer on their
 * way than others: on a busy machine by a part of a short window.
 */
const windowOf = ({ seconds }: Quota): number => seconds * (seconds < longWindow ? 500 : 1000);

const isCounted = (kind: Seen['kind']): kind is Counted => kind !== 'aside' && kind !== 'other';

/** No window holds more calls of a run than the quota. */
export function* judgeQuota({ seen }: History, api: Api): Iterable<Conviction> {
  const rule = 'the quota is kept';
  // Who was ended before a journal was begun has left nothing that the next could count.
  for (const attempt of new Set(seen.map((each) => each.attempt))) {
    const mine = seen.filter((each) => each.attempt === attempt && isCounted(each.kind));
    for (const kind of new Set(mine.map((each) => each.kind).filter(isCounted))) {
      for (const quota of quotasOf(api, kind)) {
        const counted = quota.per === 'service' ? mine : mine.filter((each) => each.kind === kind);
        const most = mostWithin(windowOf(quota), counted);
        const what = quota.per === 'service' ? 'calls' : `of ${kind}`;
        if (most > quota.calls) yield { rule, what: `${most} ${what} in ${quota.seconds} s` };
      }
    }
  }
  const isLong = quotasOf(api, 'look').some(({ seconds }) => seconds >= longWindow);
  if (isLong && seen.some(({ refusedBy, attempt }) => refusedBy === 'quota' && attempt === 0)) {
    yield { rule, what: 'the service has refused a call because of it' };
  }
}
