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

/** The name and the text of one value in a query. */
export type Leaf = readonly [name: string, text: string];

/** Names and texts in a query of everything in a value, in no particular order; `null` has none. */
export function leaves(value: ParameterValue, name = '', found: Leaf[] = []): readonly Leaf[] {
  if (value === null) return found;
  if (typeof value !== 'object') found.push([name, `${value}`]);
  else
    for (const key of Object.keys(value)) leaves(value[key as never], name ? `${name}.${key}` : key, found);
  return found;
}
