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

/** Parameters as JSON, whatever other code has put on the prototypes of all lists and objects: they were checked as they are. */
export const jsonOf = (parameters: Parameters): string =>
  JSON.stringify(parameters, 'toJSON' in [] ? asItIs : undefined);

/** What is in an object, in place of what JSON makes of it. */
function asItIs(this: Parameters, name: string): unknown {
  return this[name];
}

/** The name and the text of one value in a query. */
export type Leaf = readonly [name: string, text: string];

/**
 * Names and texts in a query of everything in a value, in no particular order. A field that is `null` has none, and counts as absent.
 * `onLost` hears of every other value that has none: an empty list or object, and `null` in a list.
 */
export function leaves(
  all: ParameterValue,
  onLost?: (name: string, value: ParameterValue) => void,
): readonly Leaf[] {
  const found: Leaf[] = [];
  const visit = (value: ParameterValue, name: string): void => {
    const before = found.length;
    if (typeof value !== 'object') found.push([name, `${value}`]);
    else
      for (const key of Object.keys(value ?? {})) visit(value![key as never], name ? `${name}.${key}` : key);
    if (found.length === before && (value ? name : /\.\d+$/.test(name))) onLost?.(name, value);
  };
  visit(all, '');
  return found;
}
