import type { Failure } from '../../../core/service.js';
import { didYouMean } from '../../../core/words/nearest.js';
import { shown } from '../../../core/words/redact.js';
import type { InstanceRecord } from '../instances/record.js';
import type { Instance } from '@qcvm/client/v3';
import { described } from './fields.js';

export interface Filter {
  readonly Name: string;
  readonly Values: readonly string[];
}

type Test = (record: InstanceRecord) => boolean;

/** What a filter looks at: the values of an instance of which one must be among those asked for. */
const looksAt: Readonly<Record<string, (instance: Instance) => readonly (string | undefined)[]>> = {
  zone: ({ Placement }) => [Placement.Zone],
  'project-id': ({ Placement }) => [`${Placement.ProjectId}`],
  'host-id': ({ Placement }) => [Placement.HostId],
  'dedicated-cluster-id': ({ DedicatedClusterId }) => [DedicatedClusterId],
  'vpc-id': ({ VirtualPrivateCloud }) => [VirtualPrivateCloud.VpcId],
  'subnet-id': ({ VirtualPrivateCloud }) => [VirtualPrivateCloud.SubnetId],
  'instance-id': ({ InstanceId }) => [InstanceId],
  uuid: ({ Uuid }) => [Uuid],
  'security-group-id': ({ SecurityGroupIds }) => SecurityGroupIds,
  'instance-name': ({ InstanceName }) => [InstanceName],
  'instance-charge-type': ({ InstanceChargeType }) => [InstanceChargeType],
  'instance-state': ({ InstanceState }) => [InstanceState],
  'private-ip-address': ({ PrivateIpAddresses }) => PrivateIpAddresses,
  'public-ip-address': ({ PublicIpAddresses }) => PublicIpAddresses ?? [],
  'ipv6-address': ({ IPv6Addresses }) => IPv6Addresses ?? [],
  'tag-key': ({ Tags }) => Tags.map(({ Key }) => Key),
  'tag-value': ({ Tags }) => Tags.map(({ Value }) => Value),
};

const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Filters as tests, all of which must hold; or why one of them is refused. */
export function testsOf(
  filters: readonly Filter[],
  { now, codes }: { now: number; codes: readonly string[] },
): Test[] | Failure {
  const tests: ((instance: Instance) => boolean)[] = [];
  for (const { Name, Values } of filters) {
    if (Values.length > mostValues)
      return {
        code: codes.find((code) => code === 'InvalidFilterValue.LimitExceeded') ?? 'InvalidParameterValue',
        message: `Filters: ${shown(Name)} has ${Values.length} values; at most ${mostValues} are taken`,
      };
    const test = testOf(Name, Values);
    if (!test) return unknownFilter(Name);
    if (test === 'no time')
      return {
        code: 'InvalidParameterValue.InvalidTimeFormat',
        message: `Filters: ${Name} takes times such as 2023-06-01 00:00:00`,
      };
    tests.push(test);
  }
  if (tests.length === 0) return [];
  return [
    (record) => {
      const instance = described(record, now);
      return tests.every((test) => test(instance));
    },
  ];
}

const mostValues = 5;

function testOf(
  name: string,
  values: readonly string[],
): ((instance: Instance) => boolean) | 'no time' | undefined {
  const wanted = new Set(values);
  if (name.startsWith('tag:') && name.length > 4) {
    const key = name.slice(4);
    return ({ Tags }) => Tags.some(({ Key, Value }) => Key === key && wanted.has(Value));
  }
  if (name === 'creation-start-time' || name === 'creation-end-time') {
    const [value = ''] = values;
    if (!time.test(value)) return 'no time';
    const at = Date.parse(`${value.replace(' ', 'T')}+08:00`);
    return name === 'creation-start-time'
      ? ({ CreatedTime }) => Date.parse(CreatedTime) >= at
      : ({ CreatedTime }) => Date.parse(CreatedTime) <= at;
  }
  const look = Object.hasOwn(looksAt, name) ? looksAt[name] : undefined;
  return look && ((instance) => look(instance).some((value) => value !== undefined && wanted.has(value)));
}

function unknownFilter(name: string): Failure {
  const known = Object.keys(looksAt);
  return {
    code: 'InvalidFilter',
    message: `Filters: ${shown(name)} is not a name to filter by${didYouMean(name, known)}`,
    localized: { 'zh-CN': `过滤器 ${shown(name)} 不合法` },
  };
}
