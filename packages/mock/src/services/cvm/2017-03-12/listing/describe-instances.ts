import { refused, type Outcome } from '../../../../core/service.js';
import { restingAt, type InstanceRecord } from '../../instances/record.js';
import { wordFor } from '../../terms/words.js';
import { selectInstances } from '../../world.js';
import type { Behaviour, InputOf, Place } from '../behaviour.js';
import { described } from './fields.js';
import { testsOf } from './filters.js';

/** The service's own page, where a call says nothing. */
const defaultLimit = 20;

/** A page of instances, each as it is written. */
function pageOf(
  { InstanceIds, Filters = [], Offset = 0, Limit = defaultLimit }: InputOf<'describeInstances'>,
  { invocation, world, now }: Place,
  write: (record: InstanceRecord, now: number) => object,
): Outcome {
  const { codes, descriptor } = invocation.operation;
  const { items = '', total = '' } = descriptor.pagination ?? {};
  const tests = testsOf(Filters, { now, codes, names: world.behaviour.v3.instanceNameFilter });
  if ('code' in tests) return refused(tests);
  const records = selectInstances(InstanceIds, { invocation, world, tests });
  const page = records.slice(Offset, Offset + Limit);
  return {
    fields: { [total]: records.length, [items]: page.map((record) => write(record, now)) },
  };
}

/** An id that does not exist is no error: it is not listed. */
export const describeInstances: Behaviour<'describeInstances'> = (input, place) =>
  pageOf(input, place, described);

/** Ids and states only. */
export const describeInstancesStatus: Behaviour<'describeInstancesStatus'> = (input, place) =>
  pageOf(input, place, (record, now) => ({
    InstanceId: record.unInstanceId,
    InstanceState: wordFor(restingAt(record, now)),
  }));
