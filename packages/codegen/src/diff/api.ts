import type {
  Filters,
  IntegerShape,
  NumberShape,
  PlainShape,
  ShapeFacts,
  NamedShape,
  TextShape,
} from '../model/service.js';
import type { KnownValue, ListFacts, Repeatability } from '../model/shared.js';

/**
 * What two versions of an API are compared by: what both generations say alike. A service of API 3.0 is one as it is; one of
 * API 2.0 is made one.
 */
export interface Api {
  readonly name: string;
  readonly version: string;
  readonly operations: readonly ApiOperation[];
  readonly types: readonly ApiType[];
  /** Waiters, which are exported beside the operations. */
  readonly waiters: readonly { readonly name: string }[];
}

export interface ApiOperation {
  readonly action: string;
  readonly method: string;
  /** Names of types. */
  readonly input: string;
  readonly output: string;
  readonly deprecated?: true;
  readonly offline?: true;
  readonly repeatability: Repeatability;
  /** Present where it works on many resources, changes them, or is a page of a list. */
  readonly batch?: { readonly ids: string; readonly maximum: number };
  readonly transition?: object;
  readonly pagination?: object;
  /** The names that its filters may have. */
  readonly filters?: Filters;
}

/** A type that code can name. */
export type ApiType = ApiObject | ApiValue;

export interface ApiObject {
  readonly kind: 'object';
  readonly name: string;
  readonly description?: string;
  readonly fields: readonly ApiField[];
  readonly exclusive: readonly (readonly [string, string])[];
  readonly inRequests: boolean;
  readonly inAnswers: boolean;
}

/** A named set of values, or a list of such. */
export interface ApiValue {
  readonly kind: 'value';
  readonly name: string;
  readonly description?: string;
  readonly shape: ApiShape;
}

export interface ApiField {
  readonly name: string;
  readonly required: boolean;
  readonly answered: boolean;
  readonly shape: ApiShape;
}

export interface ApiList extends ShapeFacts, ListFacts<ApiShape> {}

/** An object whose names are data. */
export interface ApiMap extends ShapeFacts {
  readonly kind: 'map';
  readonly values: ApiShape;
}

export type ApiInteger = IntegerShape & { readonly known?: readonly KnownValue[] };
export type ApiText = Omit<TextShape, 'known'> & { readonly known?: readonly KnownValue[] };
export type ApiScalar = ApiText | ApiInteger | NumberShape | PlainShape;
export type ApiShape = ApiScalar | ApiList | ApiMap | NamedShape;

/** The types of an API by name. */
export const typesOf = ({ types }: Pick<Api, 'types'>): ReadonlyMap<string, ApiType> =>
  new Map(types.map((type) => [type.name, type]));
