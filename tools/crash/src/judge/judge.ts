import type { Api } from '../api.js';
import type { History } from '../round.js';
import { judgeLives } from './exit-codes.js';
import type { Conviction } from './facts.js';
import { judgeOutcomes } from './outcomes.js';
import { judgeQuota } from './quota.js';
import { judgeRequests } from './requests.js';

/** Judges a round by what the emulator has seen, and by what the processes printed and ended with. */
export function judge(history: History, api: Api): readonly Conviction[] {
  return merged([
    ...judgeRequests(history, api),
    ...judgeQuota(history, api),
    ...judgeLives(history),
    ...(history.end === 'done' ? judgeOutcomes(history, api) : []),
    ...(history.end === 'stuck' ? [{ rule: 'it ends', what: history.why ?? '' }] : []),
  ]);
}

/** What is the same for several instances, once. */
function merged(convictions: readonly Conviction[]): readonly Conviction[] {
  const all = new Map<string, Conviction>();
  for (const { rule, what, ids = [] } of convictions) {
    const key = `${rule}: ${what}`;
    all.set(key, { rule, what, ids: [...new Set([...(all.get(key)?.ids ?? []), ...ids])] });
  }
  return [...all.values()];
}
