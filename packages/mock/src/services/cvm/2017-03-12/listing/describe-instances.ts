import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { Failure, Invocation, Operation, Outcome } from '../../../../core/service.js';
import type { InstanceRecord } from '../../instances/record.js';
import { findOwn, type CvmWorld } from '../../world.js';
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
    const { Offset = 0, Limit = defaultLimit } = invocation.input as Asked;
    const now = world.clock.now();
    const selected = select(invocation, { world, now });
    if (!('records' in selected)) return { failure: selected, changed: false };
    const { records } = selected;
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

/** The instances that are asked for, in order of creation. Those that the key may not touch are not shown. */
function select(
  invocation: Invocation,
  { world, now }: { world: CvmWorld; now: number },
): { readonly records: readonly InstanceRecord[] } | Failure {
  const { InstanceIds, Filters = [] } = invocation.input as Asked;
  const { permits, operation } = invocation;
  const tests = testsOf(Filters, {
    now,
    codes: operation.codes ?? [],
    names: world.behaviour.v3.instanceNameFilter,
  });
  if (!Array.isArray(tests)) return tests;
  if (permits) tests.push((record) => permits(record.unInstanceId));
  const candidates = InstanceIds
    ? inOrder(InstanceIds, { invocation, world })
    : world.instances.scope(invocation.account, invocation.region);
  return {
    records:
      tests.length === 0 ? candidates : candidates.filter((record) => tests.every((test) => test(record))),
  };
}

/** The instances of some ids, each once, in order of creation. */
function inOrder(
  ids: readonly string[],
  { invocation, world }: { invocation: Invocation; world: CvmWorld },
): readonly InstanceRecord[] {
  const found = new Set(ids.flatMap((id) => findOwn(id, invocation, world) ?? []));
  return [...found].sort((one, other) => one.number - other.number);
}
