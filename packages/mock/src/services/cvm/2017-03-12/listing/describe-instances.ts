import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { refused, type Invocation, type Operation, type Outcome } from '../../../../core/service.js';
import type { InstanceRecord } from '../../instances/record.js';
import { selectInstances, type CvmWorld } from '../../world.js';
import { described } from './fields.js';
import { testsOf } from './filters.js';
import type { Filter } from '../../../filters.js';
import { restingAt, wordFor } from '../terms/states.js';

/** The parameters of the listings, as their tables have checked them. */
interface Asked {
  readonly InstanceIds?: readonly string[];
  readonly Filters?: readonly Filter[];
  readonly Offset?: number;
  readonly Limit?: number;
}

/** The service's own page, where a call says nothing. */
const defaultLimit = 20;

type Write = (record: InstanceRecord, now: number) => object;

/** A listing of instances: which fields of the answer it fills, and how it shows one. */
function listing(
  descriptor: OperationDescriptor,
  { world, write }: { world: CvmWorld; write: Write },
): Operation {
  const { items = '', total = '' } = descriptor.pagination ?? {};
  const run = (invocation: Invocation): Outcome => {
    const { InstanceIds, Filters = [], Offset = 0, Limit = defaultLimit } = invocation.input as Asked;
    const now = world.clock.now();
    const { codes } = invocation.operation;
    const tests = testsOf(Filters, { now, codes, names: world.behaviour.v3.instanceNameFilter });
    if ('code' in tests) return refused(tests);
    const records = selectInstances(InstanceIds, { invocation, world, tests });
    const page = records.slice(Offset, Offset + Limit);
    return {
      fields: { [total]: records.length, [items]: page.map((record) => write(record, now)) },
      changed: false,
    };
  };
  return { descriptor, run };
}

/** DescribeInstances. An id that does not exist is no error: it is not listed. */
export const describeInstances = (descriptor: OperationDescriptor, world: CvmWorld): Operation =>
  listing(descriptor, { world, write: described });

/** DescribeInstancesStatus: ids and states only. */
export const describeInstancesStatus = (descriptor: OperationDescriptor, world: CvmWorld): Operation =>
  listing(descriptor, {
    world,
    write: (record, now) => ({
      InstanceId: record.unInstanceId,
      InstanceState: wordFor(restingAt(record, now)),
    }),
  });
