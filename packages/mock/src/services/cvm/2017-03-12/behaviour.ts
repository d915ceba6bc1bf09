import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { cvmOperations } from '@qcvm/client/v3';
import type { Invocation, Outcome } from '../../../core/service.js';
import type { InstanceRecord } from '../instances/record.js';
import type { CvmWorld } from '../world.js';

type Operations = typeof cvmOperations;

/** The operations of CVM in API 3.0, by the client's method names. */
export type OperationName = keyof Operations;

/** The parameters of an operation, as its table has checked them. */
export type InputOf<Name extends OperationName> =
  Operations[Name] extends OperationDescriptor<infer Input, unknown> ? Input : never;

/** Where a call comes from, and what it finds there. */
export interface Place {
  readonly invocation: Invocation;
  readonly world: CvmWorld;
  readonly now: number;
}

/** What an operation does. */
export type Behaviour<Name extends OperationName> = (input: InputOf<Name>, place: Place) => Outcome;

/** A change of one instance, on its way. */
export interface ChangeCall<Input = unknown> extends Place {
  readonly record: InstanceRecord;
  readonly input: Input;
}
