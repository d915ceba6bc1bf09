import type { ErrorTable, OperationDescriptor } from '../../model/descriptor.js';
import { own } from '../../model/own.js';

/** A descriptor whose refusals because of resources are final: to ask again later is the caller's decision. */
export function withoutRepeats(operation: OperationDescriptor): OperationDescriptor {
  const errors = Object.entries(operation.errors ?? {}).map(([code, error]) => [
    code,
    error.category === 'resource' ? own({ ...error, retry: 'resource' as const }) : error,
  ]);
  return own({ ...operation, errors: own(Object.fromEntries(errors) as ErrorTable) });
}
