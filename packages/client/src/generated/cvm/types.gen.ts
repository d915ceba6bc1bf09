// Draft by hand, to be replaced by the generator's output in this shape.
export interface StopInstancesInput {
  readonly instanceIds: readonly string[];
  readonly forceStop?: 0 | 1;
}
export interface BatchResult {
  readonly code: number;
  readonly message: string;
  readonly codeDesc?: string;
  readonly requestId?: string;
}
export interface StopInstancesOutput {
  readonly detail: { readonly [instanceId: string]: BatchResult };
}
export interface DescribeInstancesInput {
  readonly instanceIds?: readonly string[];
  readonly lanIps?: readonly string[];
  readonly searchWord?: string;
  readonly status?: InstanceStatus;
  readonly projectId?: number;
  readonly zoneId?: number;
  readonly offset?: number;
  readonly limit?: number;
  readonly simplify?: 0 | 1;
}
export type InstanceStatus = -1 | 1 | 2 | 4 | 9 | (number & {});
export interface Instance {
  readonly unInstanceId: string;
  readonly instanceId?: string;
  readonly instanceName?: string;
  readonly status: InstanceStatus;
}
export interface DescribeInstancesOutput {
  readonly totalCount: number;
  readonly instanceSet: readonly Instance[];
}
