/** What the specs of API 2.0 say beside what every service says. Emitters read nothing else. */
import type { JsonObject, Operation, Service, Types } from '@qcvm/codegen/toolkit';

/** What the vendor's own example is signed with. */
export interface SigningExample {
  readonly secretKey: string;
  readonly region: string;
  /** The public parameters beside Action and Signature. */
  readonly parameters: JsonObject;
}

/** Where the calls of a service go. */
export interface ServiceAddress {
  readonly host: string;
  readonly path: string;
}

/** What all services share. */
export interface Common extends Pick<Service, 'commonErrors' | 'regions'> {
  readonly spec: string;
  /** The shared types that inputs and outputs of any service refer to, and that of the public parameters. */
  readonly types: Types;
  /** The type of the public parameters. */
  readonly publicParameters: string;
  readonly signing: SigningExample;
}

export interface Model {
  readonly common: Common;
  readonly services: readonly Service[];
  /** What each operation is called on the command line. */
  readonly commands: ReadonlyMap<Operation, string>;
}
