import type { Instance } from '@qcvm/client/v3';
import { newerWords } from '../../values.gen.js';
import { fromChinaTime, utc } from '../../times.js';
import { code } from '../../../../core/chance.js';
import { fieldsOf, publicAddresses } from '../../instances/fields/fields.js';
import { keeping } from '../../instances/fields/kept.js';
import { restingAt, shownRequestId, stateAt, type InstanceRecord } from '../../instances/record.js';
import { chargeTypeOf, isPrepaid, stopChargingMode } from '../../instances/fields/charging.js';
import { typeFor } from '../../terms/instance-type.js';
import { isTask, wordFor } from '../../terms/words.js';
import { wordOf } from '../../terms/values.js';

/** A time of API 2.0 as API 3.0 writes it. */
const fromChina = (text: string): string => utc(fromChinaTime(text));

/** When a prepaid instance runs out; one of which only that is said has been paid for a year. */
const expiry = (deadline: string, { createdAt }: InstanceRecord): string =>
  deadline.startsWith('0000') ? utc(createdAt + 365 * 86_400_000) : fromChina(deadline);

const diskType = (value: number): string => wordOf(newerWords.diskType, { value, otherwise: 5 });

/** A private network or a part of one, by its number in API 2.0; the default one where it has none. */
const networkId = (kind: string, number: number): string =>
  `${kind}-${code(`${kind}/${number}`, { seed: 0, length: 8 })}`;

/** The default security group of an account in a region. */
const defaultGroup = (record: InstanceRecord): string =>
  `sg-${code(`sg/${record.account}/${record.region}`, { seed: 0, length: 8 })}`;

/** The security groups of an instance. */
export const securityGroupsOf = (record: InstanceRecord): readonly string[] =>
  record.newer?.securityGroupIds ?? [defaultGroup(record)];

const renewFlagOf = (value: number): string => wordOf(newerWords.autoRenew, { value, otherwise: 0 });

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** Records the outcome of the last requested change; there is none before the first. */
function writeLatest(instance: Writable<Instance>, record: InstanceRecord, now: number): void {
  const { latest, ends } = record;
  // A timer ends an instance without a call.
  const isEnding = ends !== undefined && now >= ends.at && latest?.operation !== 'TerminateInstances';
  const isDone = !isEnding && latest !== undefined && now >= latest.finishesAt;
  const hasFailed = isDone && !latest.willSucceed;
  const isThere = latest !== undefined || isEnding;
  const state = isDone ? (hasFailed ? 'FAILED' : 'SUCCESS') : isThere ? 'OPERATING' : null;
  instance.LatestOperation = isEnding ? 'TerminateInstances' : (latest?.operation ?? null);
  instance.LatestOperationState = isTask(stateAt(record, now)) ? 'OPERATING' : state;
  instance.LatestOperationRequestId = shownRequestId(record, now) ?? null;
  instance.LatestOperationErrorMsg = hasFailed ? 'the instance did not shut down in the ordinary way' : null;
}

/**
 * An instance as DescribeInstances of API 3.0 shows it. To write down at once: it is what is kept of the record, with what changes by itself
 * written into it, as to copy so many fields takes longer than all the rest.
 */
export function described(record: InstanceRecord, now: number): Instance {
  const { instance, addresses } = lastingOf(record);
  const state = stateAt(record, now);
  const charging = stopChargingMode(record, now, instance.InstanceChargeType);
  const hasAddress = addresses.length > 0 && charging !== 'STOP_CHARGING';
  const isReturned = state === 'returned';
  writeLatest(instance, record, now);
  instance.RestrictState = isReturned ? 'EXPIRED' : 'NORMAL';
  instance.IsolatedSource = isReturned ? 'MANMADE' : 'NOTISOLATED';
  instance.PublicIpAddresses = hasAddress ? addresses : null;
  instance.InstanceState = wordFor(restingAt(record, now));
  instance.StopChargingMode = charging;
  return instance;
}

/**
 * What of an instance depends on what is said of it only: to derive that takes longer than all else of a listing. The rest of it is `null` or
 * empty here; fields are in the order of the documentation.
 */
const lastingOf = keeping((record) => {
  const fields = fieldsOf(record);
  const { unInstanceId, newer = {} } = record;
  const { diskInfo } = fields;
  const prepaid = isPrepaid(record);
  const instance: Writable<Instance> = {
    Placement: {
      Zone: zoneOf(record.region, fields.zoneId),
      ProjectId: fields.projectId,
      ...(newer.hostId === undefined ? {} : { HostId: newer.hostId }),
    },
    InstanceId: unInstanceId,
    InstanceType: newer.instanceType ?? typeFor(fields.cpu, fields.mem),
    CPU: fields.cpu,
    Memory: fields.mem,
    RestrictState: '',
    InstanceName: fields.instanceName,
    InstanceChargeType: chargeTypeOf(record),
    SystemDisk: {
      DiskType: newer.systemDiskType ?? diskType(diskInfo.rootType),
      DiskId: diskInfo.rootId,
      DiskSize: diskInfo.rootSize,
      Encrypt: false,
      KmsKeyId: '',
    },
    DataDisks: (
      newer.dataDisks ??
      (diskInfo.storageSize > 0
        ? [{ size: diskInfo.storageSize, type: diskType(diskInfo.storageType), id: diskInfo.storageId }]
        : [])
    ).map(({ size, type, id }) => ({
      DiskSize: size,
      DiskType: type,
      DiskId: id,
      DeleteWithInstance: !prepaid,
      Encrypt: false,
      KmsKeyId: null,
    })),
    PrivateIpAddresses: [fields.lanIp],
    PublicIpAddresses: null,
    InternetAccessible: {
      InternetChargeType:
        newer.internetChargeType ??
        wordOf(newerWords.networkPayMode, { value: fields.networkPayMode, otherwise: 2 }),
      InternetMaxBandwidthOut: fields.bandwidth,
    },
    VirtualPrivateCloud: {
      VpcId: newer.vpcId ?? networkId('vpc', fields.vpcId),
      SubnetId: newer.subnetId ?? networkId('subnet', fields.subnetId),
      AsVpcGateway: fields.isVpcGateway === 1,
    },
    ImageId: fields.unImgId,
    RenewFlag: prepaid ? (newer.renewFlag ?? renewFlagOf(fields.autoRenew)) : null,
    CreatedTime: fromChina(fields.createTime),
    ExpiredTime: prepaid ? expiry(fields.deadlineTime, record) : null,
    OsName: fields.os,
    SecurityGroupIds: securityGroupsOf(record),
    LoginSettings: newer.keyIds && newer.keyIds.length > 0 ? { KeyIds: newer.keyIds } : {},
    InstanceState: '',
    Tags: newer.tags ?? [],
    StopChargingMode: '',
    Uuid: fields.uuid,
    LatestOperation: null,
    LatestOperationState: null,
    LatestOperationRequestId: null,
    LatestOperationErrorMsg: null,
    DisasterRecoverGroupId: '',
    DisasterRecoverGroupIds: [],
    IPv6Addresses: null,
    CamRoleName: newer.camRoleName ?? '',
    HpcClusterId: '',
    RdmaIpAddresses: null,
    DedicatedClusterId: '',
    IsolatedSource: '',
    DisableApiTermination: newer.disableApiTermination ?? false,
    LicenseType: 'TencentCloud',
    DefaultLoginUser: 'root',
    DefaultLoginPort: 22,
  };
  return { instance, addresses: publicAddresses(record, { fields, hasNone: false }) };
});

/** `ap-guangzhou-3`, by API 2.0's number of the zone. */
const zoneOf = (region: string, zoneId: number): string => `${region}-${zoneId % 100}`;
