import { iniLines, readIniLine } from '@qcvm/client/internal';

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

const endOf = (line: string): string => /[\r\n]*$/.exec(line)?.[0] ?? '';

type Changes = Readonly<Record<string, string | undefined>>;

/**
 * Changes entries of a profile in the configuration of qcvm and nothing else: comments, order, ends of lines and other profiles
 * stay as they are. `undefined` removes an entry.
 */
export const editIni = (text: string, profile: string, changes: Changes): string =>
  edit(text, { section: profile, changes, titleOf: profileOf });

/** The same in a file of keys, where other tools take titles literally. */
export const editKeys = (text: string, section: string, changes: Changes): string =>
  edit(text, { section, changes, titleOf: (title) => title });

interface Edit {
  readonly section: string;
  readonly changes: Changes;
  /** The section that a title is of. */
  readonly titleOf: (title: string) => string;
}

function edit(text: string, { section, changes, titleOf }: Edit): string {
  const [, mark = '', body = ''] = /^(\ufeff?)(.*)$/s.exec(text) ?? [];
  const given = body === '' ? [] : body.split(/(?<=\r\n|\n|\r(?!\n))/);
  const newline = given.map(endOf).find((end) => end !== '') ?? '\n';
  let within = 'default';
  let block = 0;
  const lines = given.map((line) => {
    const read = readIniLine(line.slice(0, line.length - endOf(line).length));
    if (read?.kind === 'section') {
      within = titleOf(read.name);
      block++;
    }
    return { line, read, block, isOurs: within === section };
  });
  const ours = lines.filter(({ isOurs, read }) => isOurs && read !== undefined);
  // New entries stand at the end of the section that has the title; what is before the first title belongs to `default`.
  const home = (ours.find(({ read }) => read?.kind === 'section') ?? ours[0])?.block;
  const last = lines.findLastIndex((each) => each.block === home && each.read !== undefined);
  const left = new Map(Object.entries(changes));
  const entry = (name: string): string[] => {
    const value = left.get(name);
    left.delete(name);
    return value === undefined ? [] : [`${name} = ${written(value)}`];
  };
  const kept = lines.map(({ line, read, isOurs }) => {
    const isChanged = isOurs && read?.kind === 'entry' && Object.hasOwn(changes, read.name);
    return isChanged ? entry(read.name).map((changed) => changed + endOf(line)) : [line];
  });
  const added = [...left.keys()].flatMap(entry).map((line) => line + newline);
  const out = kept.flatMap((each, index) => (index === last ? [...each, ...added] : each));
  if (home === undefined && added.length > 0) {
    const blank = out.length > 0 && out.at(-1)?.trim() !== '' ? [newline] : [];
    out.push(...blank, `[${section}]${newline}`, ...added);
  }
  const ended = out.map((line, index) =>
    endOf(line) === '' && index < out.length - 1 ? line + newline : line,
  );
  return mark + ended.join('');
}
