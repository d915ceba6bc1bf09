import type { OperationDescriptor, ParameterTable, ServiceDescriptor } from './descriptor.js';

/**
 * For generated code: the descriptor of an operation of which only its parameters are known, so each call is sent once. Where there are
 * thousands of such operations, compilers need much less memory for calls than for as many objects.
 */
export const plainOperation = (
  service: ServiceDescriptor,
  action: string,
  input: ParameterTable,
): OperationDescriptor<unknown, never> => ({ action, service, input, repeatability: 'once' });
