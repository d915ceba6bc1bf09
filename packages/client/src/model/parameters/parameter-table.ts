// What generated tables say of the parameters that an operation takes, and of the fields that it gives.

/** What every parameter can say of itself. */
interface ParameterBase {
  /** The call is refused without it. */
  readonly required?: true;
  /** The call is refused without it, unless it has one of these parameters beside it. */
  readonly unless?: readonly string[];
  /** `null` is a value of its own. */
  readonly nullable?: true;
  /**
   * It selects what the call is about: without it, that is everything. So `undefined` is not the same as leaving it out, as it
   * is for every other parameter, but refused.
   */
  readonly selects?: true;
  /** What the service assumes when the parameter is absent. The client never sends a default by itself. */
  readonly default?: string | number | boolean;
}

/** A text. `pattern` is the source of a regular expression that the whole value must match. */
export interface StringParameter extends ParameterBase {
  readonly kind: 'string';
  readonly pattern?: string;
  /** What the pattern means, for error messages: "an instance id such as ins-09dx96dg". */
  readonly meaning?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly values?: readonly string[];
  /** The names that there are, such as those of filters; one that ends with `{key}` stands for all that begin so. */
  readonly names?: readonly string[];
}

/** A decimal integer. API 2.0 has no booleans: its flags are integers with the values 0 and 1. */
export interface IntegerParameter extends ParameterBase {
  readonly kind: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly number[];
}

/** A number that may have a fraction. */
export interface NumberParameter extends ParameterBase {
  readonly kind: 'number';
  readonly minimum?: number;
  readonly maximum?: number;
}

/** `true` or `false`. */
export interface BooleanParameter extends ParameterBase {
  readonly kind: 'boolean';
}

/** `name.0`, `name.1`, … in a query. An empty list has no form there. */
export interface ListParameter extends ParameterBase {
  readonly kind: 'list';
  readonly items: Parameter;
  readonly maxItems?: number;
  readonly unique?: true;
  /** Selects the resources that the call is about: an empty list, or `undefined`, could be taken for "all", and is refused. */
  readonly selects?: true;
}

/** Pairs of names of which a request has at most one. */
export type ExclusivePairs = readonly (readonly [string, string])[];

/** `name.key` in a query. */
export interface ObjectParameter extends ParameterBase {
  readonly kind: 'object';
  /** Its fields; a function that gives them where a type holds itself. */
  readonly fields: ParameterTable | (() => ParameterTable);
  /** Pairs of fields that exclude each other. */
  readonly exclusive?: ExclusivePairs;
}

export type Parameter =
  | StringParameter
  | IntegerParameter
  | NumberParameter
  | BooleanParameter
  | ListParameter
  | ObjectParameter;
export type ParameterTable = Readonly<Record<string, Parameter>>;

/**
 * The part of a result that the runtime must check or set right before it hands it on. Fields that need
 * neither are not mentioned; the types describe them.
 */
export interface ResultField {
  readonly kind: 'string' | 'integer' | 'list' | 'object' | 'map';
  readonly required?: true;
  /** For a list: its items, when something in them must be set right. */
  readonly items?: ResultField;
  /** For an object: its fields, when something in them must be set right. */
  readonly fields?: ResultFields;
  /** The service is known to send a single object where a list is documented: wrap it. */
  readonly singleAsList?: true;
}
export type ResultFields = Readonly<Record<string, ResultField>>;
