import { cvmOperations } from '@qcvm/client/descriptors';
import type { BatchDescriptor, OperationDescriptor, ServiceDescriptor } from '@qcvm/client/descriptors';
import { cvmShapes } from './2.0/shapes.gen.js';
import { transitions } from './transitions.js';
import { batchOperation } from './batch.js';
import { describeInstances } from './describe-instances.js';
import { exampleOperation } from '../generic.js';
import type { Operation, Operations } from '../operation.js';

const isBatch = (
  descriptor: OperationDescriptor,
): descriptor is OperationDescriptor & { readonly batch: BatchDescriptor } => descriptor.batch !== undefined;

function operationOf(descriptor: OperationDescriptor): Operation {
  const transition = transitions[descriptor.action];
  if (transition && isBatch(descriptor)) return batchOperation(descriptor, transition);
  if (descriptor.action === cvmOperations.describeInstances.action) return describeInstances(descriptor);
  return exampleOperation(descriptor, cvmShapes[descriptor.action]?.response ?? {});
}

/** Every operation that the spec knows: by the state table, by hand, or by its documented example. */
export function createOperations(): Operations {
  const descriptors: readonly OperationDescriptor[] = Object.values(cvmOperations);
  const byAction = new Map(descriptors.map((descriptor) => [descriptor.action, operationOf(descriptor)]));
  const service: ServiceDescriptor = cvmOperations.describeInstances.service;
  return {
    service,
    actions: [...byAction.keys()],
    get: (action) => byAction.get(action),
    has: (action) => byAction.has(action),
  };
}
