import {
  ensureStopped,
  instanceStatus,
  TimeoutError,
  TransportError,
  type EnsureStoppedEvent,
  type InstanceOutcome,
} from '@qcvm/client';
import { targetKey, type Target } from '../targets/target.js';
import type { Outcome } from './outcome.js';
import type { FleetRun } from './run-options.js';

/** What the regions know of the service together. */
interface Service {
  /** It has answered once: from then on an outage is something to sit out, not a wrong address. */
  answered: boolean;
}

/** Shuts a fleet down with `ensureStopped`, all regions at a time under one quota. */
export async function runEnsureStopped(run: FleetRun): Promise<void> {
  const byRegion = new Map<string, string[]>();
  for (const { region, instanceId } of run.targets) {
    const ids = byRegion.get(region);
    if (ids === undefined) byRegion.set(region, [instanceId]);
    else ids.push(instanceId);
  }
  const service: Service = { answered: false };
  // What ends one region for good (a key that was revoked) ends them all.
  const over = new AbortController();
  const results = await Promise.allSettled(
    [...byRegion].map(async ([region, ids]) => {
      try {
        await runRegion(run, { region, ids, service, over });
      } catch (error) {
        over.abort(error);
        throw error;
      }
    }),
  );
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

interface Region {
  readonly region: string;
  readonly ids: readonly string[];
  readonly service: Service;
  readonly over: AbortController;
}

async function runRegion(run: FleetRun, { region, ids, service, over }: Region): Promise<void> {
  const { cvm, force, timeout, accepted, signal, emit } = run;
  const stopping = ensureStopped(cvm, ids, {
    force,
    timeout,
    region,
    signal: AbortSignal.any([signal, over.signal]),
    requested: new Set(ids.filter((instanceId) => accepted.has(targetKey({ region, instanceId })))),
  });
  let unreachable: Error | undefined;
  for await (const event of stopping) {
    if (event.type === 'seen' || event.type === 'accepted') service.answered = true;
    const { reason } = stopping;
    if (event.type === 'trouble' && !service.answered && cannotBeReached(event.error)) {
      unreachable ??= event.error;
      over.abort(unreachable);
    }
    // An early end gives everybody in the works an end, too; for us these are unfinished, and resumed.
    if (event.type === 'outcome' && reason !== undefined && isEarly(event.outcome)) continue;
    if (event.type === 'outcome')
      await emit({ type: 'outcome', outcome: outcomeOf(event.outcome, region, run.sent) });
    else await passOn(event, region, emit);
  }
  if (unreachable !== undefined) throw unreachable;
  const { reason, complete } = stopping;
  if (complete || signal.aborted || over.signal.aborted) return;
  throw reason instanceof Error ? reason : new Error(String(reason));
}

const cannotBeReached = (error: Error): boolean =>
  error instanceof TransportError || error instanceof TimeoutError;

const isEarly = ({ kind }: InstanceOutcome): boolean => kind === 'unknown' || kind === 'refused';

type EventOnTheWay = Exclude<EnsureStoppedEvent, { type: 'outcome' }>;

async function passOn(event: EventOnTheWay, region: string, emit: FleetRun['emit']): Promise<void> {
  switch (event.type) {
    case 'seen': {
      const target: Target = { region, instanceId: event.instanceId };
      const stage = event.status === instanceStatus.shuttingDown ? 'changing' : 'looked-at';
      return emit({ type: 'stage', stage, ...target });
    }
    case 'sending':
      return emit({ type: 'sending', region, instanceIds: event.instanceIds, force: event.force });
    case 'accepted':
      return emit({ type: 'accepted', region, instanceIds: [event.instanceId], force: event.force });
    case 'returned':
      return emit({ type: 'stage', stage: 'returned', region, instanceId: event.instanceId });
    case 'trouble':
      return emit({ type: 'notice', message: event.error.message });
    case 'duplicate':
      return undefined;
  }
}

function outcomeOf(
  { instanceId, kind, code, codeDesc, reason, requestIds, endedAt }: InstanceOutcome,
  region: string,
  sent: FleetRun['sent'],
): Outcome {
  const said = codeDesc ?? code;
  // Found down by the rest of a run, but it was the first part of the run that had sent something for it.
  const before =
    kind === 'stopped' || kind === 'already-stopped'
      ? sent.get(targetKey({ region, instanceId }))
      : undefined;
  return {
    region,
    instanceId,
    kind: before === 'forced' ? 'forced' : before === 'ordinary' ? 'stopped' : kind,
    ...(said === undefined ? {} : { code: said }),
    ...(reason === undefined ? {} : { reason }),
    requestIds,
    at: endedAt,
  };
}
