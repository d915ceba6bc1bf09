// Draft by hand, to be replaced by the generator's output in this shape (all four operations, doc comments that cite the source).
import type { OperationMethod } from '../../descriptor.js';
import { describeInstances, stopInstances } from './operations.gen.js';
import type { DescribeInstancesInput, DescribeInstancesOutput, StopInstancesInput, StopInstancesOutput } from './types.gen.js';

/** Every operation of the CVM API, by method name. */
export const cvmOperations = { describeInstances, stopInstances };

/** The CVM API, every operation as a method. */
export interface Cvm {
  /** Lists instances. Source: … */
  readonly describeInstances: OperationMethod<typeof describeInstances>;
  /** Shuts one or more instances down. Source: … */
  readonly stopInstances: OperationMethod<typeof stopInstances>;
}
export type { DescribeInstancesInput, DescribeInstancesOutput, StopInstancesInput, StopInstancesOutput };
