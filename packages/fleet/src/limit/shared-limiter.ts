import { describeInstances, type LimitedCall, type Limiter } from '@qcvm/client';
import { quotaWindow } from '@qcvm/client/internal';
import { fingerprintOf } from '../model/fingerprint.js';
import type { FleetRuntime } from '../model/runtime.js';
import type { Fence, PlaceRequest, Store } from '../store/store.js';

/** Milliseconds from a grant to the departure of its call, at first and at most. */
const shortest = 200;
const longest = 10_000;

/** Whose calls a limiter is asked about. */
export interface Caller {
  /** Only the holder of the batch is given places. */
  readonly fence: Fence;
  /** Before a call that changes something gets a place. What it throws, the call throws, and it is not sent. */
  readonly guard: () => Promise<void>;
}

/**
 * Limiters for clients whose counts are in a store: all processes share them. Sliding windows, exact by departure: the store
 * counts a call at the latest moment at which it can leave, and a grant that has become older than that on the way is not used.
 */
export function createSharedLimiters(
  store: Pick<Store, 'takePlace'>,
  runtime: Pick<FleetRuntime, 'elapsed' | 'sleep'>,
): (caller?: Caller) => Limiter {
  // Of calls that are counted together, one of a process asks at a time, in the order in which they came.
  const lines = new Map<string, Promise<void>>();
  let allowance = shortest;

  const take = async (
    request: Omit<PlaceRequest, 'allowance'>,
    {
      guard,
      signal,
    }: { readonly guard: Caller['guard'] | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted();
      await guard?.();
      const asked = runtime.elapsed();
      const allowed = allowance;
      const answer = await store.takePlace({ ...request, allowance: allowed });
      if (!answer.granted) {
        await runtime.sleep(answer.wait, signal);
        continue;
      }
      // Half of it is left for signing and sending.
      if (runtime.elapsed() - asked <= allowed / 2) return;
      allowance = Math.min(longest, allowed * 2);
    }
  };

  const inLine = async (name: string, work: () => Promise<void>): Promise<void> => {
    const before = lines.get(name);
    const mine = (async () => {
      await before;
      await work();
    })();
    const settled = mine.catch(() => undefined);
    lines.set(name, settled);
    try {
      await mine;
    } finally {
      if (lines.get(name) === settled) lines.delete(name);
    }
  };

  return (caller) => ({
    async acquire(call, signal) {
      const windows = await windowsOf(call);
      const name = windows.map(({ scope }) => scope).join(' ');
      const guard = call.action === describeInstances.action ? undefined : caller?.guard;
      await inLine(name, () => take({ windows, fence: caller?.fence }, { guard, signal }));
    },
  });
}

/**
 * A quota's name in the store tells keys apart, and nothing of them. Plans that grant a key different numbers of calls are counted
 * together where the seconds are the same.
 */
async function windowsOf({
  endpoint,
  key,
  service,
  action,
  quotas,
}: LimitedCall): Promise<PlaceRequest['windows']> {
  return Promise.all(
    quotas.map(async (quota) => {
      const { calls, seconds, per } = quota;
      const what = per === 'action' ? `${service}/${action}` : service;
      const scope = await fingerprintOf('qcvm quota', endpoint, key, what, String(seconds));
      return { scope, calls, milliseconds: quotaWindow(quota) };
    }),
  );
}
