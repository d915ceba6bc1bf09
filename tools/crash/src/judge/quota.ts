import type { Api } from '../api.js';
import type { History } from '../round.js';
import type { Seen } from '../world.js';
import type { Conviction } from './facts.js';

const window = 60_000;

/** By departure, as it arrives here at once: no 60 seconds hold more calls of a run than the quota. */
export function* judgeQuota({ seen }: History, { quota }: Api): Iterable<Conviction> {
  const counts = (list: readonly Seen[]): number => {
    let most = 0;
    for (let last = 0, first = 0; last < list.length; last += 1) {
      while (list[first]!.at <= list[last]!.at - window) first += 1;
      most = Math.max(most, last - first + 1);
    }
    return most;
  };
  // Who was ended before a journal was begun has left nothing that the next could count.
  for (const attempt of new Set(seen.map((each) => each.attempt))) {
    const mine = seen.filter((each) => each.attempt === attempt);
    const all = counts(mine);
    if (all > quota.perMinute) yield { rule: 'the quota is kept', what: `${all} calls in 60 s` };
    for (const kind of new Set(mine.map((each) => each.kind))) {
      const most = counts(mine.filter((each) => each.kind === kind));
      if (most > quota.perMinuteEachAction)
        yield { rule: 'the quota is kept', what: `${most} of ${kind} in 60 s` };
    }
  }
  if (seen.some(({ refusedBy, attempt }) => refusedBy === 'quota' && attempt === 0)) {
    yield { rule: 'the quota is kept', what: 'the service has refused a call because of it' };
  }
}
