/** What the specs of both generations say alike, as plain data. Optional facts are absent where a spec does not say them. */

/** A value of the spec that was written in it as JSON: an example or a default. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [name: string]: JsonValue };

/** One documented value of an open set: `x-qcloud-values`. */
export interface KnownValue<Value = string | number> {
  readonly value: Value;
  readonly meaning: string;
}

/** What every value can say of itself. */
export interface Facts {
  readonly description?: string;
  readonly deprecated?: true;
  /** The page that this is taken from, where it differs from that of what it belongs to. */
  readonly source?: string;
}

/** What is said of a text. */
export interface TextFacts {
  readonly kind: 'string';
  /** Source of a regular expression that the whole value must match. */
  readonly pattern?: string;
  /** What the pattern means: "an instance id such as ins-09dx96dg". */
  readonly meaning?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The only values allowed. */
  readonly values?: readonly string[];
}

export interface IntegerFacts {
  readonly kind: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly number[];
}

export interface ListFacts<Items> {
  readonly kind: 'list';
  readonly items: Items;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly unique?: true;
}

/** What is to be thought of an error code; or, of one that ends in `*`, of all codes that begin alike. */
export interface ErrorRule {
  readonly code: string;
  readonly category: string;
  readonly retry: string;
  readonly effect: string;
  readonly meaning: string;
  readonly advice: string;
  readonly source?: string;
}

/** A parameter that carries ids, and how many of them one call may carry. */
export interface Batch {
  readonly ids: string;
  readonly maximum: number;
}

/** A change of state: from which, through which, to which. */
export interface Transition<State, Force> {
  readonly resource: string;
  readonly from: readonly State[];
  readonly via: State;
  readonly to: State;
  /** Parameters that make the change happen where an ordinary one fails. */
  readonly force?: Readonly<Record<string, Force>>;
}

/** Waits until resources have a state: it calls an operation again and again. */
export interface Waiter<Called, State> {
  /** `InstancesStopped`. */
  readonly name: string;
  readonly description?: string;
  readonly operation: Called;
  readonly ids: string;
  readonly itemIds: readonly string[];
  readonly state: string;
  readonly success: readonly State[];
  readonly failure: readonly State[];
  readonly minDelay: number;
  readonly maxDelay: number;
}

export type Repeatability = 'read' | 'idempotent' | 'once';

/** At most so many calls in so many seconds. */
export interface Quota {
  readonly calls: number;
  readonly seconds: number;
  readonly per: 'action' | 'service';
}

/** What every operation says of itself. */
export interface OperationFacts {
  /** As the vendor spells it: `StopInstances`. */
  readonly action: string;
  /** The client's method and the descriptor: `stopInstances`. */
  readonly method: string;
  /** The page that says what it does. */
  readonly source: string;
  readonly deprecated?: true;
  readonly repeatability: Repeatability;
}

/** What every service says of itself. */
export interface ServiceFacts {
  /** `cvm`. */
  readonly name: string;
  readonly title: string;
  /** `2.0`, or a date. */
  readonly version: string;
  /** The first is the default one. */
  readonly hosts: readonly string[];
  readonly path: string;
  readonly quotas: readonly Quota[];
}
