import type { OperationDescriptor, PaginationDescriptor } from '@qcvm/client/descriptors';
import { pick } from '../core/chance.js';
import { isJsonObject } from '../core/json.js';
import { failingIds } from '../core/faults/partial-failure.js';
import {
  batchIds,
  type Invocation,
  type Operation,
  type Outcome,
  type ResourceResult,
} from '../core/service.js';
import type { JsonObject, JsonValue, OperationShape, Shape } from './shape.js';

/**
 * An operation without a behaviour of its own: it answers its documented example, made to be about what was asked. A batch
 * succeeds for each id that it names, a list has the ids that were asked for, and its pages fit together.
 */
export function genericOperation(
  descriptor: OperationDescriptor,
  shape: OperationShape | undefined,
): Operation {
  const { code: _code, codeDesc: _codeDesc, message: _message, ...fields } = shape?.response ?? {};
  const { batch, pagination } = descriptor;
  if (batch) {
    const { [batch.results ?? '']: _results, ...others } = fields;
    return { descriptor, run: (invocation) => batchOutcome(invocation, others) };
  }
  if (pagination) {
    const ids = idsParameter(descriptor, { pagination, shape });
    return { descriptor, run: ({ input }) => listOutcome(input, { fields, pagination, ids }) };
  }
  return { descriptor, run: () => ({ fields }) };
}

/** A task's id for a resource that no task is kept for. A function of the request: the same one gets the same answer. */
export const unkeptRequestId = (label: string, seed: number): string =>
  `${3_000_000_000 + pick(seed, label, 1_000_000_000)}`;

function batchOutcome(invocation: Invocation, fields: JsonObject): Outcome {
  const ids = [...new Set(batchIds(invocation))];
  const { failing, timestamp, operation } = invocation;
  const failed = failingIds(ids, failing);
  const results = ids.map((id): ResourceResult => {
    const requestId = unkeptRequestId(`${operation.descriptor.action}/${timestamp}/${id}`, 0);
    return failing && failed.has(id)
      ? { id, code: failing.code, codeDesc: failing.codeDesc, message: failing.message, requestId }
      : { id, code: 0, message: '', requestId };
  });
  return { fields, results };
}

function listOutcome(
  input: Invocation['input'],
  {
    fields,
    pagination,
    ids,
  }: { fields: JsonObject; pagination: PaginationDescriptor; ids: string | undefined },
): Outcome {
  const example = listIn(fields[pagination.items]);
  const asked = ids === undefined ? undefined : input[ids];
  const [first] = example;
  const items =
    Array.isArray(asked) && isJsonObject(first)
      ? asked.map((id: JsonValue) => ({ ...first, [pagination.id]: id }))
      : example;
  const { [pagination.offset]: offset = 0, [pagination.limit]: limit = items.length } = input;
  return {
    fields: {
      ...fields,
      [pagination.total]: items.length,
      [pagination.items]: items.slice(Number(offset), Number(offset) + Number(limit)),
    },
  };
}

/** The parameter that asks for items by their ids: a list of texts that are written as the ids of items are. */
function idsParameter(
  { input }: OperationDescriptor,
  { pagination, shape }: { pagination: PaginationDescriptor; shape: OperationShape | undefined },
): string | undefined {
  const list = shape?.output.fields[pagination.items];
  const item = list?.kind === 'list' ? list.items : undefined;
  const id: Shape | undefined = item?.kind === 'object' ? item.fields[pagination.id] : undefined;
  const pattern = id?.kind === 'string' ? id.pattern : undefined;
  return Object.entries(input).find(
    ([name, parameter]) =>
      parameter.kind === 'list' &&
      parameter.items.kind === 'string' &&
      (name === `${pagination.id}s` || (pattern !== undefined && parameter.items.pattern === pattern)),
  )?.[0];
}

const listIn = (value: JsonValue | undefined): readonly JsonValue[] =>
  Array.isArray(value) ? (value as readonly JsonValue[]) : [];
