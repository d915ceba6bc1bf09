/** Leaves out what is undefined, so that an optional field is absent rather than empty. */
export function defined<Facts extends object>(
  facts: Facts,
): { [Name in keyof Facts]: Exclude<Facts[Name], undefined> } {
  const present = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [Name in keyof Facts]: Exclude<Facts[Name], undefined> };
}
