// Generated from specs/2.0/common.yaml and specs/2.0/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { OperationMethod } from '../../../model/descriptor.js';
import { describeInstances, restartInstances, startInstances, stopInstances } from './operations.gen.js';
export type {
  DescribeInstancesInput,
  DescribeInstancesOutput,
  RestartInstancesInput,
  RestartInstancesOutput,
  StartInstancesInput,
  StartInstancesOutput,
  StopInstancesInput,
  StopInstancesOutput,
} from './types.gen.js';

/** Every operation of Cloud Virtual Machine (2.0), by method name. */
export const cvmOperations: {
  readonly [Name in keyof Cvm]: Cvm[Name]['operation'];
} = { describeInstances, restartInstances, startInstances, stopInstances };

/** Cloud Virtual Machine (2.0), every operation as a method. */
export interface Cvm {
  /**
   * List instances.
   *
   * Lists instances with all their details, one page at a time. Filters combine; without any, every instance
   * of the region is listed. An empty list of ids is therefore never sent: it would mean "all".
   *
   * Documented error codes: 4000, 4100, 4101, 4102, 4103, 4104, 4105, 4106, 4110, 4200, 4300, 4400, 4500,
   * 4600, 5000, 6000, 6100, 6200.
   *
   * - `instanceIds` (optional): Only the instances with these ids. At most 100. No item twice. Each must be
   *   an instance id such as ins-09dx96dg.
   * - `lanIps` (optional): Only the instances with these IPs, private, public or elastic. No item twice.
   *   Each must be an IP address such as 10.104.37.58.
   * - `limit` (optional): Maximum number of instances to return. From 1 to 100. Default: 20.
   * - `offset` (optional): Number of instances to skip. Default: 0.
   * - `projectId` (optional): Only the instances of this project; 0 is the default project.
   * - `searchWord` (optional): Only the instances whose name contains this word.
   * - `simplify` (optional): 1 to accept slightly outdated data for a faster response. From an older
   *   version of the page. Either 0 or 1.
   * - `status` (optional): Only the instances in this status.
   * - `zoneId` (optional): Only the instances in this availability zone.
   *
   * @see https://cloud.tencent.com/doc/api/229/831
   */
  readonly describeInstances: OperationMethod<typeof describeInstances>;
  /**
   * Restart instances.
   *
   * Restarts one or more instances. Programs in the guest can make the ordinary shutdown fail; `forceStop: 1`
   * then falls back to a forced one. A second call restarts a second time, so nothing repeats it after an
   * unclear failure.
   *
   * Success means accepted: the instance is rebooting (7) and later running (2). DescribeInstances shows
   * when.
   *
   * Rejects with a `BatchError` when it did not work for every one of the resources.
   *
   * Documented error codes: `OperationConstraints.InvaildInstanceStatus`, 4000, 4100, 4101, 4102, 4103, 4104,
   * 4105, 4106, 4110, 4200, 4300, 4400, 4500, 4600, 5000, 5100, 5400, 6000, 6100, 6200.
   *
   * - `instanceIds`: Ids of the instances to restart, `unInstanceId` of DescribeInstances. At most 100. No
   *   item twice. Each must be an instance id such as ins-09dx96dg.
   * - `forceStop` (optional): 0: ordinary shutdown first. 1: forced shutdown, like a power-off, if the
   *   ordinary one fails. Default: 0. Either 0 or 1.
   *
   * @see https://cloud.tencent.com/document/api/213/1247
   */
  readonly restartInstances: OperationMethod<typeof restartInstances>;
  /**
   * Start instances.
   *
   * Starts one or more instances. Only an instance that is shut down can be started; for one in any other
   * status the call reports an error for that instance.
   *
   * Success means accepted: the instance is starting (8) and later running (2). DescribeInstances shows when.
   *
   * Rejects with a `BatchError` when it did not work for every one of the resources.
   *
   * Documented error codes: `OperationConstraints.InvaildInstanceStatus`, 4000, 4100, 4101, 4102, 4103, 4104,
   * 4105, 4106, 4110, 4200, 4300, 4400, 4500, 4600, 5000, 5100, 5400, 6000, 6100, 6200.
   *
   * - `instanceIds`: Ids of the instances to start, `unInstanceId` of DescribeInstances. At most 100. No
   *   item twice. Each must be an instance id such as ins-09dx96dg.
   *
   * @see https://cloud.tencent.com/document/api/213/1249
   */
  readonly startInstances: OperationMethod<typeof startInstances>;
  /**
   * Shut instances down.
   *
   * Shuts one or more instances down. Only a running instance can be stopped; for one in any other status the
   * call reports an error for that instance. Programs in the guest can make an ordinary shutdown fail;
   * `forceStop: 1` then falls back to a forced one.
   *
   * Success means accepted: the instance is shutting down (9) and later shut down (4). DescribeInstances
   * shows when.
   *
   * Rejects with a `BatchError` when it did not work for every one of the resources.
   *
   * Documented error codes: `OperationConstraints.InvaildInstanceStatus`, 4000, 4100, 4101, 4102, 4103, 4104,
   * 4105, 4106, 4110, 4200, 4300, 4400, 4500, 4600, 5000, 5100, 5400, 6000, 6100, 6200.
   *
   * - `instanceIds`: Ids of the instances to shut down, `unInstanceId` of DescribeInstances. At most 100.
   *   No item twice. Each must be an instance id such as ins-09dx96dg.
   * - `forceStop` (optional): 0: ordinary shutdown. 1: forced shutdown, like a power-off, if the ordinary
   *   one fails. Default: 0. Either 0 or 1.
   *
   * @see https://cloud.tencent.com/document/api/213/1250
   */
  readonly stopInstances: OperationMethod<typeof stopInstances>;
}
