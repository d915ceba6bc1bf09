/** A parameter that is known to have a form on the wire: see `validate` and `flatten`. */
export type ParameterValue =
  | string
  | number
  | boolean
  | null
  | readonly ParameterValue[]
  | { readonly [name: string]: ParameterValue };

/** Parameters that are known to have a form on the wire; flat ones are a case of them. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** Names and texts in a query of everything in a value, in no particular order; `null` has none. */
export function leaves(value: ParameterValue, name = ''): (readonly [name: string, text: string])[] {
  if (value === null) return [];
  return typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, name ? `${name}.${key}` : key))
    : [[name, `${value}`]];
}
