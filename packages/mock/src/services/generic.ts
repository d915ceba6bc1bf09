import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { JsonObject } from './shape.js';
import type { Operation } from './operation.js';

/** An operation whose behaviour over time nobody has written: it answers its documented example. */
export function exampleOperation(descriptor: OperationDescriptor, response: JsonObject): Operation {
  const { code: _code, codeDesc: _codeDesc, message: _message, ...fields } = response;
  return { descriptor, run: () => ({ code: 0, message: '', fields, changed: false }) };
}
