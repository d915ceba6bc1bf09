import { operationThrough } from '../terms/words.js';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import { failingIds } from '../../../core/faults/partial-failure.js';
import {
  batchIds,
  type Invocation,
  type Operation,
  type Outcome,
  type ResourceResult,
} from '../../../core/service.js';
import { unkeptRequestId } from '../../generic.js';
import { beginStateChange } from '../change.js';
import { stateAt, type InstanceRecord } from '../instances/record.js';
import { stateInWords, type StateChange } from '../states.js';
import { findOwn, forbiddenIds, type CvmWorld } from '../world.js';

/** Why an instance is refused. */
interface Verdict {
  readonly code: number;
  readonly codeDesc?: string | undefined;
  readonly message: string;
}

interface Circumstances {
  readonly invocation: Invocation;
  readonly world: CvmWorld;
  readonly change: StateChange;
  /** The whole batch happens at one time. */
  readonly now: number;
}

/**
 * An operation that changes the state of many instances, made from its line in the state table. Every
 * instance is judged before the first one is touched; then those that may change begin to.
 */
export function powerOperation(
  descriptor: OperationDescriptor,
  { change, world }: { change: StateChange; world: CvmWorld },
): Operation {
  const { action } = descriptor;
  const forcing = Object.entries(descriptor.transition?.force ?? {});
  // One that has no counterpart keeps its name.
  const operation = operationThrough(change.via) ?? action;
  const run = (invocation: Invocation): Outcome => {
    const ids = [...new Set(batchIds(invocation))];
    const { failing, input, timestamp } = invocation;
    const failed = failingIds(ids, failing);
    const now = world.clock.now();
    const circumstances = { invocation, world, change, now };
    const verdicts = ids.map((id) => (failing && failed.has(id) ? failing : judge(id, circumstances)));
    const force = forcing.length > 0 && forcing.every(([name, value]) => input[name] === value);
    const begun = new Map<InstanceRecord, string>();
    const results = verdicts.map((verdict, index): ResourceResult => {
      const id = ids[index] ?? '';
      if ('code' in verdict) {
        // The documented answer has a `requestId` for every instance, refused ones included. No task begins for these: the
        // id lies beyond those of tasks, and cannot be looked up. Source: https://cloud.tencent.com/document/api/213/6983
        const { code, codeDesc, message } = verdict;
        const requestId = unkeptRequestId(`refused/${timestamp}/${id}`, world.seed);
        return { id, code, codeDesc, message, requestId };
      }
      // The old and the new id of one instance name it twice: it changes once.
      const requestId =
        begun.get(verdict) ??
        beginStateChange(verdict, { world, change, action, operation, force, now }).requestId;
      begun.set(verdict, requestId);
      return { id, code: 0, codeDesc: undefined, message: '', requestId };
    });
    return { results, changed: begun.size > 0 };
  };
  return {
    descriptor,
    run,
    forbidden: (invocation) => forbiddenIds(batchIds(invocation), { invocation, world }),
  };
}

/** The instance, if the operation is accepted for it, or why it is not. Changes nothing. */
function judge(id: string, { invocation, world, change, now }: Circumstances): InstanceRecord | Verdict {
  const { behaviour } = world;
  const record = findOwn(id, invocation, world);
  const state = record ? stateAt(record, now) : 'returned';
  // A returned instance does not exist any more. Source: https://cloud.tencent.com/document/product/213/6982
  if (!record || state === 'returned') {
    return { ...behaviour.unknownInstance, message: `instance ${id} does not exist in ${invocation.region}` };
  }
  if (invocation.permits?.(record.unInstanceId) === false) {
    const message = `the key ${invocation.secretId} may not touch ${id}`;
    return { code: 4102, codeDesc: 'ResourceNotAuthorized', message };
  }
  if (change.from.includes(state)) return record;
  const wanted = change.from.map(stateInWords).join(' or ');
  const { action } = invocation.operation.descriptor;
  const message = `instance ${id} is ${stateInWords(state)}; ${action} needs it ${wanted}`;
  return { ...behaviour.wrongStatus, message };
}
