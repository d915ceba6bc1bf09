// Generated from specs/2.0/common.yaml and specs/2.0/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { BatchResult, BatchResults } from '../../2.0.gen.js';
export type { BatchResult, BatchResults };

/**
 * Whether a prepaid instance is renewed automatically.
 *
 * - `0`: Not renewed automatically.
 * - `1`: Renewed automatically.
 * - `2`: Explicitly not renewed at expiry.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export type AutoRenew = 0 | 1 | 2 | (number & {});

/**
 * Billing mode of an instance.
 *
 * - `0`: Postpaid by the month.
 * - `1`: Prepaid.
 * - `2`: Postpaid by use.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export type CvmPayMode = 0 | 1 | 2 | (number & {});

/**
 * Parameters of DescribeInstances. All are optional; filters combine.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export interface DescribeInstancesInput {
  /**
   * Only the instances with these ids. At most 100.
   *
   * No item twice. Each must be an instance id such as ins-09dx96dg.
   */
  readonly instanceIds?: readonly InstanceId[];
  /**
   * Only the instances with these IPs, private, public or elastic.
   *
   * No item twice. Each must be an IP address such as 10.104.37.58.
   */
  readonly lanIps?: readonly string[];
  /** Maximum number of instances to return. From 1 to 100. Default: 20. */
  readonly limit?: number;
  /** Number of instances to skip. Default: 0. */
  readonly offset?: number;
  /** Only the instances of this project; 0 is the default project. */
  readonly projectId?: number;
  /** Only the instances whose name contains this word. */
  readonly searchWord?: string;
  /** 1 to accept slightly outdated data for a faster response. From an older version of the page. */
  readonly simplify?: 0 | 1;
  /** Only the instances in this status. */
  readonly status?: InstanceStatus;
  /** Only the instances in this availability zone. */
  readonly zoneId?: number;
}

/**
 * One page of instances.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export interface DescribeInstancesOutput {
  /** The instances of this page. */
  readonly instanceSet: readonly Instance[];
  /** Total number of instances that match the filters. */
  readonly totalCount: number;
}

/**
 * Disks of an instance. Documented as an array, sent as one object.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export interface DiskInfo {
  /** Id of the system disk. */
  readonly rootId?: string;
  /** Size of the system disk in GB. */
  readonly rootSize?: number;
  /** Kind of the system disk. */
  readonly rootType?: DiskType;
  /** Id of the data disk. Absent when there is none. */
  readonly storageId?: string;
  /** Size of the data disk in GB. */
  readonly storageSize?: number;
  /** Kind of the data disk. */
  readonly storageType?: DiskType;
}

/**
 * Kind of a disk.
 *
 * - `1`: Local disk.
 * - `2`: Cloud disk (HDD).
 * - `3`: Local SSD.
 * - `4`: Cloud SSD.
 * - `5`: Premium cloud disk.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export type DiskType = 1 | 2 | 3 | 4 | 5 | (number & {});

/**
 * One instance, as DescribeInstances lists it.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export interface Instance {
  /** Status of the instance. */
  readonly status: InstanceStatus;
  /**
   * Id of the instance, `ins-` and eight characters, as used by all other operations.
   *
   * Must be an instance id such as ins-09dx96dg.
   */
  readonly unInstanceId: InstanceId;
  /** Whether the instance is renewed automatically. */
  readonly autoRenew?: AutoRenew;
  /** Public bandwidth in Mbps. */
  readonly bandwidth?: number;
  /** Number of CPU cores. */
  readonly cpu?: number;
  /** When the instance was created, `YYYY-MM-DD hh:mm:ss`, China time (UTC+8). */
  readonly createTime?: string;
  /** Billing mode of the instance. */
  readonly cvmPayMode?: CvmPayMode;
  /**
   * When a prepaid instance runs out, `YYYY-MM-DD hh:mm:ss`, China time (UTC+8). `0000-00-00 00:00`, with or
   * without seconds, for a postpaid one.
   */
  readonly deadlineTime?: string;
  /** Class of the host machine, such as `VSELF_2`. */
  readonly deviceClass?: string;
  /** The instance's system disk and data disk. */
  readonly diskInfo?: DiskInfo;
  /** Older, numeric id of the image. */
  readonly imageId?: number;
  /** Kind of the image in words, such as `Public image`; may be Chinese. */
  readonly imageType?: string;
  /** Older id of the instance, `qcvm` and 32 hexadecimal digits. */
  readonly instanceId?: string;
  /** Name of the instance, chosen by its owner. */
  readonly instanceName?: string;
  /** 1 when the instance is a gateway of its private network, else 0. */
  readonly isVpcGateway?: number;
  /** Private IP of the instance's primary network interface. */
  readonly lanIp?: string;
  /** Memory in GB. */
  readonly mem?: number;
  /** Billing mode of its network. */
  readonly networkPayMode?: NetworkPayMode;
  /** Name of the operating system. */
  readonly os?: string;
  /** Id of the project; 0 is the default project. */
  readonly projectId?: number;
  /** Region of the instance, sometimes in the short spelling. */
  readonly Region?: string;
  /** When the status last changed, `YYYY-MM-DD hh:mm:ss`, China time (UTC+8). */
  readonly statusTime?: string;
  /** Id of the subnet; 0 when the instance is in none. */
  readonly subnetId?: number;
  /** Id of the image, `img-` and eight characters. */
  readonly unImgId?: string;
  /** UUID of the instance. */
  readonly uuid?: string;
  /** Id of the private network; 0 if the instance is in none. */
  readonly vpcId?: number;
  /** Public IPs, those assigned at creation and elastic ones. */
  readonly wanIpSet?: readonly string[];
  /** Id of the availability zone. */
  readonly zoneId?: number;
  /** Name of the availability zone; may be Chinese. */
  readonly zoneName?: string;
}

/**
 * Id of an instance: `unInstanceId` of DescribeInstances (`ins-09dx96dg`), or the older `instanceId` (`qcvm`
 * and 32 hexadecimal digits).
 *
 * Must be an instance id such as ins-09dx96dg.
 *
 * @see https://cloud.tencent.com/document/api/213/1250
 */
export type InstanceId = string;

/**
 * Status of an instance. Any value that is not named here means maintenance: the instance runs normally but
 * cannot be operated on.
 *
 * - `-1`: Creation failed.
 * - `1`: Faulty.
 * - `2`: Running.
 * - `3`: Being created.
 * - `4`: Shut down.
 * - `5`: Returned to the vendor.
 * - `6`: Being returned to the vendor.
 * - `7`: Rebooting.
 * - `8`: Starting.
 * - `9`: Shutting down.
 * - `10`: Its password is being reset.
 * - `11`: A disk of it is being formatted.
 * - `12`: An image of it is being created.
 * - `13`: Its bandwidth is being set.
 * - `14`: Its system is being reinstalled.
 * - `15`: A domain is being bound to it.
 * - `16`: A domain is being unbound from it.
 * - `17`: It is being bound to a load balancer.
 * - `18`: It is being unbound from a load balancer.
 * - `19`: Its configuration is being upgraded.
 * - `20`: A key is being bound to it.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export type InstanceStatus =
  | -1
  | 1
  | 2
  | 3
  | 4
  | 5
  | 6
  | 7
  | 8
  | 9
  | 10
  | 11
  | 12
  | 13
  | 14
  | 15
  | 16
  | 17
  | 18
  | 19
  | 20
  | (number & {});

/**
 * Billing mode of an instance's network.
 *
 * - `0`: Postpaid by the month.
 * - `1`: Prepaid.
 * - `2`: By traffic.
 * - `3`: By bandwidth.
 *
 * @see https://cloud.tencent.com/doc/api/229/831
 */
export type NetworkPayMode = 0 | 1 | 2 | 3 | (number & {});

/**
 * Parameters of RestartInstances.
 *
 * @see https://cloud.tencent.com/document/api/213/1247
 */
export interface RestartInstancesInput {
  /**
   * Ids of the instances to restart, `unInstanceId` of DescribeInstances. At most 100.
   *
   * No item twice. Each must be an instance id such as ins-09dx96dg.
   */
  readonly instanceIds: readonly InstanceId[];
  /**
   * 0: ordinary shutdown first. 1: forced shutdown, like a power-off, if the ordinary one fails.
   *
   * Default: 0.
   */
  readonly forceStop?: 0 | 1;
}

/**
 * The result for each instance.
 *
 * @see https://cloud.tencent.com/document/api/213/6983
 */
export interface RestartInstancesOutput {
  /** One result for each instance, by its id. */
  readonly detail: BatchResults;
}

/**
 * Parameters of StartInstances.
 *
 * @see https://cloud.tencent.com/document/api/213/1249
 */
export interface StartInstancesInput {
  /**
   * Ids of the instances to start, `unInstanceId` of DescribeInstances. At most 100.
   *
   * No item twice. Each must be an instance id such as ins-09dx96dg.
   */
  readonly instanceIds: readonly InstanceId[];
}

/**
 * The result for each instance.
 *
 * @see https://cloud.tencent.com/document/api/213/6983
 */
export interface StartInstancesOutput {
  /** One result for each instance, by its id. */
  readonly detail: BatchResults;
}

/**
 * Parameters of StopInstances.
 *
 * @see https://cloud.tencent.com/document/api/213/1250
 */
export interface StopInstancesInput {
  /**
   * Ids of the instances to shut down, `unInstanceId` of DescribeInstances. At most 100.
   *
   * No item twice. Each must be an instance id such as ins-09dx96dg.
   */
  readonly instanceIds: readonly InstanceId[];
  /** 0: ordinary shutdown. 1: forced shutdown, like a power-off, if the ordinary one fails. Default: 0. */
  readonly forceStop?: 0 | 1;
}

/**
 * The result for each instance.
 *
 * @see https://cloud.tencent.com/document/api/213/6983
 */
export interface StopInstancesOutput {
  /** One result for each instance, by its id. */
  readonly detail: BatchResults;
}
