/** What values are, as plain data. Types refer to each other by name, as some contain themselves. */

/** A value of a spec that was written in it as JSON: an example or a default. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [name: string]: JsonValue };

/** One documented value of an open set: `x-qcloud-values`. */
export interface KnownValue {
  readonly value: string | number;
  /** What code calls it; API 2.0 has numbers, which say nothing. */
  readonly name?: string;
  readonly meaning: string;
}

/** What every value can say of itself. Optional facts are absent where a spec does not say them. */
export interface ShapeFacts {
  readonly description?: string;
  readonly default?: string | number | boolean;
  readonly examples?: readonly JsonValue[];
  readonly deprecated?: true;
  readonly nullable?: true;
  /** The page that this is taken from, where it differs from that of what it belongs to. */
  readonly source?: string;
}

export interface TextShape extends ShapeFacts {
  readonly kind: 'string';
  /** `date-time`, `datetime`, `date`, or `password` for what must not be shown. */
  readonly format?: string;
  /** Source of a regular expression that the whole value must match. */
  readonly pattern?: string;
  /** What the pattern means: "an instance id such as ins-09dx96dg". */
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
  readonly known?: readonly KnownValue[];
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
  /** Documented as a list, but known to be sent as a single item. */
  readonly singleAsList?: true;
}

/** An object whose names are data. */
export interface MapShape extends ShapeFacts {
  readonly kind: 'map';
  readonly values: Shape;
  /** One result for each resource of a batch call; may be sent as `[]`. */
  readonly batchResults?: true;
}

/** A type of the service. What it says of itself is said where it is used, unless there is something else to say. */
export interface NamedShape extends ShapeFacts {
  readonly kind: 'named';
  readonly type: string;
}

/** What is written where it is used. */
export type OwnShape = TextShape | IntegerShape | NumberShape | PlainShape | ListShape | MapShape;
export type Shape = OwnShape | NamedShape;

export interface Field {
  /** As the vendor spells it. */
  readonly name: string;
  /** A request is refused without it. */
  readonly required: boolean;
  /** A request is refused without it, unless it has one of these fields of the same type. */
  readonly unless?: readonly string[];
  /** An answer always has it. */
  readonly answered: boolean;
  readonly shape: Shape;
  /** It chooses what a request is about. */
  readonly selects?: true;
  /** The option on the command line, where it is not the name. */
  readonly option?: string;
}

interface TypeFacts {
  /** As code calls it; one that is written where it is used is called after that place. */
  readonly name: string;
  readonly description?: string;
  readonly source?: string;
  /** All services share it. */
  readonly shared?: true;
}

export interface ObjectType extends TypeFacts {
  readonly kind: 'object';
  readonly fields: readonly Field[];
  /** Pairs of fields that a request must not have both. */
  readonly exclusive: readonly (readonly [string, string])[];
  readonly inRequests: boolean;
  readonly inAnswers: boolean;
  /** It has no name of its own: it is written where it is used. */
  readonly inline?: true;
}

/** A name for what is no object: mostly a set of values. */
export interface ValueType extends TypeFacts {
  readonly kind: 'value';
  readonly shape: Shape;
}

export type ServiceType = ObjectType | ValueType;
export type Types = ReadonlyMap<string, ServiceType>;

export const typesOf = ({ types }: { readonly types: readonly ServiceType[] }): Types =>
  new Map(types.map((type) => [type.name, type]));

/** Whether a value of the type always has the field, be it in a request or in an answer: as types are generated. */
export const isAlwaysThere = (
  { inRequests, inAnswers }: Pick<ObjectType, 'inRequests' | 'inAnswers'>,
  { required, answered }: Pick<Field, 'required' | 'answered'>,
): boolean => (required || !inRequests) && (answered || !inAnswers) && (inRequests || inAnswers);

/** What a shape is at bottom; a type that is not there is taken for a text. */
export function bottomOf(types: Types, shape: Shape): OwnShape | ObjectType {
  if (shape.kind !== 'named') return shape;
  const type = types.get(shape.type) ?? { kind: 'value', shape: { kind: 'string' } };
  return type.kind === 'object' ? type : bottomOf(types, type.shape);
}

/** The fields of an object type; none for what is none. */
export function fieldsOf(types: Types, name: string | undefined): readonly Field[] {
  const type = types.get(name ?? '');
  return type?.kind === 'object' ? type.fields : [];
}

/** The type that a shape names, in lists and maps or not. */
export function namedIn(shape: Shape | undefined): string | undefined {
  if (shape?.kind === 'list') return namedIn(shape.items);
  if (shape?.kind === 'map') return namedIn(shape.values);
  return shape?.kind === 'named' ? shape.type : undefined;
}

/** The type of the items of a list; nothing for what is no list of a type. */
export function itemTypeOf(types: Types, shape: Shape | undefined): ServiceType | undefined {
  const bottom = shape && bottomOf(types, shape);
  return bottom?.kind === 'list' ? types.get(namedIn(bottom.items) ?? '') : undefined;
}

/** What is said of a value where it is used, and what its type adds where it is a set of values. */
export function saidOf(types: Types, shape: Shape): Shape {
  if (shape.kind === 'list') return { ...shape, items: saidOf(types, shape.items) };
  const type = shape.kind === 'named' ? types.get(shape.type) : undefined;
  if (type?.kind !== 'value' || shape.kind !== 'named') return shape;
  const { kind: _kind, type: _type, ...said } = shape;
  const words = type.description === undefined ? {} : { description: type.description };
  return { ...saidOf(types, type.shape), ...words, ...said };
}
