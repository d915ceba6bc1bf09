/** The sections of an INI file, as the vendor's tools and aws write them. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>;

const sectionShape = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]\s*(?:[#;].*)?$/;
const entryShape = /^\s*([^=#;[\s][^=]*?)\s*=\s*(.*?)\s*$/;

/** What comes before the first section belongs to `default`. Later entries win. */
export function parseIni(text: string): Ini {
  const sections = new Map<string, Map<string, string>>();
  let section = 'default';
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const title = sectionShape.exec(line)?.[1];
    if (title !== undefined) {
      section = title;
      if (!sections.has(section)) sections.set(section, new Map());
      continue;
    }
    const [, name, value] = entryShape.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const entries = sections.get(section) ?? new Map<string, string>();
    sections.set(section, entries);
    entries.set(name.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  return sections;
}

/**
 * Changes entries of one section and nothing else: comments, order and other sections stay as they are.
 * `undefined` removes an entry.
 */
export function editIni(
  text: string,
  section: string,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  const left = new Map(Object.entries(changes));
  const out: string[] = [];
  let inside = section === 'default' && !lines.some((line) => sectionShape.exec(line)?.[1] === 'default');
  let seen = false;
  /** Where the section's last entry, or its title, ends: behind it is room for more. */
  let end = 0;
  const add = (): void => {
    const added = [...left].flatMap(([name, value]) => (value === undefined ? [] : [`${name} = ${value}`]));
    out.splice(end, 0, ...added);
    left.clear();
  };
  for (const line of lines) {
    const title = sectionShape.exec(line)?.[1];
    if (title !== undefined) {
      if (inside && seen) add();
      inside = title === section;
      seen ||= inside;
      out.push(line);
      if (inside) end = out.length;
      continue;
    }
    const name = entryShape.exec(line)?.[1]?.toLowerCase();
    if (inside && name !== undefined && Object.hasOwn(changes, name)) {
      const value = left.get(name);
      left.delete(name);
      if (value !== undefined) out.push(`${name} = ${value}`);
      seen = true;
      end = out.length;
      continue;
    }
    out.push(line);
    if (inside && name !== undefined) end = out.length;
  }
  if (inside && seen) add();
  const missing = [...left].filter(([, value]) => value !== undefined);
  if (missing.length > 0) {
    if (out.length > 0 && out.at(-1) !== '') out.push('');
    out.push(`[${section}]`, ...missing.map(([name, value]) => `${name} = ${value ?? ''}`));
  }
  return out.length === 0 ? '' : `${out.join('\n')}\n`;
}
