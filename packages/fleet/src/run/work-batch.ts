import {
  fleetEvents,
  type Cvm,
  type FleetActionKind,
  type FleetRun,
  type FleetTarget,
  type InstanceOutcome,
} from '@qcvm/client';
import { FleetError } from '../model/errors.js';
import type { FleetRuntime } from '../model/runtime.js';
import type { BatchWork, ItemOutcome, Store } from '../store/store.js';
import type { Guard } from './guard.js';
import { Ledger } from './ledger.js';
import type { OutcomeKind } from '../model/outcome.js';
import type { Terms } from '../plan/terms.js';

export interface WorkBatchOptions {
  readonly store: Store;
  readonly cvm: Cvm;
  /** Asked before anything is written for a request, and by the limiter of `cvm` before it leaves. */
  readonly guard: Guard;
  readonly terms: Terms;
  readonly runtime: Pick<FleetRuntime, 'now' | 'sleep'>;
  readonly signal: AbortSignal;
}

/** Milliseconds between two looks at whether the run still goes on. */
const checkPause = 5000;

/**
 * Works on a batch to its end: looks, writes what it is about to send, sends, looks, and writes what came of it.
 *
 * @throws FleetError with `fenced` when the batch is another's now; what the guard throws; what made going on pointless
 *   otherwise, or the signal's reason.
 */
export async function workBatch(work: BatchWork, options: WorkBatchOptions): Promise<void> {
  const { store, signal, guard } = options;
  const { fence } = work;
  const stop = new AbortController();
  const ledger = new Ledger(store, fence, (error) => stop.abort(error));
  const over = new AbortController();
  let isProven = false;
  void watch(work, options, { stop, over: over.signal, isProven: () => isProven });
  try {
    const run = begin(work, options, AbortSignal.any([signal, stop.signal]));
    for await (const event of run) {
      if (event.type === 'sending') {
        // What an early end leaves under way is waited for: the loop goes on.
        const isFree = await guard.expect(event.instanceIds).then(
          () => true,
          (error: unknown) => (stop.abort(error), false),
        );
        if (!isFree) continue;
        await ledger.flush();
        await store.intend(fence, event.instanceIds, event.force);
      } else if (event.type === 'accepted') {
        isProven = true;
        guard.settled(event.instanceId);
        ledger.accept(event.instanceId);
      } else if (event.type === 'outcome') {
        guard.settled(event.outcome.instanceId);
        const { kind } = event.outcome;
        // It is worked on again.
        if (kind === 'unfinished') continue;
        isProven = true;
        ledger.settle(itemOf({ ...event.outcome, kind }));
      }
    }
    await ledger.flush();
    if (!run.complete) throw run.reason;
    await store.noteFitness(fence.run, work.account);
  } finally {
    over.abort();
  }
}

const itemOf = ({
  instanceId,
  kind,
  code,
  reason,
  requestIds,
  endedAt,
}: InstanceOutcome<OutcomeKind>): ItemOutcome => ({
  instanceId,
  kind,
  requestIds,
  at: endedAt,
  ...(code !== undefined && { code }),
  ...(reason !== undefined && { reason }),
});

function begin(
  work: BatchWork,
  { cvm, terms, runtime }: WorkBatchOptions,
  signal: AbortSignal,
): FleetRun<FleetActionKind> {
  const { action, wait, timeout, settle, force } = terms;
  const now = runtime.now();
  const targets = work.items.map(({ instanceId, sent }): FleetTarget => {
    const { region } = work;
    // By this machine's clock.
    return { instanceId, region, earlier: sent && { ...sent, at: now - (work.now - sent.at) } };
  });
  return fleetEvents(cvm, targets, {
    ...{ action, wait, maxWait: timeout, settle, signal },
    ...(action !== 'start' && { force }),
  });
}

/** Ends the work when the run was cancelled; notes meanwhile that there is a worker for the account, once something was done. */
async function watch(
  { fence, account }: BatchWork,
  { store, runtime }: WorkBatchOptions,
  {
    stop,
    over,
    isProven,
  }: { readonly stop: AbortController; readonly over: AbortSignal; readonly isProven: () => boolean },
): Promise<void> {
  try {
    for (;;) {
      await runtime.sleep(checkPause, over);
      if (isProven()) await store.noteFitness(fence.run, account);
      const { state } = await store.readRun(fence.run);
      if (state !== 'ready') return stop.abort(new FleetError('fenced', 'The run was cancelled.'));
    }
  } catch {
    // The work is over, or the store is unreachable: then the next write fails.
  }
}
