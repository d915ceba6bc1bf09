import { withConduct } from '../core/call/conduct.js';
import { callOf } from '../core/client/call-action.js';
import type { CallOptions, OperationDescriptor } from '../model/descriptor.js';
import { ValidationError, type ResourceResult } from '../model/errors/errors.js';
import { describeProblem } from '../model/errors/problem.js';
import { needObjects } from '../model/option-rules.js';
import { ownData } from '../model/own.js';
import type { CallResult } from '../core/call/call.js';
import type { CarriedResult } from './carried.js';

/** A call of API 2.0 that another program has made. */
export interface RelayedCall extends CallOptions {
  /** One of those that the client was made with. */
  readonly operation: OperationDescriptor;
  /** Read by the table of the operation. It must stay as it is until the call has ended. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** The outcome of a relayed call. */
export interface RelayedResult extends CallResult {
  /** The result of each resource of a batch that was done for all: the output has none of them then. */
  readonly shared?: Omit<ResourceResult, 'resourceId'> & { readonly code: 0 };
}

/**
 * Makes a call of another program by a client of API 2.0 with `api: v3()`: for servers, which have read the input from the wire and
 * write the result to it. The input of a batch, which may be long, is not checked again and not copied.
 *
 * @throws ValidationError if it is no such client, and what the method of the operation throws (both as a rejection).
 */
export async function relay(client: object, relayed: RelayedCall): Promise<RelayedResult> {
  needObjects({ relayed });
  const { operation, input, ...options } = relayed;
  const call = callOf(client);
  if (!call)
    throw new ValidationError([
      describeProblem({
        ...{ parameter: 'client', rule: 'type', value: client },
        must: 'must be a result of createCvm or createClient',
      }),
    ]);
  const result: CarriedResult = await call(
    ownData(operation),
    input,
    withConduct(options, { relayed: true }),
  );
  return result;
}
