import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { failingIds } from '../../../../core/faults/partial-failure.js';
import type { Failure, Invocation, Operation, Outcome } from '../../../../core/service.js';
import type { InstanceFields } from '../../instances/fields/fields.js';
import type { NewerFields } from '../../instances/fields/newer-fields.js';
import { beginChange, noteOperation, stateAt } from '../../instances/record.js';
import type { InstanceState } from '../../states.js';
import { forbiddenIds, type CvmWorld } from '../../world.js';
import type { ChangeCall, InputOf, OperationName, Place } from '../behaviour.js';
import { findInstances, refusalOf, stateObjection, type Objection, type Refused } from './verdict.js';

/** What an operation does to each instance of a batch, and when it does not. */
export interface BatchChange<Input = never> {
  /** The states in which it is accepted. Default: running, and shut down. */
  readonly accepted?: readonly InstanceState[] | ((input: Input) => readonly InstanceState[]);
  /** What else stands against it. */
  readonly against?: (call: ChangeCall<Input>) => Objection | undefined;
  /** Why the call is refused regardless of its instances. */
  readonly refuse?: (input: Input, place: Place) => Failure | undefined;
  /** What is said of an instance from now on. */
  readonly says?: (call: ChangeCall<Input>) => {
    readonly fields?: Partial<InstanceFields>;
    readonly newer?: NewerFields;
  };
  /** What an instance is doing for a while, to be what it was afterwards. Left out: it is done at once. */
  readonly via?: InstanceState;
  /** Does it in another way, and writes it down. */
  readonly apply?: (call: ChangeCall<Input>) => void;
}

/** What some operations do to each instance of a batch, by the client's method names. */
export type BatchChanges = { readonly [Name in OperationName]?: BatchChange<InputOf<Name>> };

const settled = ['running', 'shutDown'] as const;

/** The ids that a call names: some operations take one, in a list all the same. */
const idsOf = ({ input }: Invocation): readonly string[] =>
  (input['InstanceIds'] as readonly string[] | undefined) ?? [];

/** An operation on a batch of instances. It is refused as a whole when something stands against one of them. */
export function batchOperation(
  descriptor: OperationDescriptor,
  { world, change }: { world: CvmWorld; change: BatchChange },
): Operation {
  const { against, refuse, apply = carryOut(change) } = change;
  const run = (invocation: Invocation): Outcome => {
    // Of its own type: the table of the operation has checked it.
    const input = invocation.input as never;
    const place = { invocation, world, now: world.clock.now() };
    const refused = refuse?.(input, place);
    if (refused) return { failure: refused };
    const accepted =
      typeof change.accepted === 'function' ? change.accepted(input) : (change.accepted ?? settled);
    const ids = idsOf(invocation);
    const { failing } = invocation;
    const failed = failingIds(ids, failing);
    const { records, unknown } = findInstances(ids, place);
    const judged = records.map((record) => {
      // Field by field: to spread takes longer than all the rest, for each of a hundred.
      const call = { record, input, invocation, world, now: place.now };
      const id = record.unInstanceId;
      const objection =
        failing && failed.has(id)
          ? injected(failing.codeDesc ?? 'InternalError', failing.message)
          : (stateObjection(call, accepted) ?? against?.(call));
      return { call, refused: objection && { ...objection, id } };
    });
    const all = [...unknown, ...judged.flatMap((each) => each.refused ?? [])];
    const failure = refusalOf(inOrder(all, ids), world.behaviour.v3);
    if (failure && world.behaviour.v3.mixedBatch === 'whole') return { failure };
    const fitting = judged.filter((each) => !each.refused);
    for (const { call } of fitting) apply(call);
    return { ...(failure ? { failure } : {}), changed: fitting.length > 0 };
  };
  return {
    descriptor,
    run,
    forbidden: (invocation) => forbiddenIds(idsOf(invocation), { invocation, world }),
  };
}

/** Does what a change says. */
const carryOut =
  ({ says, via }: BatchChange) =>
  (call: ChangeCall<never>): void => {
    const { record, world, now } = call;
    const { fields, newer } = says?.(call) ?? {};
    if (fields) record.fields = { ...record.fields, ...fields };
    if (newer) record.newer = { ...record.newer, ...newer };
    const lasts = via === undefined ? 0 : world.durations.modify;
    if (via !== undefined) beginChange(record, { now, via, to: stateAt(record, now), duration: lasts });
    noteCall(call, lasts);
  };

const injected = (code: string, message: string): Objection => ({
  code,
  english: message,
  chinese: message,
});

function inOrder(refused: readonly Refused[], ids: readonly string[]): readonly Refused[] {
  if (refused.length < 2) return refused;
  const places = new Map(ids.map((id, place) => [id, place]));
  return [...refused].sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0));
}

/** Writes down what was done with an instance; it is under way for so many milliseconds. */
export function noteCall({ record, invocation, world, now }: Omit<ChangeCall, 'input'>, lasts = 0): void {
  noteOperation(record, {
    operation: invocation.operation.descriptor.action,
    requestId: invocation.requestId ?? '',
    now,
    lasts,
    lag: world.behaviour.v3.latestRequestIdLag,
  });
}
