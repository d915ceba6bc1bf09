import type { DataDisk, RunInstancesInput } from '@qcvm/client/v3';
import { code, hash } from '../../../../core/chance.js';
import { done, failure, refused } from '../../../../core/service.js';
import { chinaTime, month } from '../../times.js';
import { createRecords } from '../../instances/create.js';
import type { NewerFields } from '../../instances/fields/newer-fields.js';
import { fieldsOf, type DiskInfo, type InstanceFields } from '../../instances/fields/fields.js';
import type { InstanceRecord } from '../../instances/record.js';
import type { Behaviour, Place } from '../behaviour.js';
import { given } from './attributes.js';
import { newerWords } from '../../values.gen.js';
import { numberOf } from '../../terms/values.js';
import { sizeOf } from '../../terms/instance-type.js';
import { findImage, type Image } from '../resources/images.js';
import { zoneNumber } from '../resources/places.js';
import { noteCall } from './batch.js';
import { problemOf } from './order-problem.js';

/** The type of an instance whose call names none. */
const defaultType = 'S5.SMALL1';

/** A second call with the same ClientToken is the first one again, and gets its instances. */
export const runInstances: Behaviour<'runInstances'> = (input, place) => {
  const { invocation, world } = place;
  const { ClientToken, DryRun } = input;
  const { clientTokens } = world.resources;
  const asked = hash(JSON.stringify(input));
  const known = ClientToken === undefined ? undefined : clientTokens.get(ClientToken, invocation);
  if (known) {
    const isOther = known.fields.asked !== undefined && known.fields.asked !== asked;
    return isOther && world.behaviour.v3.clientTokenReuse === 'refuse'
      ? refused(otherOrder)
      : { fields: { InstanceIdSet: known.fields.instanceIds } };
  }
  const problem = problemOf(input, place);
  if (problem) return refused(problem);
  if (DryRun)
    // Nothing but a RequestId: https://cloud.tencent.com/document/api/213/15730
    return world.behaviour.v3.dryRun === 'answer' ? { fields: {} } : refused(dryRunSuccess);
  const instanceIds = buy(input, place);
  if (ClientToken !== undefined) {
    const { account, region } = invocation;
    clientTokens.put({ id: ClientToken, account, region, fields: { instanceIds, asked } });
  }
  return done({ InstanceIdSet: instanceIds });
};

const otherOrder = failure(
  'InvalidParameter.ParameterConflict',
  'ClientToken: it was used for another order, with other parameters',
  'ClientToken 已用于参数不同的请求',
);

const dryRunSuccess = failure(
  'DryRunOperation',
  'the call would succeed: it was a dry run',
  'DryRun 操作，请求将会成功',
);

/** Makes the instances, which are being created for a while. */
function buy(input: RunInstancesInput, place: Place): readonly string[] {
  const { invocation, world, now } = place;
  const { InstanceCount = 1, InstanceName } = input;
  const records = createRecords(InstanceCount, {
    world,
    common: {
      account: invocation.account,
      region: invocation.region,
      createdAt: now,
      fields: undefined,
      stubborn: false,
      state: 'creating',
      since: now,
      nextState: 'running',
      nextAt: now + world.durations.create,
      changes: 0,
    },
  });
  for (const [index, record] of records.entries()) {
    record.fields = fieldsOfCall(input, {
      region: invocation.region,
      image: input.ImageId === undefined ? undefined : findImage(input.ImageId, place),
      now,
      name: nameOf(InstanceName, { index, InstanceCount }),
    });
    record.newer = newerOfCall(input, record.unInstanceId);
    record.fields = { ...record.fields, diskInfo: disksOfCall(input, record) };
    noteCall({ ...place, record }, world.durations.create);
  }
  return records.map(({ unInstanceId }) => unInstanceId);
}

/** `web{R:3}` counts from 3, `web{R:3,F:2}` with at least two digits; of several instances with one name each has a number at its end. */
function nameOf(
  name: string | undefined,
  { index, InstanceCount }: { index: number; InstanceCount: number },
): string {
  if (name === undefined) return 'Unnamed';
  const numbered = name.replace(/\{R:(\d+)(?:,F:([0-8]))?\}/g, (_, first: string, digits = '0') =>
    `${Number(first) + index}`.padStart(Number(digits), '0'),
  );
  if (numbered !== name) return numbered;
  return InstanceCount > 1 ? `${name}${index + 1}` : name;
}

function fieldsOfCall(
  input: RunInstancesInput,
  { region, image, now, name }: { region: string; image: Image | undefined; now: number; name: string },
): Partial<InstanceFields> {
  const { Placement, ImageId, InstanceType = defaultType, InternetAccessible, InstanceChargePrepaid } = input;
  const { VirtualPrivateCloud: network } = input;
  const isPrepaid = input.InstanceChargeType === 'PREPAID';
  const zoneId = Placement && zoneNumber(region, Placement.Zone);
  const hasAddress =
    (InternetAccessible?.InternetMaxBandwidthOut ?? 0) > 0 && InternetAccessible?.PublicIpAssigned !== false;
  return {
    ...sizeOf(InstanceType),
    instanceName: name,
    createTime: chinaTime(now),
    cvmPayMode: isPrepaid ? 1 : 2,
    autoRenew: isPrepaid
      ? numberOf(newerWords.autoRenew, { word: InstanceChargePrepaid?.RenewFlag, otherwise: 0 })
      : 0,
    networkPayMode: numberOf(newerWords.networkPayMode, {
      word: InternetAccessible?.InternetChargeType,
      otherwise: 2,
    }),
    deadlineTime: isPrepaid
      ? chinaTime(now + (InstanceChargePrepaid?.Period ?? 1) * month)
      : '0000-00-00 00:00:00',
    bandwidth: InternetAccessible?.InternetMaxBandwidthOut ?? 0,
    projectId: Placement?.ProjectId ?? 0,
    ...(zoneId === undefined ? {} : { zoneId, zoneName: Placement?.Zone ?? '' }),
    ...(ImageId === undefined ? {} : { unImgId: ImageId, ...(image && { os: image.fields.os }) }),
    ...(image?.type === 'PRIVATE_IMAGE' && { imageType: 'Private image' }),
    ...(hasAddress ? {} : { wanIpSet: [] }),
    ...(network ? { vpcId: networkNumber(network.VpcId), subnetId: networkNumber(network.SubnetId) } : {}),
  };
}

/** The disks as API 2.0 shows them, which knows one for the system and one for data. */
function disksOfCall({ SystemDisk }: RunInstancesInput, record: InstanceRecord): DiskInfo {
  const { diskInfo } = fieldsOf(record);
  const [first] = record.newer?.dataDisks ?? [];
  const typeOf = (word: string | undefined): number =>
    numberOf(newerWords.diskType, { word, otherwise: diskInfo.rootType });
  return {
    ...diskInfo,
    rootType: typeOf(SystemDisk?.DiskType),
    rootSize: SystemDisk?.DiskSize ?? diskInfo.rootSize,
    storageType: typeOf(first?.type),
    storageSize: first?.size ?? 0,
    storageId: first?.id ?? diskInfo.storageId,
  };
}

/** A number for what API 2.0 calls by one. */
const networkNumber = (id: string): number => 1000 + (hash(id) % 9000);

function newerOfCall(input: RunInstancesInput, unInstanceId: string): NewerFields {
  const { InstanceType = defaultType, InstanceChargeType, Placement, LoginSettings, SystemDisk } = input;
  const { VirtualPrivateCloud: network, InternetAccessible, TagSpecification = [], HostName } = input;
  const tags = TagSpecification.filter(({ ResourceType }) => ResourceType === 'instance').flatMap(
    ({ Tags }) => Tags,
  );
  return given<NewerFields>({
    instanceType: InstanceType,
    dataDisks: (input.DataDisks ?? []).map((disk, index) => dataDisk(disk, `${unInstanceId}/${index}`)),
    chargeType: InstanceChargeType === 'PREPAID' ? undefined : InstanceChargeType,
    hostName: HostName,
    vpcId: network?.VpcId,
    subnetId: network?.SubnetId,
    hostId: Placement?.HostId,
    securityGroupIds: input.SecurityGroupIds,
    keyIds: LoginSettings?.KeyIds ?? undefined,
    tags: tags.length > 0 ? tags : undefined,
    camRoleName: input.CamRoleName,
    disableApiTermination: input.DisableApiTermination,
    systemDiskType: SystemDisk?.DiskType,
    internetChargeType: InternetAccessible?.InternetChargeType,
  });
}

const dataDisk = ({ DiskType = 'CLOUD_PREMIUM', DiskSize }: DataDisk, label: string) => ({
  type: DiskType,
  size: DiskSize,
  id: `disk-${code(`data/${label}`, { seed: 0, length: 8 })}`,
});
