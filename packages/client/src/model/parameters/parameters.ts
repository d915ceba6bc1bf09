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

/**
 * Names and texts in a query of everything in a value, in no particular order; `null` and an empty list have none. `onEmpty` hears of each
 * such list.
 */
export function leaves(all: ParameterValue, onEmpty?: (name: string) => void): readonly Leaf[] {
  const found: Leaf[] = [];
  const visit = (value: ParameterValue, name: string): void => {
    if (value === null) return;
    if (typeof value !== 'object') found.push([name, `${value}`]);
    else {
      if (Array.isArray(value) && value.length === 0) onEmpty?.(name);
      for (const key of Object.keys(value)) visit(value[key as never], name ? `${name}.${key}` : key);
    }
  };
  visit(all, '');
  return found;
}
