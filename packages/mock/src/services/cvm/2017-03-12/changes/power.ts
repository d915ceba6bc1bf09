import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { Invocation, Operation } from '../../../../core/service.js';
import { beginStateChange } from '../../change.js';
import type { StateChange } from '../../states.js';
import type { CvmWorld } from '../../world.js';
import { batchOperation, type ChangeCall } from './batch.js';
import { canStopCharging } from '../terms/charging.js';
import type { Objection } from './verdict.js';

/** An operation that changes the state of many instances, made from its line in the state table. */
export function powerOperation(
  descriptor: OperationDescriptor,
  { change, world }: { change: StateChange; world: CvmWorld },
): Operation {
  const { action } = descriptor;
  return batchOperation(descriptor, {
    world,
    change: {
      accepted: change.from,
      against: chargingObjection,
      apply: ({ record, invocation, now }) => {
        const { input, requestId } = invocation;
        const force = forceOf(input);
        const stoppedMode =
          input['StoppedMode'] === 'STOP_CHARGING' && canStopCharging(record)
            ? 'STOP_CHARGING'
            : 'KEEP_CHARGING';
        beginStateChange(record, {
          ...{ world, change, action, operation: action, force, now, requestId, stoppedMode },
        });
      },
    },
  });
}

/** What happens to an instance that an ordinary shutdown does not bring down. The flags are how older programs say it. */
function forceOf(input: Invocation['input']): boolean | 'at once' {
  const { StopType, ForceStop, ForceReboot } = input;
  if (StopType === 'HARD') return 'at once';
  return StopType === 'SOFT_FIRST' || ForceStop === true || ForceReboot === true;
}

/** Whether the service refuses an instance that cannot stop costing is not documented: an option. */
function chargingObjection({ record, invocation, world }: ChangeCall): Objection | undefined {
  if (invocation.input['StoppedMode'] !== 'STOP_CHARGING') return undefined;
  if (world.behaviour.v3.cannotStopCharging === 'keep' || canStopCharging(record)) return undefined;
  return {
    id: record.unInstanceId,
    code: 'UnsupportedOperation.StoppedModeStopCharging',
    english: 'it cannot stop without costing: only pay-as-you-go instances with cloud disks can',
    chinese: '不支持关机不收费：仅支持使用云盘的按量计费实例',
  };
}
