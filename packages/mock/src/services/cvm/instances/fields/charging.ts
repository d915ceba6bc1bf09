import { keptFieldsOf } from './kept.js';
import { restingAt, type InstanceRecord } from '../record.js';
import { newerWords } from '../../values.gen.js';

/** Whether an instance is paid for in advance. */
export const isPrepaid = (record: InstanceRecord): boolean => keptFieldsOf(record).cvmPayMode === 1;

/** The billing mode of an instance. API 2.0 distinguishes prepaid ones from others. */
export const chargeTypeOf = (record: InstanceRecord): string =>
  isPrepaid(record) ? 'PREPAID' : (record.newer?.chargeType ?? 'POSTPAID_BY_HOUR');

const isLocal = (diskType: string): boolean => diskType.startsWith('LOCAL_');

/** API 2.0's numbers for local disks. */
const localDisks: readonly number[] = Object.entries(newerWords.diskType)
  .filter(([, word]) => isLocal(word))
  .map(([value]) => Number(value));

function hasLocalDisk(record: InstanceRecord): boolean {
  const { diskInfo } = keptFieldsOf(record);
  const { systemDiskType, dataDisks } = record.newer ?? {};
  const system =
    (systemDiskType === undefined ? undefined : isLocal(systemDiskType)) ??
    localDisks.includes(diskInfo.rootType);
  const data =
    dataDisks?.some(({ type }) => isLocal(type)) ??
    (diskInfo.storageSize > 0 && localDisks.includes(diskInfo.storageType));
  return system || data;
}

/** Whether an instance can be stopped without costing: it is paid for by use, and all its disks are cloud disks. */
export const canStopCharging = (record: InstanceRecord): boolean =>
  chargeTypeOf(record) === 'POSTPAID_BY_HOUR' && !hasLocalDisk(record);

/** Whether a stopped instance is still billed, as DescribeInstances reports it. */
export function stopChargingMode(record: InstanceRecord, now: number, chargeType: string): string {
  if (restingAt(record, now) !== 'shutDown' || chargeType === 'PREPAID') return 'NOT_APPLICABLE';
  return record.stoppedMode ?? 'KEEP_CHARGING';
}
