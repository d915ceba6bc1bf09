/**
 * What an imported spec of API 3.0 and its overlay say, as plain data, checked. Types refer to each other by name, as some
 * contain themselves. Every list is sorted by name, unless its order means something.
 */

import type { CodeNames } from './code-names.js';
import type {
  Batch,
  ErrorRule,
  Facts,
  IntegerFacts,
  KnownValue as AnyKnownValue,
  ListFacts,
  OperationFacts,
  Quota,
  ServiceFacts,
  TextFacts,
  Transition as AnyTransition,
  Waiter as AnyWaiter,
} from './shared.js';

export type { Batch, ErrorRule, Quota } from './shared.js';

/** What every value can say of itself. */
export interface ShapeFacts extends Facts {
  readonly default?: string | number | boolean;
  readonly nullable?: true;
}

export type KnownValue = AnyKnownValue<string>;

export interface TextShape extends ShapeFacts, TextFacts {
  /** `date-time`, `datetime`, `date`, or `password` for what must not be shown. */
  readonly format?: string;
  /** Documented values; others may come. */
  readonly known?: readonly KnownValue[];
}

export type IntegerShape = ShapeFacts & IntegerFacts;

export interface NumberShape extends ShapeFacts {
  readonly kind: 'number';
  readonly minimum?: number;
  readonly maximum?: number;
}

/** `binary` is base64 where it is text. */
export interface PlainShape extends ShapeFacts {
  readonly kind: 'boolean' | 'binary';
}

export interface ListShape extends ShapeFacts, ListFacts<Shape> {}

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

/** Whether a value of the type always has the field, be it in a request or in an answer: as types are generated. */
export const isAlwaysThere = (
  { inRequests, inAnswers }: Pick<ObjectType, 'inRequests' | 'inAnswers'>,
  { required, answered }: Pick<Field, 'required' | 'answered'>,
): boolean => (required || !inRequests) && (answered || !inAnswers) && (inRequests || inAnswers);

/** A named set of values. */
export interface ValueType extends TypeFacts {
  readonly kind: 'value';
  readonly shape: TextShape;
}

export type ServiceType = ObjectType | ValueType;

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

export type Transition = AnyTransition<string, string | number | boolean>;

export interface Filters {
  readonly parameter: string;
  readonly maxFilters?: number;
  readonly maxValues?: number;
  readonly names: readonly { readonly name: string; readonly description: string }[];
}

export interface Operation extends OperationFacts {
  /** The vendor has taken it offline: calls are refused. */
  readonly offline?: true;
  /** One line, no full stop. */
  readonly summary?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  /** Names of object types. */
  readonly input: string;
  readonly output: string;
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

/** The operation is named by its Action. */
export type Waiter = AnyWaiter<string, string>;

export interface Service extends ServiceFacts {
  readonly signingName: string;
  /** What code calls it. */
  readonly code: CodeNames;
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
