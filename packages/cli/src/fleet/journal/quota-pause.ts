import { cvm } from '@qcvm/client';
import type { Quota } from '@qcvm/client/descriptors';
import { quotaWindow } from '@qcvm/client/internal';
import type { Api } from '../../configuration/api.js';
import { maxBatch } from '../../targets/batches.js';
import type { SentCall } from './journal.js';
import type { JournalContents } from './read-journal.js';

const longestWindow = Math.max(...cvm.quotas.map(quotaWindow));
const mostCalls = Math.max(...cvm.quotas.map(({ calls }) => calls));
/** Looks and requests that one batch may take in its first minute. */
const callsOfBatch = 12;

/** The quotas of calls about instances. */
export async function quotasOf(api: Api): Promise<readonly Quota[]> {
  if (api === '2.0') return cvm.quotas;
  const { stopInstances } = await import('@qcvm/client/v3');
  return stopInstances.service.quotas;
}

/**
 * How long the rest of a run must wait for the quotas that the interrupted one has used: the service remembers its
 * calls, a new process does not. Nothing where both fit into them.
 */
export function quotaPause(
  calls: JournalContents['calls'],
  about: { readonly quotas: readonly Quota[]; readonly now: number; readonly left: number },
): number {
  const { quotas, now, left } = about;
  const wanted = Math.ceil(left / maxBatch) * callsOfBatch;
  let pause = 0;
  for (const quota of quotas) {
    const window = quotaWindow(quota);
    for (const times of quota.per === 'action' ? calls.values() : [[...calls.values()].flat()]) {
      const recent = times.filter((at) => at > now - window);
      if (recent.length === 0 || recent.length + wanted <= quota.calls) continue;
      pause = Math.max(pause, Math.max(...recent) + window - now);
    }
  }
  return pause;
}

/** Remembers the calls of the last minute, for a journal that is begun later. */
export class RecentCalls {
  #calls: SentCall[] = [];
  /** Where calls go as soon as there is a journal. */
  listener: ((call: SentCall) => void) | undefined;

  add(call: SentCall): void {
    this.listener?.(call);
    this.#calls.push(call);
    if (this.#calls.length > mostCalls) this.#calls = this.recent(call.at);
  }

  recent(now: number): SentCall[] {
    return this.#calls.filter(({ at }) => at > now - longestWindow);
  }
}
