/**
 * What an imported spec of API 3.0 and its overlay say, as plain data, checked. Types refer to each other by name, as some
 * contain themselves. Every list is sorted by name, unless its order means something.
 */

import type { Repeatability } from './v2.js';

/** What every value can say of itself. */
export interface ShapeFacts {
  readonly description?: string;
  readonly default?: string | number | boolean;
  readonly deprecated?: true;
  readonly nullable?: true;
  /** The page that this is taken from, where it differs from its type's. */
  readonly source?: string;
}

/** One documented value of an open set: `x-qcloud-values`. */
export interface KnownValue {
  readonly value: string;
  readonly meaning: string;
}

export interface TextShape extends ShapeFacts {
  readonly kind: 'string';
  /** `date-time`, `datetime`, `date`, or `password` for what must not be shown. */
  readonly format?: string;
  /** Source of a regular expression that the whole value must match. */
  readonly pattern?: string;
  readonly meaning?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The only values allowed. */
  readonly values?: readonly string[];
  /** Documented values; others may come. */
  readonly known?: readonly KnownValue[];
}

export interface IntegerShape extends ShapeFacts {
  readonly kind: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly number[];
}

export interface NumberShape extends ShapeFacts {
  readonly kind: 'number';
  readonly minimum?: number;
  readonly maximum?: number;
}

/** `binary` is base64 where it is text. */
export interface PlainShape extends ShapeFacts {
  readonly kind: 'boolean' | 'binary';
}

export interface ListShape extends ShapeFacts {
  readonly kind: 'list';
  readonly items: Shape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly unique?: true;
}

/** A type of the service. */
export interface NamedShape extends ShapeFacts {
  readonly kind: 'named';
  readonly type: string;
}

export type Shape = TextShape | IntegerShape | NumberShape | PlainShape | ListShape | NamedShape;

export interface Field {
  /** As the vendor spells it. */
  readonly name: string;
  /** A request is refused without it. */
  readonly required: boolean;
  /** An answer always has it. */
  readonly answered: boolean;
  readonly shape: Shape;
}

interface TypeFacts {
  /** As code calls it. */
  readonly name: string;
  readonly description?: string;
  readonly source?: string;
}

export interface ObjectType extends TypeFacts {
  readonly kind: 'object';
  readonly fields: readonly Field[];
  /** Pairs of fields that a request must not have both. */
  readonly exclusive: readonly (readonly [string, string])[];
  readonly inRequests: boolean;
  readonly inAnswers: boolean;
}

/** A named set of values. */
export interface ValueType extends TypeFacts {
  readonly kind: 'value';
  readonly shape: TextShape;
}

export type ServiceType = ObjectType | ValueType;

export interface Quota {
  readonly calls: number;
  readonly seconds: number;
  readonly per: string;
}

export interface Batch {
  readonly ids: string;
  readonly maximum: number;
}

/** By number of items to skip, or by a token that each page gives for the next one. */
export type Pagination = {
  readonly limit: string;
  readonly items: string;
  readonly id: string;
  readonly maxLimit: number;
} & (
  | { readonly kind: 'offset'; readonly offset: string; readonly total: string }
  | { readonly kind: 'token'; readonly token: string; readonly nextToken: string }
);

export interface Transition {
  readonly resource: string;
  readonly from: readonly string[];
  readonly via: string;
  readonly to: string;
  /** Parameters that make the change happen where an ordinary one fails. */
  readonly force?: Readonly<Record<string, string | number | boolean>>;
}

export interface Filters {
  readonly parameter: string;
  readonly maxFilters?: number;
  readonly maxValues?: number;
  readonly names: readonly { readonly name: string; readonly description: string }[];
}

export interface Operation {
  /** As the vendor spells it: `StopInstances`. */
  readonly action: string;
  /** The client's method and the descriptor: `stopInstances`. */
  readonly method: string;
  /** One line, no full stop. */
  readonly summary?: string;
  readonly description?: string;
  readonly source: string;
  readonly tags: readonly string[];
  readonly deprecated?: true;
  /** Names of object types. */
  readonly input: string;
  readonly output: string;
  readonly repeatability: Repeatability;
  /** The parameter that makes a repeated call safe. */
  readonly clientToken?: string;
  /** The parameter that makes a call a trial. */
  readonly dryRun?: string;
  readonly batch?: Batch;
  readonly pagination?: Pagination;
  readonly transition?: Transition;
  readonly quota?: Quota;
  readonly filters?: Filters;
  /** The codes that it may answer with, without the common ones. */
  readonly errors: readonly string[];
}

export interface Waiter {
  /** `InstancesStopped`. */
  readonly name: string;
  readonly description?: string;
  /** Action of the operation that is called again and again. */
  readonly operation: string;
  readonly ids: string;
  readonly itemIds: readonly string[];
  readonly state: string;
  readonly success: readonly string[];
  readonly failure: readonly string[];
  readonly minDelay: number;
  readonly maxDelay: number;
}

/** What is to be thought of a code, or of all codes that begin alike. */
export interface ErrorRule {
  /** A code; or, ending in `*`, how codes begin. */
  readonly code: string;
  readonly category: string;
  readonly retry: string;
  readonly effect: string;
  readonly meaning: string;
  readonly advice: string;
  readonly source?: string;
}

export interface Service {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  /** The first is the default. */
  readonly hosts: readonly string[];
  readonly path: string;
  readonly signingName: string;
  readonly quotas: readonly Quota[];
  /** The files that it was read from, as generated files cite them. */
  readonly specs: readonly string[];
  readonly operations: readonly Operation[];
  readonly types: readonly ServiceType[];
  readonly waiters: readonly Waiter[];
  /** Rules of this service; they hold before the common ones. */
  readonly errors: readonly ErrorRule[];
  readonly commonErrors: readonly ErrorRule[];
  /** Parameters that choose what a request is about: names, or ends of names after `*`. */
  readonly selectors: readonly string[];
  /** The documented regions, in the order of the spec. */
  readonly regions: readonly { readonly id: string; readonly name: string }[];
}
