/**
 * What the specs say, as plain data, checked and with every reference resolved. Emitters read nothing else.
 * Every list is sorted by name (required fields and parameters first), unless its order means something.
 */

import type {
  Batch as AnyBatch,
  ErrorRule,
  Facts,
  IntegerFacts,
  JsonObject,
  JsonValue,
  KnownValue,
  ListFacts,
  OperationFacts,
  ServiceFacts,
  TextFacts,
  Transition as AnyTransition,
  Waiter as AnyWaiter,
} from '@qcvm/codegen/toolkit';

export type { JsonObject, JsonValue, Repeatability } from '@qcvm/codegen/toolkit';

/** What every schema can say of itself. */
export interface SchemaFacts extends Facts {
  /** Set when this is a named schema, or a reference to one. */
  readonly name?: string;
  readonly default?: string | number;
  readonly examples?: readonly JsonValue[];
}

/** One documented value of an open set, by its name. */
export interface NamedValue extends KnownValue {
  readonly name: string;
}

export interface StringSchema extends SchemaFacts, TextFacts {
  /** Documented values; others may come. */
  readonly known?: readonly NamedValue[];
}

export interface IntegerSchema extends SchemaFacts, IntegerFacts {
  readonly known?: readonly NamedValue[];
}

export interface ListSchema extends SchemaFacts, ListFacts<Schema> {
  /** Documented as a list, but known to be sent as a single item. */
  readonly singleAsList?: true;
}

export interface Field {
  /** As the vendor spells it. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  /** The option on the command line, where it is not the name. */
  readonly option?: string;
}

export interface ObjectSchema extends SchemaFacts {
  readonly kind: 'object';
  /** Required ones first, then by name. */
  readonly fields: readonly Field[];
}

/** An object whose names are data. */
export interface MapSchema extends SchemaFacts {
  readonly kind: 'map';
  readonly values: Schema;
  /** One result for each resource of a batch call; may be sent as `[]`. */
  readonly batchResults?: true;
}

export type Schema = StringSchema | IntegerSchema | ListSchema | ObjectSchema | MapSchema;

/** A schema that other schemas refer to by name. */
export interface NamedSchema {
  readonly name: string;
  readonly schema: Schema;
}

/** A common code as decimal text, or a textual code of a module. */
export interface ErrorCode extends ErrorRule {
  /** PascalCase name of a common code. */
  readonly name?: string;
  /** Which operations may answer with it without naming it. */
  readonly scope?: 'every' | 'batch';
  /** What answers have as `codeDesc` beside a common code, where it is not its name. */
  readonly codeDesc?: string;
}

export interface Batch extends AnyBatch {
  readonly results: string;
}

export interface Pagination {
  readonly offset: string;
  readonly limit: string;
  readonly total: string;
  readonly items: string;
  readonly id: string;
  readonly maxLimit: number;
}

export type Transition = AnyTransition<number, number | string>;

/** A documented call: its input, how it looks on the wire, and its answer. */
export interface Example {
  readonly name: string;
  readonly title: string;
  /** `vendor-doc`: taken from the vendor's page; `inferred`: made from what that page says. */
  readonly provenance: string;
  readonly source: string;
  /** The operation's own parameters. */
  readonly input: JsonObject;
  /** The whole request as one signed, encoded line. */
  readonly wire: string;
  /** The whole body of the answer, envelope included. */
  readonly body: JsonObject;
}

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

export interface Operation extends OperationFacts {
  /** One line, no full stop. */
  readonly summary: string;
  /** Markdown paragraphs. */
  readonly description: string;
  /** What it is called on the command line, where that is not its Action. */
  readonly command?: string;
  readonly input: ObjectSchema & { readonly name: string };
  readonly output: ObjectSchema & { readonly name: string };
  readonly commonErrors: readonly ErrorCode[];
  readonly moduleErrors: readonly ErrorCode[];
  readonly batch?: Batch;
  readonly pagination?: Pagination;
  readonly transition?: Transition;
  /** In the order of the spec. */
  readonly examples: readonly Example[];
}

export interface Waiter extends AnyWaiter<Operation, number> {
  /** The field of an item that tells when its state last changed, and the offset of its times from UTC. */
  readonly changed?: { readonly field: string; readonly offset: string };
}

/** One module of the API. */
export interface Service extends ServiceFacts {
  readonly protocol: 'v2' | 'v3';
  /** The spec file, as generated files cite it. */
  readonly spec: string;
  readonly operations: readonly Operation[];
  readonly waiters: readonly Waiter[];
  /** Schemas that this service's inputs and outputs refer to, the inputs and outputs themselves included. */
  readonly schemas: readonly NamedSchema[];
  /** Names of the shared schemas that this service's inputs and outputs refer to. */
  readonly sharedSchemas: readonly string[];
  /** Textual error codes of the module. */
  readonly errors: readonly ErrorCode[];
}

export interface Region {
  /** `ap-guangzhou`. */
  readonly id: string;
  /** `gz`. */
  readonly short: string;
  readonly name: string;
}

/** What all modules share. */
export interface Common {
  readonly spec: string;
  readonly errors: readonly ErrorCode[];
  /** The shared schemas that inputs and outputs of any service refer to. */
  readonly schemas: readonly NamedSchema[];
  readonly publicParameters: readonly Field[];
  /** In the order of the spec. */
  readonly regions: readonly Region[];
  readonly signing: SigningExample;
}

export interface Model {
  readonly common: Common;
  readonly services: readonly Service[];
  /** What each operation is called on the command line. */
  readonly commands: ReadonlyMap<Operation, string>;
}
