import { iniLines, readIniLine } from '@qcvm/client/node';

/** `[profile night]`, as aws writes it, is `[night]`. */
const profileOf = (section: string): string => section.replace(/^profile\s+/, '');

/** Every entry of a profile in its order, those that come twice among them, and where each stands. */
export type Profile = readonly { readonly name: string; readonly value: string; readonly line: number }[];

/**
 * Reads the configuration of qcvm. Unlike files of keys, which other tools write as well, it is read whole or not at all: what is
 * passed over may have been meant to protect something.
 *
 * @param wrong makes the error for a line that is neither an entry, a section, a comment nor empty
 */
export function readProfiles(text: string, wrong: (line: number) => Error): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, { name: string; value: string; line: number }[]>();
  let profile = 'default';
  for (const [index, line] of iniLines(text).entries()) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const read = readIniLine(line);
    if (read === undefined) throw wrong(index + 1);
    if (read.kind === 'section') profile = profileOf(read.name);
    const entries = profiles.get(profile) ?? [];
    profiles.set(profile, entries);
    if (read.kind === 'entry') entries.push({ name: read.name, value: read.value, line: index + 1 });
  }
  return profiles;
}

/** A value as it stands in a file: in quotes, where it would read as another one without. */
function written(value: string): string {
  const read = readIniLine(`name = ${value}`);
  if (read?.kind === 'entry' && read.value === value) return value;
  return value.includes('"') ? `'${value}'` : `"${value}"`;
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
  const lines = text === '' ? [] : iniLines(text.replace(/(\r\n|\r|\n)$/, ''));
  const title = (line: string): string | undefined => {
    const read = readIniLine(line);
    return read?.kind === 'section' ? profileOf(read.name) : undefined;
  };
  const left = new Map(Object.entries(changes));
  const out: string[] = [];
  let inside = section === 'default' && !lines.some((line) => title(line) === 'default');
  let seen = false;
  /** Where the section's last entry, or its title, ends: new entries are inserted after it. */
  let end = 0;
  const add = (): void => {
    const added = [...left].flatMap(([name, value]) =>
      value === undefined ? [] : [`${name} = ${written(value)}`],
    );
    out.splice(end, 0, ...added);
    left.clear();
  };
  for (const line of lines) {
    const heading = title(line);
    if (heading !== undefined) {
      if (inside && seen) add();
      inside = heading === section;
      seen ||= inside;
      out.push(line);
      if (inside) end = out.length;
      continue;
    }
    const read = readIniLine(line);
    const name = read?.kind === 'entry' ? read.name : undefined;
    if (inside && name !== undefined && Object.hasOwn(changes, name)) {
      const value = left.get(name);
      left.delete(name);
      if (value !== undefined) out.push(`${name} = ${written(value)}`);
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
    out.push(`[${section}]`, ...missing.map(([name, value]) => `${name} = ${written(value ?? '')}`));
  }
  return out.length === 0 ? '' : `${out.join('\n')}\n`;
}
