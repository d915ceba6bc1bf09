import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { shortRegion } from '../../../core/regions.js';
import type { Invocation, Operation, Outcome } from '../../../core/service.js';
import { fieldsOf, publicAddresses } from '../instances/fields/fields.js';
import { keptFieldsOf } from '../instances/fields/kept.js';
import { restingAt, sinceAt, stateAt, type InstanceRecord } from '../instances/record.js';

import { stateOf, statusOf } from '../states.js';
import { findOwn, selectInstances, type CvmWorld, type InstanceTest } from '../world.js';
import { chinaTime } from '../times.js';

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

interface Place {
  readonly invocation: Invocation;
  readonly world: CvmWorld;
}

/** DescribeInstances. Source: https://cloud.tencent.com/doc/api/229/831 */
export function describeInstances(descriptor: OperationDescriptor, world: CvmWorld): Operation {
  const run = (invocation: Invocation): Outcome => {
    const filters = invocation.input as Filters;
    const { behaviour } = world;
    const { instanceIds, offset = 0, limit = 20 } = filters;
    if (instanceIds && behaviour.describeUnknownIds === 'refuse') {
      const unknown = instanceIds.filter((id) => !findOwn(id, invocation, world));
      if (unknown.length > 0) {
        return {
          failure: {
            ...behaviour.unknownInstance,
            message: `no such instance in ${invocation.region}: ${unknown.join(', ')}`,
          },
        };
      }
    }
    const tests = testsOf(filters, world.clock.now());
    const found = selectInstances(instanceIds, { invocation, world, tests });
    const page = found.slice(offset, offset + limit);
    return {
      fields: {
        totalCount: found.length,
        instanceSet: page.map((record) => written(record, { invocation, world })),
      },
    };
  };
  return { descriptor, run };
}

/** What instances that fit all filters are. */
function testsOf(
  { lanIps, searchWord, status, projectId, zoneId }: Filters,
  now: number,
): readonly InstanceTest[] {
  const tests: InstanceTest[] = [];
  if (status !== undefined) {
    const state = stateOf(status);
    tests.push((record) => stateAt(record, now) === state);
  }
  if (projectId !== undefined) tests.push((record) => keptFieldsOf(record).projectId === projectId);
  if (zoneId !== undefined) tests.push((record) => keptFieldsOf(record).zoneId === zoneId);
  if (searchWord !== undefined) {
    const word = searchWord.toLowerCase();
    tests.push((record) => keptFieldsOf(record).instanceName.toLowerCase().includes(word));
  }
  if (lanIps) {
    const addresses = new Set(lanIps);
    tests.push((record) => {
      const { lanIp, wanIpSet } = keptFieldsOf(record);
      return addresses.has(lanIp) || wanIpSet.some((address) => addresses.has(address));
    });
  }
  return tests;
}

/** An instance as the answer shows it. */
function written(record: InstanceRecord, { invocation, world }: Place): Record<string, unknown> {
  const now = world.clock.now();
  const { regionSpelling } = world.behaviour;
  const short =
    regionSpelling === 'short' ||
    (regionSpelling === 'asRequested' && !invocation.writtenRegion.includes('-'));
  // Written into the fields, which are made anew for each look: measured, to copy them takes as long as all the rest.
  const own = fieldsOf(record);
  const fields: Record<string, unknown> = own;
  if (record.stoppedMode === 'STOP_CHARGING' || record.newer?.releasedAddresses !== undefined) {
    const hasNone = record.stoppedMode === 'STOP_CHARGING' && restingAt(record, now) === 'shutDown';
    fields['wanIpSet'] = publicAddresses(record, { fields: own, hasNone });
  }
  fields['unInstanceId'] = record.unInstanceId;
  fields['status'] = statusOf(stateAt(record, now));
  fields['statusTime'] = chinaTime(sinceAt(record, now));
  fields['Region'] = short ? shortRegion(record.region) : record.region;
  return fields;
}
