import type { Changes } from '../../../core/changes.js';
import type { Clock } from '../../../core/clock.js';
import { nextChangeOf, stateAt, type InstanceRecord } from './record.js';
import type { InstanceState } from '../states.js';

interface WaitOptions {
  readonly state: InstanceState;
  /** Throws for an id that does not exist. */
  readonly find: (id: string) => InstanceRecord;
  readonly clock: Clock;
  readonly changes: Changes;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits until instances have a status. Looks when the next of their own changes is due, and whenever instances are
 * changed or the clock is moved; in between nothing runs.
 */
export async function waitForStatus(ids: readonly string[], options: WaitOptions): Promise<void> {
  const { state, find, clock, changes, signal } = options;
  for (;;) {
    if (signal?.aborted) throw signal.reason;
    const now = clock.now();
    const records = ids.map(find);
    if (records.every((record) => stateAt(record, now) === state)) return;
    const next = Math.min(...records.map((record) => nextChangeOf(record, now)));
    const stop = new AbortController();
    const stopped = (): void => stop.abort();
    signal?.addEventListener('abort', stopped, { once: true });
    const unsubscribe = changes.subscribe(({ kind }) => {
      if (kind === 'instances' || kind === 'clock' || kind === 'restored') stop.abort();
    });
    try {
      await (Number.isFinite(next) ? clock.sleep(next - now, stop.signal) : aborted(stop.signal));
    } catch (reason) {
      // The nap was cut short, as there may be something to see. Any other error is rethrown.
      if (!stop.signal.aborted) throw reason;
    } finally {
      unsubscribe();
      signal?.removeEventListener('abort', stopped);
    }
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
