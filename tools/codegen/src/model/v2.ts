/**
 * What the specs say, as plain data, checked and with every reference resolved. Emitters read nothing else.
 * Every list is sorted by name (required fields and parameters first), unless its order means something.
 */

/** A value of the spec that was written in it as JSON: an example or a default. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [name: string]: JsonValue };

/** What every schema can say of itself. */
export interface SchemaFacts {
  /** Set when this is a named schema, or a reference to one. */
  readonly name?: string;
  readonly description?: string;
  readonly default?: string | number;
  readonly examples?: readonly JsonValue[];
  readonly deprecated?: true;
  /** The page that this is taken from, where it differs from the operation's. */
  readonly source?: string;
}

/** One documented value of an open set: `x-qcloud-values`. */
export interface NamedValue {
  readonly value: string | number;
  readonly name: string;
  readonly meaning: string;
}

export interface StringSchema extends SchemaFacts {
  readonly kind: 'string';
  /** Source of a regular expression that the whole value must match. */
  readonly pattern?: string;
  /** What the pattern means: "an instance id such as ins-09dx96dg". */
  readonly meaning?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The only values allowed. */
  readonly values?: readonly string[];
  /** Documented values; others may come. */
  readonly known?: readonly NamedValue[];
}

export interface IntegerSchema extends SchemaFacts {
  readonly kind: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly number[];
  readonly known?: readonly NamedValue[];
}

export interface ListSchema extends SchemaFacts {
  readonly kind: 'list';
  readonly items: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly unique?: true;
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

export interface ErrorCode {
  /** A common code as decimal text, or a textual code of a module. */
  readonly code: string;
  /** PascalCase name of a common code. */
  readonly name?: string;
  /** Which operations may answer with it without naming it. */
  readonly scope?: 'every' | 'batch';
  /** What answers have as `codeDesc` beside a common code, where it is not its name. */
  readonly codeDesc?: string;
  readonly category: string;
  readonly retry: string;
  readonly effect: string;
  readonly meaning: string;
  readonly advice: string;
  readonly source?: string;
}

export interface Batch {
  readonly ids: string;
  readonly maximum: number;
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

export interface Transition {
  readonly resource: string;
  readonly from: readonly number[];
  readonly via: number;
  readonly to: number;
  /** Parameters that make the change happen where an ordinary one fails. */
  readonly force?: Readonly<Record<string, number | string>>;
}

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

export type Repeatability = 'read' | 'idempotent' | 'once';

export interface Operation {
  /** As the vendor spells it: `StopInstances`. */
  readonly action: string;
  /** The client's method and the descriptor: `stopInstances`. */
  readonly method: string;
  /** One line, no full stop. */
  readonly summary: string;
  /** Markdown paragraphs. */
  readonly description: string;
  readonly source: string;
  readonly deprecated?: true;
  /** What it is called on the command line, where that is not its Action. */
  readonly command?: string;
  readonly input: ObjectSchema & { readonly name: string };
  readonly output: ObjectSchema & { readonly name: string };
  readonly commonErrors: readonly ErrorCode[];
  readonly moduleErrors: readonly ErrorCode[];
  readonly repeatability: Repeatability;
  readonly batch?: Batch;
  readonly pagination?: Pagination;
  readonly transition?: Transition;
  /** In the order of the spec. */
  readonly examples: readonly Example[];
}

export interface Waiter {
  /** `InstancesStopped`. */
  readonly name: string;
  readonly description?: string;
  /** Method of the operation that is called again and again. */
  readonly operation: Operation;
  readonly ids: string;
  readonly itemIds: readonly string[];
  readonly state: string;
  /** The field of an item that tells when its state last changed, and the offset of its times from UTC. */
  readonly changed?: { readonly field: string; readonly offset: string };
  readonly success: readonly number[];
  readonly failure: readonly number[];
  readonly minDelay: number;
  readonly maxDelay: number;
}

/** At most so many calls in so many seconds. */
export interface Quota {
  readonly calls: number;
  readonly seconds: number;
  readonly per: 'action' | 'service';
}

/** One module of the API. */
export interface Service {
  /** `cvm`. */
  readonly name: string;
  readonly title: string;
  /** `2.0`. */
  readonly version: string;
  readonly protocol: 'v2' | 'v3';
  /** The first is the default one. */
  readonly hosts: readonly string[];
  readonly path: string;
  readonly quotas: readonly Quota[];
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
