import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { failingIds } from '../../../core/faults/partial-failure.js';
import { batchIds } from '../../../core/service.js';
import type { Invocation, Operation, Outcome } from '../../../core/service.js';
import { beginStateChange } from '../change.js';
import type { InstanceRecord } from '../instances/record.js';
import type { StateChange } from '../states.js';
import { forbiddenIds } from '../world.js';
import type { CvmWorld } from '../world.js';
import { canStopCharging } from './charging.js';
import { findInstances, refusalOf, stateObjection } from './verdict.js';
import type { Objection } from './verdict.js';

/**
 * An operation that changes the state of many instances, made from its line in the state table. The batch is refused as a
 * whole when something stands against one of them.
 */
export function powerOperation(
  descriptor: OperationDescriptor,
  { change, world }: { change: StateChange; world: CvmWorld },
): Operation {
  const { action } = descriptor;
  const run = (invocation: Invocation): Outcome => {
    const ids = batchIds(invocation);
    const { failing, input, requestId } = invocation;
    const now = world.clock.now();
    const { records, objections } = findInstances(ids, { invocation, world, now });
    const failed = failingIds(ids, failing);
    const against = (record: InstanceRecord): Objection | undefined => {
      const id = record.unInstanceId;
      if (failing && failed.has(id))
        return {
          id,
          code: failing.codeDesc ?? 'InternalError',
          english: failing.message,
          chinese: failing.message,
        };
      return (
        stateObjection(record, { invocation, world, now, accepted: change.from }) ??
        chargingObjection(record, { input, world })
      );
    };
    const judged = records.map((record) => ({ record, objection: against(record) }));
    const all = [...objections, ...judged.flatMap(({ objection }) => objection ?? [])].sort(
      (one, other) => ids.indexOf(one.id) - ids.indexOf(other.id),
    );
    const failure = refusalOf(all, world.behaviour.v3);
    if (failure && world.behaviour.v3.mixedBatch === 'whole') return { failure, changed: false };
    const accepted = judged.filter(({ objection }) => !objection).map(({ record }) => record);
    const force = forceOf(input);
    for (const record of accepted) {
      beginStateChange(record, { world, change, action, operation: action, force, now, requestId });
      record.stoppedMode = stoppedMode(record, { change, input });
    }
    return { ...(failure ? { failure } : {}), changed: accepted.length > 0 };
  };
  return { descriptor, run, forbidden: (invocation) => forbiddenIds(invocation, world) };
}

/** What happens to an instance that an ordinary shutdown does not bring down. The flags are how older programs say it. */
function forceOf(input: Invocation['input']): boolean | 'at once' {
  const { StopType, ForceStop, ForceReboot } = input;
  if (StopType === 'HARD') return 'at once';
  return StopType === 'SOFT_FIRST' || ForceStop === true || ForceReboot === true;
}

function stoppedMode(
  record: InstanceRecord,
  { change, input }: { change: StateChange; input: Invocation['input'] },
): InstanceRecord['stoppedMode'] {
  if (change.to !== 'shutDown') return undefined;
  return input['StoppedMode'] === 'STOP_CHARGING' && canStopCharging(record)
    ? 'STOP_CHARGING'
    : 'KEEP_CHARGING';
}

/** Whether the service refuses an instance that cannot stop costing is not documented: an option. */
function chargingObjection(
  record: InstanceRecord,
  { input, world }: { input: Invocation['input']; world: CvmWorld },
): Objection | undefined {
  if (input['StoppedMode'] !== 'STOP_CHARGING' || world.behaviour.v3.cannotStopCharging === 'keep')
    return undefined;
  if (canStopCharging(record)) return undefined;
  return {
    id: record.unInstanceId,
    code: 'UnsupportedOperation.StoppedModeStopCharging',
    english: 'it cannot stop without costing: only pay-as-you-go instances with cloud disks can',
    chinese: '不支持关机不收费：仅支持使用云盘的按量计费实例',
  };
}
