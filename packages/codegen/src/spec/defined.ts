/** Leaves out what is undefined, so that an optional field is absent rather than empty. */
export function defined<Facts extends object>(
  facts: Facts,
): { [Name in keyof Facts]: Exclude<Facts[Name], undefined> } {
  const present: Partial<Facts> = {};
  for (const name in facts) if (facts[name] !== undefined) present[name] = facts[name];
  return present as { [Name in keyof Facts]: Exclude<Facts[Name], undefined> };
}
