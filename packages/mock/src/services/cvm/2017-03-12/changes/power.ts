import type { RebootInstancesInput, StopInstancesInput } from '@qcvm/client/v3';
import { beginStateChange } from '../../change.js';
import { canStopCharging } from '../../instances/fields/charging.js';
import type { StateChange } from '../../states.js';
import type { ChangeCall } from '../behaviour.js';
import type { BatchChange } from './batch.js';
import type { Objection } from './verdict.js';

/** What operations that change states take; each takes some of it. */
type PowerInput = Partial<StopInstancesInput & RebootInstancesInput>;

/** An operation that changes the state of instances, made from its line in the state table. */
export const powerChange = (change: StateChange): BatchChange<PowerInput> => ({
  accepted: change.from,
  against: chargingObjection,
  apply: ({ record, input, invocation, world, now }) => {
    const { action } = invocation.operation.descriptor;
    const stops = input.StoppedMode === 'STOP_CHARGING' && canStopCharging(record);
    beginStateChange(record, {
      ...{ world, change, action, operation: action, force: forceOf(input), now },
      requestId: invocation.requestId,
      stoppedMode: stops ? 'STOP_CHARGING' : 'KEEP_CHARGING',
    });
  },
});

/** What happens to an instance that an ordinary shutdown does not bring down. The flags are how older programs say it. */
function forceOf({ StopType, ForceStop, ForceReboot }: PowerInput): boolean | 'at once' {
  if (StopType === 'HARD') return 'at once';
  return StopType === 'SOFT_FIRST' || ForceStop === true || ForceReboot === true;
}

/** Whether the service refuses an instance that cannot stop costing is not documented: an option. */
function chargingObjection({ record, input, world }: ChangeCall<PowerInput>): Objection | undefined {
  if (input.StoppedMode !== 'STOP_CHARGING') return undefined;
  if (world.behaviour.v3.cannotStopCharging === 'keep' || canStopCharging(record)) return undefined;
  return {
    code: 'UnsupportedOperation.StoppedModeStopCharging',
    english: 'it cannot stop without costing: only pay-as-you-go instances with cloud disks can',
    chinese: '不支持关机不收费：仅支持使用云盘的按量计费实例',
  };
}
