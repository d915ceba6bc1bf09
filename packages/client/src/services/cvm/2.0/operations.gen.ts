// Generated from specs/2.0/common.yaml and specs/2.0/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate
// @ts-nocheck: plain data, checked against its types by the tests of the generator

import type {
  ChangeOperation,
  PaginatedOperation,
  ServiceDescriptor,
  WaiterDescriptor,
} from '../../../model/descriptor.js';
import { commonErrors } from '../../2.0.gen.js';
import { operationConstraintsInvaildInstanceStatus } from './errors.gen.js';
import type * as Types from './types.gen.js';

/** Cloud Virtual Machine, version 2.0. */
export const cvm: ServiceDescriptor = {
  name: 'cvm',
  version: '2.0',
  protocol: 'v2',
  hosts: ['cvm.api.qcloud.com'],
  path: '/v2/index.php',
  quotas: [{ calls: 1000, seconds: 60, per: 'service' }, { calls: 100, seconds: 60, per: 'action' }],
  commonErrors,
};

/**
 * List instances.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export const describeInstances: PaginatedOperation<
  Types.DescribeInstancesInput,
  Types.DescribeInstancesOutput,
  Types.Instance
> = {
  action: 'DescribeInstances',
  service: cvm,
  input: {
    instanceIds: {
      kind: 'list',
      items: {
        kind: 'string',
        pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      maxItems: 100,
      unique: true,
      selects: true,
    },
    lanIps: {
      kind: 'list',
      items: {
        kind: 'string',
        pattern: '[0-9A-Fa-f.:]{2,45}',
        meaning: 'an IP address such as 10.104.37.58',
      },
      unique: true,
      selects: true,
    },
    limit: { kind: 'integer', minimum: 1, maximum: 100, default: 20 },
    offset: { kind: 'integer', minimum: 0, default: 0 },
    projectId: { kind: 'integer', minimum: 0, selects: true },
    searchWord: { kind: 'string', minLength: 1, selects: true },
    simplify: { kind: 'integer', values: [0, 1] },
    status: { kind: 'integer', selects: true },
    zoneId: { kind: 'integer', minimum: 0, selects: true },
  },
  output: { instanceSet: { kind: 'list', required: true }, totalCount: { kind: 'integer', required: true } },
  repeatability: 'read',
  pagination: {
    limit: 'limit',
    items: 'instanceSet',
    id: 'unInstanceId',
    maxLimit: 100,
    offset: 'offset',
    total: 'totalCount',
  },
};

/**
 * Restart instances.
 *
 * @see https://cloud.tencent.com/document/api/213/1247
 */
export const restartInstances: ChangeOperation<Types.RestartInstancesInput, Types.RestartInstancesOutput> = {
  action: 'RestartInstances',
  service: cvm,
  input: {
    instanceIds: {
      kind: 'list',
      required: true,
      items: {
        kind: 'string',
        pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      maxItems: 100,
      unique: true,
    },
    forceStop: { kind: 'integer', values: [0, 1], default: 0 },
  },
  errors: { 'OperationConstraints.InvaildInstanceStatus': operationConstraintsInvaildInstanceStatus },
  repeatability: 'once',
  batch: { ids: 'instanceIds', maximum: 100, results: 'detail' },
  transition: { from: [2], via: 7, to: 2, force: { forceStop: 1 } },
};

/**
 * Start instances.
 *
 * @see https://cloud.tencent.com/document/api/213/1249
 */
export const startInstances: ChangeOperation<Types.StartInstancesInput, Types.StartInstancesOutput> = {
  action: 'StartInstances',
  service: cvm,
  input: {
    instanceIds: {
      kind: 'list',
      required: true,
      items: {
        kind: 'string',
        pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      maxItems: 100,
      unique: true,
    },
  },
  errors: { 'OperationConstraints.InvaildInstanceStatus': operationConstraintsInvaildInstanceStatus },
  repeatability: 'idempotent',
  batch: { ids: 'instanceIds', maximum: 100, results: 'detail' },
  transition: { from: [4], via: 8, to: 2 },
};

/**
 * Shut instances down.
 *
 * @see https://cloud.tencent.com/document/api/213/1250
 */
export const stopInstances: ChangeOperation<Types.StopInstancesInput, Types.StopInstancesOutput> = {
  action: 'StopInstances',
  service: cvm,
  input: {
    instanceIds: {
      kind: 'list',
      required: true,
      items: {
        kind: 'string',
        pattern: '(?:ins-|qcvm)[0-9a-z]{1,40}',
        meaning: 'an instance id such as ins-09dx96dg',
      },
      maxItems: 100,
      unique: true,
    },
    forceStop: { kind: 'integer', values: [0, 1], default: 0 },
  },
  errors: { 'OperationConstraints.InvaildInstanceStatus': operationConstraintsInvaildInstanceStatus },
  repeatability: 'idempotent',
  batch: { ids: 'instanceIds', maximum: 100, results: 'detail' },
  transition: { from: [2], via: 9, to: 4, force: { forceStop: 1 } },
};

/** Every instance is running. */
export const instancesRunning: WaiterDescriptor<
  Types.DescribeInstancesInput,
  Types.DescribeInstancesOutput,
  Types.Instance
> = {
  name: 'InstancesRunning',
  operation: describeInstances,
  ids: 'instanceIds',
  itemIds: ['unInstanceId', 'instanceId'],
  state: 'status',
  changed: { field: 'statusTime', offset: '+08:00' },
  success: [2],
  failure: [-1, 1, 5, 6],
  minDelay: 2,
  maxDelay: 30,
};

/** Every instance is shut down. */
export const instancesStopped: WaiterDescriptor<
  Types.DescribeInstancesInput,
  Types.DescribeInstancesOutput,
  Types.Instance
> = {
  name: 'InstancesStopped',
  operation: describeInstances,
  ids: 'instanceIds',
  itemIds: ['unInstanceId', 'instanceId'],
  state: 'status',
  changed: { field: 'statusTime', offset: '+08:00' },
  success: [4],
  failure: [-1, 1, 5, 6],
  minDelay: 2,
  maxDelay: 30,
};

/** Documented values of {@link AutoRenew}, by name. Others may come. */
export const autoRenew = {
  /** Not renewed automatically. */
  disabled: 0,
  /** Renewed automatically. */
  enabled: 1,
  /** Explicitly not renewed at expiry. */
  declined: 2,
} as const;

/** Documented values of {@link CvmPayMode}, by name. Others may come. */
export const cvmPayMode = {
  /** Postpaid by the month. */
  monthlyPostpaid: 0,
  /** Prepaid. */
  prepaid: 1,
  /** Postpaid by use. */
  postpaid: 2,
} as const;

/** Documented values of {@link DiskType}, by name. Others may come. */
export const diskType = {
  /** Local disk. */
  local: 1,
  /** Cloud disk (HDD). */
  cloud: 2,
  /** Local SSD. */
  localSsd: 3,
  /** Cloud SSD. */
  cloudSsd: 4,
  /** Premium cloud disk. */
  cloudPremium: 5,
} as const;

/** Documented values of {@link InstanceStatus}, by name. Others may come. */
export const instanceStatus = {
  /** Creation failed. */
  creationFailed: -1,
  /** Faulty. */
  failure: 1,
  /** Running. */
  running: 2,
  /** Being created. */
  creating: 3,
  /** Shut down. */
  shutDown: 4,
  /** Returned to the vendor. */
  returned: 5,
  /** Being returned to the vendor. */
  returning: 6,
  /** Rebooting. */
  rebooting: 7,
  /** Starting. */
  starting: 8,
  /** Shutting down. */
  shuttingDown: 9,
  /** Its password is being reset. */
  resettingPassword: 10,
  /** A disk of it is being formatted. */
  formatting: 11,
  /** An image of it is being created. */
  makingImage: 12,
  /** Its bandwidth is being set. */
  settingBandwidth: 13,
  /** Its system is being reinstalled. */
  reinstallingSystem: 14,
  /** A domain is being bound to it. */
  bindingDomain: 15,
  /** A domain is being unbound from it. */
  unbindingDomain: 16,
  /** It is being bound to a load balancer. */
  bindingLoadBalancer: 17,
  /** It is being unbound from a load balancer. */
  unbindingLoadBalancer: 18,
  /** Its configuration is being upgraded. */
  upgrading: 19,
  /** A key is being bound to it. */
  deliveringKey: 20,
} as const;

/** Documented values of {@link NetworkPayMode}, by name. Others may come. */
export const networkPayMode = {
  /** Postpaid by the month. */
  monthlyPostpaid: 0,
  /** Prepaid. */
  prepaid: 1,
  /** By traffic. */
  byTraffic: 2,
  /** By bandwidth. */
  byBandwidth: 3,
} as const;
