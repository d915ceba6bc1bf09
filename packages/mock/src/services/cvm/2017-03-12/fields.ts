import type { Instance } from '@qcvm/client/v3';
import { code } from '../../../core/chance.js';
import { fieldsOf } from '../instances/fields.js';
import { stateAt } from '../instances/record.js';
import type { InstanceRecord } from '../instances/record.js';
import { isPrepaid, stopChargingMode } from './charging.js';
import { isTask, wordFor } from './states.js';

/** `2026-01-01T00:00:00Z` */
const utc = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

/** A time of API 2.0, in China, as API 3.0 writes it. */
const fromChina = (text: string): string => utc(Date.parse(`${text.replace(' ', 'T')}+08:00`));

/** When a prepaid instance runs out; one of which only that is said has been paid for a year. */
const expiry = (deadline: string, { createdAt }: InstanceRecord): string =>
  deadline.startsWith('0000') ? utc(createdAt + 365 * 86_400_000) : fromChina(deadline);

/** API 2.0's number for a kind of disk, in a word. */
const diskTypes = new Map([
  [1, 'LOCAL_BASIC'],
  [2, 'CLOUD_BASIC'],
  [3, 'LOCAL_SSD'],
  [4, 'CLOUD_SSD'],
  [5, 'CLOUD_PREMIUM'],
]);
const diskType = (number: number): string => diskTypes.get(number) ?? 'CLOUD_PREMIUM';

/** A private network or a part of one, by its number in API 2.0; the default one where it has none. */
const networkId = (kind: string, number: number): string =>
  `${kind}-${code(`${kind}/${number}`, { seed: 0, length: 8 })}`;

const sizeNames = ['SMALL', 'MEDIUM', 'LARGE', 'XLARGE', '2XLARGE'];

/** A type such as `S5.LARGE8` for so many cores and so much memory. */
const typeOf = (cpu: number, mem: number): string =>
  `S5.${sizeNames[Math.ceil(Math.log2(Math.max(1, cpu)))] ?? `${Math.ceil(cpu / 4)}XLARGE`}${mem}`;

/** What became of the last change that was asked for; before the first one there is none. */
function latestOperation(record: InstanceRecord, now: number) {
  const { latest } = record;
  if (!latest)
    return {
      LatestOperation: null,
      LatestOperationState: null,
      LatestOperationRequestId: null,
      LatestOperationErrorMsg: null,
    };
  const isDone = now >= latest.finishesAt;
  return {
    LatestOperation: latest.operation,
    LatestOperationState: isDone ? (latest.willSucceed ? 'SUCCESS' : 'FAILED') : 'OPERATING',
    LatestOperationRequestId: latest.requestId,
    LatestOperationErrorMsg:
      isDone && !latest.willSucceed ? 'the instance did not shut down in the ordinary way' : null,
  };
}

/** An instance as DescribeInstances of API 3.0 shows it. */
export function described(record: InstanceRecord, now: number): Instance {
  const fields = fieldsOf(record);
  const { unInstanceId } = record;
  const state = stateAt(record, now);
  const { diskInfo } = fields;
  const prepaid = isPrepaid(record);
  return {
    Placement: {
      Zone: zoneOf(record.region, fields.zoneId),
      ProjectId: fields.projectId,
    },
    InstanceId: unInstanceId,
    InstanceType: typeOf(fields.cpu, fields.mem),
    CPU: fields.cpu,
    Memory: fields.mem,
    RestrictState: state === 'returned' ? 'EXPIRED' : 'NORMAL',
    InstanceName: fields.instanceName,
    InstanceChargeType: prepaid ? 'PREPAID' : 'POSTPAID_BY_HOUR',
    SystemDisk: {
      DiskType: diskType(diskInfo.rootType),
      DiskId: diskInfo.rootId,
      DiskSize: diskInfo.rootSize,
    },
    DataDisks:
      diskInfo.storageSize > 0
        ? [
            {
              DiskSize: diskInfo.storageSize,
              DiskType: diskType(diskInfo.storageType),
              DiskId: diskInfo.storageId,
              DeleteWithInstance: !prepaid,
            },
          ]
        : [],
    PrivateIpAddresses: [fields.lanIp],
    PublicIpAddresses: fields.wanIpSet.length === 0 ? null : fields.wanIpSet,
    InternetAccessible: {
      InternetChargeType: 'TRAFFIC_POSTPAID_BY_HOUR',
      InternetMaxBandwidthOut: fields.bandwidth,
    },
    VirtualPrivateCloud: {
      VpcId: networkId('vpc', fields.vpcId),
      SubnetId: networkId('subnet', fields.subnetId),
      AsVpcGateway: fields.isVpcGateway === 1,
    },
    ImageId: fields.unImgId,
    RenewFlag: fields.autoRenew === 1 ? 'NOTIFY_AND_AUTO_RENEW' : 'NOTIFY_AND_MANUAL_RENEW',
    CreatedTime: fromChina(fields.createTime),
    ExpiredTime: prepaid ? expiry(fields.deadlineTime, record) : '',
    OsName: fields.os,
    SecurityGroupIds: [`sg-${code(`sg/${record.account}/${record.region}`, { seed: 0, length: 8 })}`],
    LoginSettings: {},
    InstanceState: wordFor(state),
    Tags: [],
    StopChargingMode: stopChargingMode(record, now),
    Uuid: fields.uuid,
    ...latestOperation(record, now),
    ...(isTask(state) ? { LatestOperationState: 'OPERATING' } : {}),
    DisasterRecoverGroupId: '',
    DisasterRecoverGroupIds: [],
    IPv6Addresses: null,
    CamRoleName: '',
    HpcClusterId: '',
    RdmaIpAddresses: null,
    DedicatedClusterId: '',
    IsolatedSource: state === 'returned' ? 'MANMADE' : 'NOTISOLATED',
    DisableApiTermination: false,
    LicenseType: 'TencentCloud',
    DefaultLoginUser: 'root',
    DefaultLoginPort: 22,
  };
}

/** `ap-guangzhou-3`, by API 2.0's number of the zone. */
const zoneOf = (region: string, zoneId: number): string => `${region}-${zoneId % 100}`;
