import { cvmOperations } from '@qcvm/client/v3';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type * as fc from 'fast-check';
import { validTable } from './valid.js';

type InputOf<Operation> = Operation extends OperationDescriptor<infer Input, unknown> ? Input : never;

/** Inputs of every operation of CVM in API 3.0, by the client's method names. */
export type CvmInputsV3 = {
  readonly [Name in keyof typeof cvmOperations]: fc.Arbitrary<InputOf<(typeof cvmOperations)[Name]>>;
};

/**
 * Every input that the spec of API 3.0 allows, by the client's method names.
 *
 * ```ts
 * fc.assert(fc.asyncProperty(inputsV3.stopInstances, async (input) => { … }));
 * ```
 */
export const inputsV3 = Object.fromEntries(
  Object.entries<OperationDescriptor>(cvmOperations).map(([name, { input, exclusive }]) => [
    name,
    validTable(input, exclusive),
  ]),
) as unknown as CvmInputsV3;
