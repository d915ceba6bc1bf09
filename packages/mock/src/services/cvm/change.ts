import { jittered } from './instances/durations.js';
import { beginChange, noteOperation, type InstanceRecord, type StoppedMode } from './instances/record.js';
import { stateOf, type InstanceState, type StateChange } from './states.js';
import type { Task } from './tasks.js';
import type { CvmWorld } from './world.js';

/** Begins the change of one instance, and the task that stands for it. */
export function beginStateChange(
  record: InstanceRecord,
  options: {
    readonly world: CvmWorld;
    readonly change: StateChange;
    readonly action: string;
    /** Whether an instance that an ordinary shutdown does not bring down is forced; `at once`: without trying that first. */
    readonly force: boolean | 'at once';
    readonly now: number;
    /** The id of the call, where calls have one; else that of the task. */
    readonly requestId?: string | undefined;
    /** The Action by its name in API 3.0. */
    readonly operation: string;
    /** What a stopped instance goes on costing. Default: what it cost. */
    readonly stoppedMode?: StoppedMode | undefined;
  },
): Task {
  const { world, change, action, now, operation } = options;
  const { to, duration, willSucceed } = goal(record, options);
  const lasts = jittered(duration, {
    jitter: world.durations.jitter,
    seed: world.seed,
    unInstanceId: record.unInstanceId,
    changes: record.changes,
  });
  beginChange(record, { now, via: change.via, to, duration: lasts });
  if (record.stoppedMode === 'STOP_CHARGING') takeNewAddress(record);
  record.stoppedMode = change.to === 'shutDown' ? (options.stoppedMode ?? 'KEEP_CHARGING') : undefined;
  const task = world.tasks.begin({
    action,
    account: record.account,
    region: record.region,
    unInstanceId: record.unInstanceId,
    startedAt: now,
    finishesAt: now + lasts,
    willSucceed,
  });
  const { requestId = task.requestId } = options;
  const lag = world.behaviour.v3.latestRequestIdLag;
  noteOperation(record, { operation, requestId, now, lasts, willSucceed, lag });
  return task;
}

/** An instance that has cost nothing while it was stopped has given its public address back, and gets another one. */
function takeNewAddress(record: InstanceRecord): void {
  const { releasedAddresses = 0 } = record.newer ?? {};
  record.newer = { ...record.newer, releasedAddresses: releasedAddresses + 1 };
}

/**
 * Where a change leads. A change that shuts an instance down (to a stop, or on the way of a reboot) tries the
 * ordinary way first; a stubborn instance then needs force, or stays up.
 */
function goal(
  { stubborn }: InstanceRecord,
  { world, change, force }: { world: CvmWorld; change: StateChange; force: boolean | 'at once' },
): { to: InstanceState; duration: number; willSucceed: boolean } {
  const { stop, forcedStop, start, reboot } = world.durations;
  const stops = change.from.includes('running');
  const restarts = change.to === 'running';
  const ordinary = stops ? (restarts ? reboot : stop) : start;
  if (stops && force === 'at once')
    return { to: change.to, duration: restarts ? forcedStop + start : forcedStop, willSucceed: true };
  if (!stops || !stubborn) return { to: change.to, duration: ordinary, willSucceed: true };
  if (force) return { to: change.to, duration: ordinary + forcedStop, willSucceed: true };
  return { to: stateOf(world.behaviour.failedStopStatus), duration: stop, willSucceed: false };
}
