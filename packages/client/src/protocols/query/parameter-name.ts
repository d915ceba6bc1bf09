/** Lists and objects may be this deep in one another; the API needs 3. It bounds every recursion over them. */
export const maxDepth = 32;

/** The name of an item of a list. */
export const isIndex = (name: string): boolean => /^\d+$/.test(name);

/**
 * What is wrong with a name between two dots, or at either end, of a name on the wire. Such a name could not be told apart
 * from another one: on the wire, in the text that is signed, or when it is read back.
 */
export function nameFault(name: string): string | undefined {
  if (name === '') return 'must not have an empty name';
  if (/[.=&]/.test(name)) return 'must not have a name with ".", "=" or "&" in it';
  if (isIndex(name)) return 'must not have a number as its name: it would read as an index of a list';
  if (/\p{Cs}/u.test(name)) return 'must have a name in well-formed Unicode';
  // Assigning to this name, which some program further on might do, would change a prototype.
  return name === '__proto__' ? 'must not have this name' : undefined;
}

/** What is wrong with a whole name on the wire, such as `policies.0.port`. */
export const flatNameFault = (name: string): string | undefined =>
  name
    .split('.', maxDepth + 1)
    .map((part, depth) => (depth > 0 && isIndex(part) ? undefined : nameFault(part)))
    .find(Boolean);
