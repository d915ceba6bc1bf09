/** Parameters by their names on the wire, every value as text. */
export type FlatParameters = Readonly<Record<string, string>>;

/** Flattens parameters to their names on the wire. */
export function flatten(parameters: object): Record<string, string> {
  const flat: Record<string, string> = {};
  const visit = (name: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) visit(name ? `${name}.${key}` : key, inner);
    else flat[name] = String(value);
  };
  visit('', parameters);
  return flat;
}
