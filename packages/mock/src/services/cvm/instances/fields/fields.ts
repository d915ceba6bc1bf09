import type { cvmOperations } from '@qcvm/client/descriptors';
import { code, hash, pick } from '../../../../core/chance.js';
import { regionName, regionNumber } from '../../../../core/regions.js';
import { chinaTime } from '../../times.js';
import { privateAddress, publicAddress } from './addresses.js';
import type { NewerFields } from './newer-fields.js';

/** What fields depend on: the id, the place, what was said of the instance, and of addresses how many there were before it. */
interface Described {
  readonly number: number;
  readonly unInstanceId: string;
  readonly region: string;
  readonly createdAt: number;
  readonly fields: Partial<InstanceFields> | undefined;
}

type Instance = NonNullable<(typeof cvmOperations)['describeInstances']['itemType']>;

/** Fields of a DescribeInstances result that say where an instance is and what it is doing. */
type PlaceAndState = 'unInstanceId' | 'status' | 'statusTime' | 'Region';

/**
 * The fields of an instance in a DescribeInstances result that do not depend on time, as the vendor spells
 * them. Source: https://cloud.tencent.com/doc/api/229/831
 */
export type InstanceFields = {
  readonly [Field in Exclude<keyof Instance, PlaceAndState | 'diskInfo'>]-?: NonNullable<Instance[Field]>;
} & { readonly diskInfo: DiskInfo };

/** The disks of an instance, all of it said. */
export type DiskInfo = Readonly<Required<NonNullable<Instance['diskInfo']>>>;

const sizes = [
  { cpu: 1, mem: 1, deviceClass: 'VSELF_1' },
  { cpu: 2, mem: 4, deviceClass: 'VSELF_2' },
  { cpu: 4, mem: 8, deviceClass: 'VSELF_4' },
  { cpu: 8, mem: 16, deviceClass: 'VSELF_8' },
] as const;

/** The systems of the public images. */
export const systems = [
  { imageId: 1, unImgId: 'img-31tjrtph', os: 'centos7.2x86_64' },
  { imageId: 2, unImgId: 'img-pyqx34y1', os: 'ubuntu16.04.1 LTSx86_64' },
  { imageId: 3, unImgId: 'img-feqctfd3', os: 'tlinux1.2x86_64' },
] as const;

const derivedOldId = (unInstanceId: string): string =>
  `qcvm${code(`old/${unInstanceId}`, { seed: 0, length: 32, base: 16 })}`;

/** The old id, given or derived. */
export const oldIdOf = (record: Pick<Described, 'unInstanceId' | 'fields'>): string =>
  record.fields?.instanceId ?? derivedOldId(record.unInstanceId);

const uuid = (unInstanceId: string): string => {
  const digits = code(`uuid/${unInstanceId}`, { seed: 0, length: 30, base: 16 });
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-a${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
};

/** Plausible values for everything that a seed left open; but for addresses the same for the same id, always. */
function deriveFields(options: {
  number: number;
  unInstanceId: string;
  region: string;
  createdAt: number;
  /** The image, where it is given: the system is that of a public one. */
  unImgId?: string | undefined;
}): InstanceFields {
  const { number, unInstanceId, region, createdAt, unImgId } = options;
  const digest = hash(unInstanceId);
  const draw = (label: string, bound: number): number => pick(digest, label, bound);
  const size = sizes[draw('size', sizes.length)] ?? sizes[0];
  const drawn = systems[draw('system', systems.length)] ?? systems[0];
  const system = systems.find((each) => each.unImgId === unImgId) ?? drawn;
  const zone = 1 + draw('zone', 3);
  const inVpc = draw('vpc', 2) === 1;
  const prepaid = draw('pay', 3) === 0;
  return {
    instanceName: `vm-${unInstanceId.replace(/^(ins-|qcvm)/, '')}`,
    instanceId: derivedOldId(unInstanceId),
    uuid: uuid(unInstanceId),
    lanIp: privateAddress(number, regionNumber(region)),
    wanIpSet: [publicAddress(number, 0)],
    cpu: size.cpu,
    mem: size.mem,
    bandwidth: [1, 2, 5, 10][draw('bandwidth', 4)] ?? 1,
    unImgId: system.unImgId,
    imageId: system.imageId,
    imageType: 'Public image',
    createTime: chinaTime(createdAt),
    deadlineTime: prepaid ? chinaTime(createdAt + 365 * 86_400_000) : '0000-00-00 00:00:00',
    autoRenew: prepaid ? 1 : 0,
    projectId: 0,
    os: system.os,
    cvmPayMode: prepaid ? 1 : 2,
    networkPayMode: 2,
    zoneId: regionNumber(region) * 100_000 + zone,
    zoneName: `${regionName(region)} Zone ${zone}`,
    vpcId: inVpc ? 1000 + draw('vpcId', 9000) : 0,
    subnetId: inVpc ? 1000 + draw('subnetId', 9000) : 0,
    isVpcGateway: 0,
    deviceClass: size.deviceClass,
    diskInfo: {
      storageId: `disk-${code(`storage/${unInstanceId}`, { seed: 0, length: 8 })}`,
      storageType: 2,
      storageSize: 50,
      rootId: `disk-${code(`root/${unInstanceId}`, { seed: 0, length: 8 })}`,
      rootSize: 50,
      rootType: 2,
    },
  };
}

/** All fields of an instance: what its seed said, and what is derived. */
export const fieldsOf = (record: Described): InstanceFields =>
  record.fields
    ? { ...deriveFields({ ...record, unImgId: record.fields.unImgId }), ...record.fields }
    : deriveFields(record);

/** The public addresses of an instance; it has none while it is stopped and costs nothing. */
export function publicAddresses(
  record: Described & { readonly newer?: NewerFields | undefined },
  { fields, hasNone }: { fields: InstanceFields; hasNone: boolean },
): readonly string[] {
  if (hasNone) return [];
  const released = record.newer?.releasedAddresses;
  if (released === undefined || fields.wanIpSet.length === 0) return fields.wanIpSet;
  return [publicAddress(record.number, released)];
}
