import { fieldsOf } from '../instances/fields.js';
import { stateAt } from '../instances/record.js';
import type { InstanceRecord } from '../instances/record.js';

/** The number that API 2.0 has for an instance that is paid for by use. */
const byUse = 2;

/** Whether an instance is paid for in advance. */
export const isPrepaid = (record: InstanceRecord): boolean => fieldsOf(record).cvmPayMode === 1;

/** Local disks: HDD and SSD. */
const localDisks: readonly number[] = [1, 3];

/** Whether an instance can be stopped without costing: it is paid for by use, and all its disks are cloud disks. */
export function canStopCharging(record: InstanceRecord): boolean {
  const { cvmPayMode, diskInfo } = fieldsOf(record);
  return (
    cvmPayMode === byUse &&
    !localDisks.includes(diskInfo.rootType) &&
    !localDisks.includes(diskInfo.storageType)
  );
}

/** What stopping an instance did to its costs, as DescribeInstances tells it. */
export function stopChargingMode(record: InstanceRecord, now: number): string {
  if (stateAt(record, now) !== 'shutDown' || isPrepaid(record)) return 'NOT_APPLICABLE';
  return record.stoppedMode ?? 'KEEP_CHARGING';
}
