import { isPrepaid } from '../../instances/fields/charging.js';
import { putInto, stateAt } from '../../instances/record.js';
import { noteCall, type BatchChanges } from './batch.js';

/**
 * What is paid for by use is destroyed; a prepaid instance goes to the recycle bin first, and a second call destroys it.
 */
export const terminations: BatchChanges = {
  terminateInstances: {
    accepted: ['running', 'shutDown', 'returned'],
    against: ({ record }) =>
      record.newer?.disableApiTermination
        ? {
            code: 'UnsupportedOperation.InstancesProtected',
            english: 'it is protected: DisableApiTermination is on',
            chinese: '已开启实例销毁保护',
          }
        : undefined,
    apply: (call) => {
      const { record, world, now } = call;
      const { terminate: lasts } = world.durations;
      noteCall(call, lasts);
      if (isPrepaid(record) && stateAt(record, now) !== 'returned') {
        putInto(record, { now, state: 'returned' });
        return;
      }
      record.ends = { at: now, gone: now + lasts };
      world.instances.ending(record);
    },
  },
};
