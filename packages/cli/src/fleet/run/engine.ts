import {
  fleetEvents,
  isQcvmError,
  TimeoutError,
  TransportError,
  type Cvm,
  type EarlierRequest,
  type ForcePolicy,
  type FleetActionKind,
  type FleetEvent as ClientEvent,
  type FleetRun as ClientRun,
  type FleetTarget,
  type InstanceOutcome,
} from '@qcvm/client';
import { targetKey, type Target } from '../../targets/target.js';
import { powerActions } from '../terms/power-actions.js';
import type { Outcome, OutcomeKind } from '../terms/outcome.js';
import type { FleetCommand, FleetEvent } from '../terms/event.js';

/** One run over a fleet, regardless of the command and the display. */
export interface FleetRun {
  readonly cvm: Cvm;
  readonly command: FleetCommand;
  readonly targets: readonly Target[];
  /** What an earlier run of the same journal has sent, or was about to, by `targetKey`. */
  readonly earlier: ReadonlyMap<string, EarlierRequest>;
  readonly wait: boolean;
  readonly force: ForcePolicy;
  /** Over API 3.0: costs stop with the instance. */
  readonly stopCharging: boolean;
  /** Milliseconds for one instance, from the first look at it. */
  readonly timeout: number;
  /**
   * Called for everything that happens, and awaited: what must be written down first, is. Never rejects. A `sending`
   * that could not be written down aborts `signal` before this returns: then it is not sent.
   */
  readonly emit: (event: FleetEvent) => Promise<void>;
  /** Aborted: nothing more is sent, what is under way is awaited, and the run returns with what is known. */
  readonly signal: AbortSignal;
}

/**
 * Stops, starts or restarts a fleet by the client's engine, all regions at a time, and says what happens in the words of the
 * command. Throws what made going on pointless; what has no outcome then, or after an abort, is unfinished.
 */
export async function runFleet(run: FleetRun): Promise<void> {
  // An address where nothing answers is no outage to sit out.
  const unreachable = new AbortController();
  const events = begin(run, AbortSignal.any([run.signal, unreachable.signal]));
  let answered = false;
  for await (const event of events) {
    if (event.type === 'seen' || event.type === 'accepted') answered = true;
    if (event.type === 'trouble' && !answered && cannotBeReached(event.error)) unreachable.abort(event.error);
    await passOn(event, run);
  }
  if (events.complete || run.signal.aborted) return;
  throw events.reason instanceof Error ? events.reason : new Error(String(events.reason));
}

function begin(run: FleetRun, signal: AbortSignal): ClientRun<FleetActionKind> {
  const { command, cvm, force, timeout, wait, stopCharging } = run;
  return fleetEvents(cvm, targetsOf(run), {
    ...{ action: command, maxWait: timeout, wait, signal },
    ...(command !== 'start' && { force }),
    ...(command === 'stop' && stopCharging && { stoppedMode: 'STOP_CHARGING' }),
  });
}

function* targetsOf({ targets, earlier }: FleetRun): Generator<FleetTarget> {
  for (const { region, instanceId } of targets)
    yield { region, instanceId, earlier: earlier.get(targetKey({ region, instanceId })) };
}

const cannotBeReached = (error: Error): boolean =>
  error instanceof TransportError || error instanceof TimeoutError;

/** Where an event of the client happened. Every target of a command has a region. */
const targetOf = ({ region = '', instanceId }: Partial<Target> & { instanceId: string }): Target => ({
  region,
  instanceId,
});

async function passOn(event: ClientEvent<FleetActionKind>, { command, emit }: FleetRun): Promise<void> {
  switch (event.type) {
    case 'seen': {
      const stage = event.status === powerActions[command].via ? 'changing' : 'looked-at';
      return emit({ type: 'stage', stage, ...targetOf(event) });
    }
    case 'sending': {
      const { type, force, region = '', instanceIds, before } = event;
      // The state decides what may be sent again.
      const isOnce = powerActions[command].already === undefined;
      return emit({
        ...{ type, region, instanceIds, force },
        ...(isOnce && { before: before.map((mark) => mark ?? null) }),
      });
    }
    case 'accepted': {
      const { type, force, region = '', instanceId } = event;
      return emit({ type, region, instanceIds: [instanceId], force });
    }
    case 'returned':
      return emit({ type: 'stage', stage: 'returned', ...targetOf(event) });
    case 'trouble':
      return emit({ type: 'notice', message: noticeOf(event) });
    case 'outcome': {
      const { kind } = event.outcome;
      // For a command, it has no outcome yet, and is resumed.
      if (kind === 'unfinished') return undefined;
      return emit({ type: 'outcome', outcome: outcomeOf({ ...event.outcome, kind }) });
    }
    case 'duplicate':
      return undefined;
  }
}

function noticeOf({ error, instanceIds, region = '' }: Extract<ClientEvent, { type: 'trouble' }>): string {
  if (!isQcvmError(error) || !error.ambiguous) return error.message;
  return `An answer for ${instanceIds.length} instances in ${region} got lost: looking what became of them`;
}

function outcomeOf(outcome: InstanceOutcome<OutcomeKind>): Outcome {
  const { kind, code, codeDesc, reason, charging, requestIds, endedAt } = outcome;
  const said = codeDesc ?? code;
  return {
    ...targetOf(outcome),
    kind,
    ...(said !== undefined && { code: said }),
    ...(reason !== undefined && { reason }),
    ...(charging !== undefined && { charging }),
    requestIds,
    at: endedAt,
  };
}
