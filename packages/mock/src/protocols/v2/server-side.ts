import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { CompleteAnswer } from '../../core/http/call.js';
import type { CheckRefusal } from '../../core/protocol.js';
import type { Outcome } from '../../core/service.js';
import type { Form } from '../query/form.js';
import { answerOf } from './answer.js';
import { defaultProtocolBehaviour as behaviour } from './behaviour.js';
import { parameters } from './checks/parameters.js';

/** The parameters of an operation with their types, or why they are none. */
export type InputReading =
  | { readonly kind: 'input'; readonly input: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly refusal: CheckRefusal };

/**
 * Reads the parameters of an operation of API 2.0 as the service does, with the defaults of those that are left out. Programs send the
 * fields of a form that were not filled in: where an operation only reads, an empty one is left out.
 */
export function readInput(form: Form, descriptor: OperationDescriptor): InputReading {
  const checked: Parameters<typeof parameters>[0] = { form, input: undefined, operation: { descriptor } };
  const empty = descriptor.repeatability === 'read' ? 'leftOut' : 'value';
  const refusal = parameters(checked, { behaviour, empty });
  return refusal ? { kind: 'refused', refusal } : { kind: 'input', input: checked.input ?? {} };
}

/**
 * Writes an outcome in the envelope of API 2.0.
 *
 * @param about - `operation`: what was called, where that is known. `now`: milliseconds since 1970.
 */
export const writeOutcome = (
  outcome: Omit<Outcome, 'changed'>,
  { operation, now }: { readonly operation?: OperationDescriptor | undefined; readonly now: number },
): CompleteAnswer =>
  answerOf(
    { changed: false, ...outcome },
    { behaviour, operation: operation && { descriptor: operation }, now },
  );

/** The result of each instance when a batch succeeded for all of them. */
export interface SharedResult {
  readonly code: 0;
  readonly message: string;
  /** The id of the task that was begun. */
  readonly requestId?: string | undefined;
}

/** Writes a batch that was done for all of its instances in the envelope of API 2.0. */
export function writeShared(
  { ids, result }: { readonly ids: readonly string[]; readonly result: SharedResult },
  { operation, now }: { readonly operation: OperationDescriptor; readonly now: number },
): CompleteAnswer {
  const done = writeOutcome({}, { operation, now });
  const name = JSON.stringify(operation.batch?.results ?? 'detail');
  const written = JSON.stringify(result);
  // Ids that are words, as nearly all are, stand in JSON as they are.
  const names = ids.every((id) => isWord.test(id)) ? ids : ids.map((id) => JSON.stringify(id).slice(1, -1));
  const all = names.join(`":${written},"`);
  return { ...done, body: `${done.body.slice(0, -1)},${name}:{"${all}":${written}}}` };
}

const isWord = /^[\w-]*$/;
