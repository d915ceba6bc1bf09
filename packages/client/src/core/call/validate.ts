import { readFields, type Place } from '../../model/check.js';
import type { OperationDescriptor } from '../../model/descriptor.js';
import type { Problem } from '../../model/errors/errors.js';
import { throwIfAny } from '../../model/option-rules.js';
import { ownData } from '../../model/own.js';
import type { Parameters } from '../../model/parameters/parameters.js';

/** An input that was checked and copied: later changes of the caller’s object do not matter. */
export type ValidInput = Parameters;

/**
 * Checks an input against the operation's table and copies it.
 *
 * @param input - An operation without required parameters may be called with none at all.
 * @throws ValidationError with every problem at once, and nothing else, regardless of what the input does when it is read.
 */
export function validate(
  operation: Pick<OperationDescriptor, 'action' | 'input' | 'exclusive'> & Partial<OperationDescriptor>,
  input: unknown = {},
): ValidInput {
  const { action, input: fields, exclusive, service } = ownData(operation);
  const problems: Problem[] = [];
  const mayBeEmpty = service?.emptyLists;
  const place: Place = { problems, path: '', key: '', mayBeEmpty, selects: undefined, beside: [] };
  const copy = readFields([fields, exclusive], () => input, place);
  throwIfAny(problems, { action });
  return copy;
}
