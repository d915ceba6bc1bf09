/**
 * The contract between the generator and the mock, and the only place that says what tables there are: what the spec says
 * about answers, as plain data. `<service>/<version>/shapes.gen.ts` and `shapes.gen.ts` import types from here and nothing
 * else; the mock reads the data and names no operation. What the spec says about requests is in the client's descriptors
 * (`@qcvm/client/descriptors`). A table changes here and in `tools/codegen/src/emit/mock/`, together.
 */

import type { IntegerParameter, ListParameter, StringParameter } from '@qcvm/client/descriptors';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };
export type JsonObject = { readonly [name: string]: JsonValue };

/** What is known of values beyond what they must be. */
interface Hints<Value> {
  /** Values that have a documented meaning; others may come. */
  readonly known?: readonly Value[];
  /** Documented examples, for values that look real. */
  readonly examples?: readonly Value[];
}

/** A text. `pattern` is the source of a regular expression that the whole value must match. */
export type StringShape = Pick<StringParameter, 'kind' | 'pattern' | 'minLength' | 'maxLength' | 'values'> &
  Hints<string>;

export type IntegerShape = Pick<IntegerParameter, 'kind' | 'minimum' | 'maximum' | 'values'> & Hints<number>;

export interface ListShape extends Pick<ListParameter, 'kind' | 'maxItems' | 'unique'> {
  readonly items: Shape;
  readonly minItems?: number;
  /** The service is known to send a single item without its list. */
  readonly singleAsList?: true;
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, Shape>>;
  /** Names of the fields that are always there, sorted. */
  readonly required: readonly string[];
}

/** An object whose names are data, such as resource ids. */
export interface MapShape {
  readonly kind: 'map';
  readonly values: Shape;
  /** One result for each resource of a batch call; the service may write an empty one as `[]`. */
  readonly batchResults?: true;
}

export type Shape = StringShape | IntegerShape | ListShape | ObjectShape | MapShape;

/** What a batch operation does to the state of each of its resources. */
export interface Transition {
  /** The kind of resource, such as `instance`. */
  readonly resource: string;
  /** States from which the operation is accepted. */
  readonly from: readonly number[];
  /** The state right after it was accepted. */
  readonly via: number;
  /** The state that is reached when it is done. */
  readonly to: number;
}

/** A whole documented response body. */
export interface ResponseExample {
  readonly name: string;
  readonly summary?: string;
  readonly body: JsonObject;
}

/** One documented value of an open set, such as an instance status. */
export interface NamedValue<Value extends number | string = number> {
  readonly value: Value;
  readonly name: string;
  readonly meaning: string;
}

/** What a stateless mock must know of one operation. */
export interface OperationShape {
  /** The `Action` parameter, as the vendor spells it. */
  readonly action: string;
  /** The operation's own result fields; the envelope (`code`, `message`, `codeDesc`) is not among them. */
  readonly output: ObjectShape;
  /** An input that the operation accepts: the documented example, or one made from the schema. */
  readonly request: JsonObject;
  /** A whole body of a successful response: the documented example, or one made from the schema. */
  readonly response: JsonObject;
  /** Documented bodies of failures and partial failures. */
  readonly failures: readonly ResponseExample[];
  /** Documented error codes: common ones as decimal text, the module's own as they are. Sorted. */
  readonly errors: readonly string[];
  readonly transition?: Transition;
}

/**
 * What the specs say about the answers of a service.
 *
 * @public as generated files take it
 */
export interface ServiceShapes {
  readonly service: string;
  readonly version: string;
  readonly shapes: OperationShapes;
}

/** Every operation of a service, by Action. */
export type OperationShapes = Readonly<Record<string, OperationShape>>;
