/** Sections of an INI file, their keys in lower case. What stands before the first section belongs to `default`. */
export function parseIni(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = 'default';
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const heading = /^\[\s*(.*?)\s*\]$/.exec(trimmed)?.[1];
    if (heading !== undefined) section = heading;
    const [, key, value] = /^([^=[\]]+?)\s*=\s*(.*)$/.exec(trimmed) ?? [];
    if (key === undefined || value === undefined) continue;
    const keys = sections.get(section) ?? new Map<string, string>();
    keys.set(key.toLowerCase(), value.replace(/^(["'])(.*)\1$/, '$2'));
    sections.set(section, keys);
  }
  return sections;
}
