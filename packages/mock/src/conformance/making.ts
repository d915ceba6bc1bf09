/** Changes of parameters or headers by name: another value, or (`null`) left out. */
export type Changes = Readonly<Record<string, string | null>>;

export function change(values: Record<string, string>, changes: Changes = {}): void {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete values[name];
    else values[name] = value;
  }
}

/** The same signature with its first digit exchanged for another. Made of the right one: a fixed text could be part of the key. */
export const altered = (signature: string): string =>
  (signature.startsWith('0') ? '1' : '0') + signature.slice(1);

/** Of the form of an id, but longer than any that exists. */
export const unknownInstance = `ins-${'0'.repeat(40)}`;

/** Secrets in every spelling that a report could show, the longest first. */
export const spellings = (
  secrets: readonly string[],
  encode: (text: string) => string = encodeURIComponent,
): readonly string[] =>
  secrets
    .filter((text) => text !== '')
    .flatMap((text) => [text, encode(text), encodeURIComponent(text)])
    .sort((one, other) => other.length - one.length);
