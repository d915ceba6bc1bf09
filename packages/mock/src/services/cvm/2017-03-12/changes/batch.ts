import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { failingIds } from '../../../../core/faults/partial-failure.js';
import type { Failure, Invocation, Operation, Outcome } from '../../../../core/service.js';
import { noteOperation, type InstanceRecord } from '../../instances/record.js';
import type { InstanceState } from '../../states.js';
import { forbiddenIds, type CvmWorld } from '../../world.js';
import { findInstances, refusalOf, stateObjection, type Objection } from './verdict.js';

/** A change of one instance, on its way. */
export interface ChangeCall {
  readonly record: InstanceRecord;
  readonly invocation: Invocation;
  readonly world: CvmWorld;
  readonly now: number;
}

/** What an operation does to each instance of a batch, and when it does not. */
export interface BatchChange {
  /** The states in which it is accepted. */
  readonly accepted: readonly InstanceState[] | ((call: ChangeCall) => readonly InstanceState[]);
  /** What else stands against it. */
  readonly against?: (call: ChangeCall) => Objection | undefined;
  /** Why the call is refused whatever its instances are. */
  readonly refuse?: (invocation: Invocation, world: CvmWorld) => Failure | undefined;
  readonly apply: (call: ChangeCall) => void;
}

/** The ids that a call names: some operations take one, in a list all the same. */
const idsOf = ({ input }: Invocation): readonly string[] =>
  (input['InstanceIds'] as readonly string[] | undefined) ?? [];

/** An operation on a batch of instances. It is refused as a whole when something stands against one of them. */
export function batchOperation(
  descriptor: OperationDescriptor,
  { world, change }: { world: CvmWorld; change: BatchChange },
): Operation {
  const run = (invocation: Invocation): Outcome => {
    const refused = change.refuse?.(invocation, world);
    if (refused) return { failure: refused, changed: false };
    const ids = idsOf(invocation);
    const { failing } = invocation;
    const failed = failingIds(ids, failing);
    const now = world.clock.now();
    const { records, objections } = findInstances(ids, { invocation, world, now });
    const judged = records.map((record) => {
      const call = { record, invocation, world, now };
      const id = record.unInstanceId;
      if (failing && failed.has(id))
        return { call, objection: injected(id, failing.codeDesc ?? 'InternalError', failing.message) };
      const accepted = typeof change.accepted === 'function' ? change.accepted(call) : change.accepted;
      return { call, objection: stateObjection(record, { ...call, accepted }) ?? change.against?.(call) };
    });
    const all = [...objections, ...judged.flatMap(({ objection }) => objection ?? [])];
    const failure = refusalOf(inOrder(all, ids), world.behaviour.v3);
    if (failure && world.behaviour.v3.mixedBatch === 'whole') return { failure, changed: false };
    const fitting = judged.filter(({ objection }) => !objection);
    for (const { call } of fitting) change.apply(call);
    return { ...(failure ? { failure } : {}), changed: fitting.length > 0 };
  };
  return {
    descriptor,
    run,
    forbidden: (invocation) => forbiddenIds(idsOf(invocation), { invocation, world }),
  };
}

const injected = (id: string, code: string, message: string): Objection => ({
  id,
  code,
  english: message,
  chinese: message,
});

function inOrder(objections: readonly Objection[], ids: readonly string[]): readonly Objection[] {
  if (objections.length < 2) return objections;
  const places = new Map(ids.map((id, place) => [id, place]));
  return [...objections].sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0));
}

/** Writes down what was done with an instance; it is under way for so many milliseconds. */
export function noteCall({ record, invocation, world, now }: ChangeCall, lasts = 0): void {
  noteOperation(record, {
    operation: invocation.operation.descriptor.action,
    requestId: invocation.requestId ?? '',
    now,
    lasts,
    lag: world.behaviour.v3.latestRequestIdLag,
  });
}
