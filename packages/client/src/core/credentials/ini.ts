/** Sections of an INI file, and the entries of each by their names in lower case. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A line of an INI file that says something. */
export type IniLine =
  | { readonly kind: 'section'; readonly name: string }
  | { readonly kind: 'entry'; readonly name: string; readonly value: string };

/** `[name]`, perhaps with a comment behind it. */
const sectionShape = /^\s*\[\s*(.*?)\s*\]\s*(?:[#;].*)?$/;
/** `name = value` or `name: value`. */
const entryShape = /^\s*([^=:[\]#;\s][^=:[\]]*?)\s*[=:]\s*(.*?)\s*$/;
/** `"value"` or `'value'`, perhaps with a comment behind it: what is within the quotes is taken as it is. */
const quotedShape = /^(["'])(.*?)\1\s*(?:[#;].*)?$/;
/** A comment begins after white space: `a#b` is a value, `a # b` is one with a comment. */
const commentShape = /(?:^|\s+)[#;].*$/;

/** Any of the three ways to end a line. */
export const iniLines = (text: string): string[] => text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);

/** What a line says; `undefined` for a comment, an empty line, and anything else. */
export function readIniLine(line: string): IniLine | undefined {
  const section = sectionShape.exec(line)?.[1];
  if (section !== undefined) return { kind: 'section', name: section };
  const [, name, value] = entryShape.exec(line) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const plain = quotedShape.exec(value)?.[2] ?? value.replace(commentShape, '');
  return { kind: 'entry', name: name.toLowerCase(), value: plain };
}

/**
 * Reads an INI file as the vendor's tools, aws and git write them. What stands before the first section belongs to `default`;
 * later entries win.
 */
export function parseIni(text: string): Ini {
  const sections = new Map<string, Map<string, string>>();
  let section = 'default';
  for (const line of iniLines(text)) {
    const read = readIniLine(line);
    if (!read) continue;
    if (read.kind === 'section') section = read.name;
    const entries = sections.get(section) ?? new Map<string, string>();
    sections.set(section, entries);
    if (read.kind === 'entry') entries.set(read.name, read.value);
  }
  return sections;
}
