import { failure, type Failure } from '../../../../core/service.js';
import { fromChinaTime } from '../../times.js';
import { filterProblem, type Filter } from '../../../filters.js';
import type { CvmV3Behaviour } from '../../behaviour.js';
import { restingAt, type InstanceRecord } from '../../instances/record.js';
import type { InstanceTest } from '../../world.js';
import type { Instance } from '@qcvm/client/v3';
import { described, securityGroupsOf } from './fields.js';
import { wordFor } from '../../terms/words.js';

/** An instance that filters look at. What is derived is derived once, and only where a filter asks for it. */
class Looked {
  readonly record: InstanceRecord;
  readonly now: number;
  #instance: Instance | undefined;

  constructor(record: InstanceRecord, now: number) {
    this.record = record;
    this.now = now;
  }

  get instance(): Instance {
    return (this.#instance ??= described(this.record, this.now));
  }
}

type Look = (looked: Looked) => readonly (string | undefined)[];

const derived =
  (look: (instance: Instance) => readonly (string | undefined)[]): Look =>
  ({ instance }) =>
    look(instance);

/** What a filter looks at: the values of an instance of which one must be among those asked for. */
const looksAt: Readonly<Record<string, Look>> = {
  zone: derived(({ Placement }) => [Placement.Zone]),
  'project-id': derived(({ Placement }) => [`${Placement.ProjectId}`]),
  'host-id': derived(({ Placement }) => [Placement.HostId]),
  'dedicated-cluster-id': derived(({ DedicatedClusterId }) => [DedicatedClusterId]),
  'vpc-id': derived(({ VirtualPrivateCloud }) => [VirtualPrivateCloud.VpcId]),
  'subnet-id': derived(({ VirtualPrivateCloud }) => [VirtualPrivateCloud.SubnetId]),
  'instance-id': ({ record }) => [record.unInstanceId],
  uuid: derived(({ Uuid }) => [Uuid]),
  'security-group-id': ({ record }) => securityGroupsOf(record),
  'instance-name': derived(({ InstanceName }) => [InstanceName]),
  'instance-charge-type': derived(({ InstanceChargeType }) => [InstanceChargeType]),
  'instance-state': ({ record, now }) => [wordFor(restingAt(record, now))],
  'private-ip-address': derived(({ PrivateIpAddresses }) => PrivateIpAddresses),
  'public-ip-address': derived(({ PublicIpAddresses }) => PublicIpAddresses ?? []),
  'ipv6-address': derived(({ IPv6Addresses }) => IPv6Addresses ?? []),
  'tag-key': ({ record }) => (record.newer?.tags ?? []).map(({ Key }) => Key),
  'tag-value': ({ record }) => (record.newer?.tags ?? []).map(({ Value }) => Value),
};

const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

interface FilterOptions {
  readonly now: number;
  /** Codes of the operation. */
  readonly codes: readonly string[] | undefined;
  /** How names of instances are compared. */
  readonly names: CvmV3Behaviour['instanceNameFilter'];
}

/** Filters as tests, all of which must hold; or why one of them is refused. */
export function testsOf(
  filters: readonly Filter[],
  { now, codes, names }: FilterOptions,
): readonly InstanceTest[] | Failure {
  const tests: ((looked: Looked) => boolean)[] = [];
  const problem = filterProblem(filters, { names: filterNames, mostValues, codes });
  if (problem) return problem;
  for (const { Name, Values } of filters) {
    const test = testOf(Name, Values, names);
    if (test === 'no time')
      return failure(
        'InvalidParameterValue.InvalidTimeFormat',
        `Filters: ${Name} takes times such as 2023-06-01 00:00:00`,
        `过滤器 ${Name} 的时间格式应为 2023-06-01 00:00:00`,
      );
    tests.push(test);
  }
  if (tests.length === 0) return [];
  return [
    (record) => {
      const looked = new Looked(record, now);
      return tests.every((test) => test(looked));
    },
  ];
}

const mostValues = 5;
const filterNames = [...Object.keys(looksAt), 'creation-start-time', 'creation-end-time', 'tag:{key}'];

function testOf(
  name: string,
  values: readonly string[],
  names: FilterOptions['names'],
): ((looked: Looked) => boolean) | 'no time' {
  const wanted = new Set(values);
  if (name.startsWith('tag:')) {
    const key = name.slice(4);
    return ({ record }) =>
      (record.newer?.tags ?? []).some(({ Key, Value }) => Key === key && wanted.has(Value));
  }
  if (name === 'creation-start-time' || name === 'creation-end-time') {
    const [value = ''] = values;
    if (!time.test(value)) return 'no time';
    const at = fromChinaTime(value);
    return name === 'creation-start-time'
      ? ({ instance }) => Date.parse(instance.CreatedTime) >= at
      : ({ instance }) => Date.parse(instance.CreatedTime) <= at;
  }
  if (name === 'instance-name' && names === 'part') {
    const words = values.map((value) => value.toLowerCase());
    return ({ instance: { InstanceName } }) => {
      const found = InstanceName.toLowerCase();
      return words.some((word) => found.includes(word));
    };
  }
  return (looked) =>
    looksAt[name]?.(looked).some((value) => value !== undefined && wanted.has(value)) === true;
}
