// Draft by hand, to be replaced by the generator's output in this shape.
import type { BatchOperation, PaginatedOperation, ServiceDescriptor, WaiterDescriptor } from '../../descriptor.js';
import { commonErrors } from '../common.gen.js';
import type { DescribeInstancesInput, DescribeInstancesOutput, Instance, StopInstancesInput, StopInstancesOutput } from './types.gen.js';

export const cvm: ServiceDescriptor = {
  name: 'cvm',
  host: 'cvm.api.qcloud.com',
  path: '/v2/index.php',
  errors: commonErrors,
  quota: { perMinute: 1000, perMinuteEachAction: 100 },
};

/** Shuts one or more instances down. Source: … */
export const stopInstances: BatchOperation<StopInstancesInput, StopInstancesOutput> = {
  action: 'StopInstances',
  service: cvm,
  input: {
    instanceIds: {
      kind: 'list',
      required: true,
      items: { kind: 'string', pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}', meaning: 'an instance id such as ins-09dx96dg' },
      maximumItems: 100,
      unique: true,
    },
    forceStop: { kind: 'integer', values: [0, 1], default: 0 },
  },
  output: {},
  errors: {
    'OperationConstraints.InvaildInstanceStatus': { category: 'resource', retry: 'never', effect: 'none', meaning: 'The instance is in the wrong status for this operation, or its status could not be read.', advice: 'Look at the status with DescribeInstances.' },
  },
  repeatability: 'idempotent',
  batch: { ids: 'instanceIds', maximum: 100, results: 'detail' },
};

/** Lists instances. Source: … */
export const describeInstances: PaginatedOperation<DescribeInstancesInput, DescribeInstancesOutput, Instance> = {
  action: 'DescribeInstances',
  service: cvm,
  input: {
    instanceIds: { kind: 'list', items: { kind: 'string', pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}', meaning: 'an instance id such as ins-09dx96dg' }, maximumItems: 100, unique: true },
    lanIps: { kind: 'list', items: { kind: 'string' }, unique: true },
    searchWord: { kind: 'string', minimumLength: 1 },
    status: { kind: 'integer' },
    projectId: { kind: 'integer', minimum: 0 },
    zoneId: { kind: 'integer', minimum: 0 },
    offset: { kind: 'integer', minimum: 0, default: 0 },
    limit: { kind: 'integer', minimum: 1, maximum: 100, default: 20 },
    simplify: { kind: 'integer', values: [0, 1] },
  },
  output: { totalCount: { kind: 'integer', required: true }, instanceSet: { kind: 'list', required: true } },
  errors: {},
  repeatability: 'read',
  pagination: { offset: 'offset', limit: 'limit', total: 'totalCount', items: 'instanceSet', id: 'unInstanceId', maximumLimit: 100 },
};

/** Every instance is shut down. */
export const instancesStopped: WaiterDescriptor<DescribeInstancesInput, DescribeInstancesOutput, Instance> = {
  name: 'InstancesStopped',
  operation: describeInstances,
  ids: 'instanceIds',
  itemIds: ['unInstanceId', 'instanceId'],
  state: 'status',
  success: [4],
  failure: [-1, 1, 5, 6],
  minimumDelay: 2,
  maximumDelay: 30,
};
