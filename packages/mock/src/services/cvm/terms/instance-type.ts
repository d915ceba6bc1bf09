const sizes = new Map([
  ['SMALL', 1],
  ['MEDIUM', 2],
  ['LARGE', 4],
]);

/** Cores and memory (GiB) of a type such as `S5.LARGE8`; nothing for a text that is none. */
export function sizeOf(type: string): { readonly cpu: number; readonly mem: number } | undefined {
  const match = /^[A-Z][A-Za-z0-9]*\.(?:(SMALL|MEDIUM|LARGE)|(\d{1,3})XLARGE)(\d{1,5})$/.exec(type);
  if (!match) return undefined;
  const [, name = '', times, mem] = match;
  return { cpu: times === undefined ? (sizes.get(name) ?? 1) : 4 * Number(times), mem: Number(mem) };
}

/** A type for so many cores and so much memory. */
export function typeFor(cpu: number, mem: number): string {
  const name =
    [...sizes].find(([, cores]) => cores === cpu)?.[0] ?? `${Math.max(2, Math.ceil(cpu / 4))}XLARGE`;
  return `S5.${name}${mem}`;
}
