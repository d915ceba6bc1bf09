import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { mayTouch } from '../../accounts/permissions.js';
import { chinaTime } from './china-time.js';
import type { Exchange } from '../../protocols/v2/exchange.js';
import { fieldsOf } from './instances/fields.js';
import { sinceAt, statusAt } from './instances/record.js';
import type { InstanceRecord } from './instances/record.js';
import { shortRegion } from '../regions.js';
import type { World } from '../../emulator/world.js';
import type { Operation, Result } from '../operation.js';
import { findOwn } from './resources.js';

/** The parameters of DescribeInstances, as its table has checked them. */
interface Filters {
  readonly instanceIds?: readonly string[];
  readonly lanIps?: readonly string[];
  readonly searchWord?: string;
  readonly status?: number;
  readonly projectId?: number;
  readonly zoneId?: number;
  readonly offset?: number;
  readonly limit?: number;
}

/** DescribeInstances. Source: https://cloud.tencent.com/doc/api/229/831 */
export function describeInstances(descriptor: OperationDescriptor): Operation {
  const run = (exchange: Exchange, world: World): Result => {
    const filters = (exchange.input ?? {}) as Filters;
    const { behaviour } = world;
    const { instanceIds, offset = 0, limit = 20 } = filters;
    if (instanceIds && behaviour.describeUnknownIds === 'refuse') {
      const unknown = instanceIds.filter((id) => !findOwn(id, { exchange, world }));
      if (unknown.length > 0) {
        return {
          ...behaviour.unknownInstance,
          message: `no such instance in ${exchange.region}: ${unknown.join(', ')}`,
          fields: {},
          changed: false,
        };
      }
    }
    const found = select(filters, { exchange, world });
    const page = found.slice(offset, offset + limit);
    return {
      code: 0,
      message: '',
      fields: {
        totalCount: found.length,
        instanceSet: page.map((record) => written(record, { exchange, world })),
      },
      changed: false,
    };
  };
  return { descriptor, run };
}

/** The instances that fit all filters, in order of creation. Those that the key may not touch are not shown. */
function select(
  filters: Filters,
  { exchange, world }: { exchange: Exchange; world: World },
): readonly InstanceRecord[] {
  const { instanceIds } = filters;
  const candidates = instanceIds
    ? inOrder(instanceIds, { exchange, world })
    : world.instances.scope(exchange.account?.id ?? '', exchange.region ?? '');
  const tests = testsOf(filters, { exchange, world });
  return tests.length === 0 ? candidates : candidates.filter((record) => tests.every((test) => test(record)));
}

/** The instances of some ids, each once, in order of creation. */
function inOrder(
  ids: readonly string[],
  place: { exchange: Exchange; world: World },
): readonly InstanceRecord[] {
  const found = new Set<InstanceRecord>();
  for (const id of ids) {
    const record = findOwn(id, place);
    if (record) found.add(record);
  }
  return [...found].sort((one, other) => one.number - other.number);
}

function testsOf(
  { lanIps, searchWord, status, projectId, zoneId }: Filters,
  { exchange, world }: { exchange: Exchange; world: World },
): ((record: InstanceRecord) => boolean)[] {
  const tests: ((record: InstanceRecord) => boolean)[] = [];
  const { key } = exchange;
  const now = world.clock.now();
  if (key?.may?.instances ?? key?.mayNot?.instances) {
    tests.push((record) => mayTouch(key, record.unInstanceId));
  }
  if (status !== undefined) tests.push((record) => statusAt(record, now) === status);
  if (projectId !== undefined) tests.push((record) => fieldsOf(record).projectId === projectId);
  if (zoneId !== undefined) tests.push((record) => fieldsOf(record).zoneId === zoneId);
  if (searchWord !== undefined) {
    const word = searchWord.toLowerCase();
    tests.push((record) => fieldsOf(record).instanceName.toLowerCase().includes(word));
  }
  if (lanIps) {
    const addresses = new Set(lanIps);
    tests.push((record) => {
      const { lanIp, wanIpSet } = fieldsOf(record);
      return addresses.has(lanIp) || wanIpSet.some((address) => addresses.has(address));
    });
  }
  return tests;
}

/** An instance as the answer shows it, its fields in the order of the documentation. */
function written(
  record: InstanceRecord,
  { exchange, world }: { exchange: Exchange; world: World },
): Record<string, unknown> {
  const now = world.clock.now();
  const fields = fieldsOf(record);
  const { regionSpelling } = world.behaviour;
  const requested = exchange.form.parameters['Region'] ?? '';
  const short = regionSpelling === 'short' || (regionSpelling === 'asRequested' && !requested.includes('-'));
  return {
    instanceName: fields.instanceName,
    unInstanceId: record.unInstanceId,
    instanceId: fields.instanceId,
    uuid: fields.uuid,
    lanIp: fields.lanIp,
    wanIpSet: fields.wanIpSet,
    cpu: fields.cpu,
    mem: fields.mem,
    bandwidth: fields.bandwidth,
    unImgId: fields.unImgId,
    imageId: fields.imageId,
    imageType: fields.imageType,
    status: statusAt(record, now),
    statusTime: chinaTime(sinceAt(record, now)),
    Region: short ? shortRegion(record.region) : record.region,
    createTime: fields.createTime,
    deadlineTime: fields.deadlineTime,
    autoRenew: fields.autoRenew,
    projectId: fields.projectId,
    os: fields.os,
    cvmPayMode: fields.cvmPayMode,
    networkPayMode: fields.networkPayMode,
    zoneId: fields.zoneId,
    zoneName: fields.zoneName,
    vpcId: fields.vpcId,
    subnetId: fields.subnetId,
    isVpcGateway: fields.isVpcGateway,
    deviceClass: fields.deviceClass,
    diskInfo: fields.diskInfo,
  };
}
