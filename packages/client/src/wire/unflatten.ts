import type { FlatParameters } from './flatten.js';

export type Unflattened = string | readonly Unflattened[] | { readonly [key: string]: Unflattened };

/** The inverse of `flatten`: every leaf is a string. */
export function unflatten(flat: FlatParameters): { readonly [key: string]: Unflattened } {
  return { ...flat };
}
