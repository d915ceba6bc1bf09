import { didYouMean, iniLines, readIniLine } from '@qcvm/client/internal';
import { CliError, usageError } from '../../../environment/cli-error.js';
import { exitCodes } from '../../../environment/exit-codes.js';
import { resolvePath } from '../../../environment/paths.js';
import type { Settings } from '../../../configuration/settings.js';
import { warn, type Context } from '../../../session/context.js';
import { credentialsPlaces } from '../../../session/credentials.js';

/** A key of a program, or of the bridge. */
export interface Key {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string | undefined;
  /** Where it was found, for messages. */
  readonly source: string;
}

/** The keys that a bridge works with. */
export interface Keys {
  /** By SecretId. */
  readonly known: ReadonlyMap<string, Key>;
  /** What calls of other SecretIds are signed with, where these are let in. */
  readonly own: Key | undefined;
}

/**
 * Reads the keys of the environment, of the profile, and of a file.
 *
 * @throws CliError when there are none, or when a file of them cannot be understood.
 */
export async function readKeys(
  context: Context,
  settings: Settings,
  options: { readonly keys?: string; readonly acceptAnyKey?: true },
): Promise<Keys> {
  const found: Key[] = [];
  // The role of this instance is none of them: no program was given its key.
  for (const { name, provider } of (await credentialsPlaces(context, settings)).slice(0, 2)) {
    try {
      const { secretId, secretKey, token } = await provider();
      found.push({ secretId, secretKey, token, source: name });
    } catch (error) {
      // A profile that was asked for by name must be there; otherwise a place may be empty.
      if (settings.profileIsNamed && name !== 'environment' && options.keys === undefined) throw error;
    }
  }
  const [own] = found;
  if (options.keys !== undefined) found.push(...(await readKeyFile(context, options.keys)));
  const known = new Map<string, Key>();
  for (const key of found) {
    const other = known.get(key.secretId);
    if (other === undefined) known.set(key.secretId, key);
    else if (other.secretKey !== key.secretKey || other.token !== key.token)
      throw usageError(
        `bridge: ${key.secretId} has one key in ${other.source} and another in ${key.source}`,
        'Leave one of them out.',
      );
  }
  if (known.size === 0)
    throw new CliError('bridge: there is no key to check calls with', {
      exitCode: exitCodes.credentials,
      hint: 'Run `qcvm configure`, set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or give --keys.',
    });
  const [only, second] = [...known.values()];
  const signing = own ?? (second === undefined ? only : undefined);
  if (options.acceptAnyKey && signing === undefined)
    throw usageError(
      'bridge: --accept-any-key needs one key to sign with, and there are several',
      'Put it into the environment or the profile.',
    );
  return { known, own: signing };
}

/** Opening one waits for a writer, and no signal ends that. */
export const namedPipe = (path: string): Error =>
  usageError(
    `bridge: ${path} is a named pipe, whose reading may never end`,
    'Give a file, or let the shell give what a command writes: <(command).',
  );

async function readKeyFile(context: Context, path: string): Promise<Key[]> {
  const { files } = context.environment;
  const resolved = resolvePath(context.environment, path);
  if (await files.isNamedPipe(resolved)) throw namedPipe(path);
  const text = await files.read(resolved);
  if (text === undefined) throw usageError(`bridge: there is no file of keys ${path}`);
  const mode = await files.mode(resolved);
  if (mode !== undefined && (mode & 0o077) !== 0)
    await warn(context, `others can read the keys in ${path}: chmod 600 ${path}`);
  const keys: Key[] = [];
  for (const [section, entries] of sectionsOf(text, path)) {
    const source = `${path} [${section}]`;
    const secretId = entries.get('secret_id') ?? '';
    const secretKey = entries.get('secret_key') ?? '';
    for (const [name, value] of [
      ['secret_id', secretId],
      ['secret_key', secretKey],
    ] as const)
      if (!/^[\x21-\x7e]+$/.test(value))
        throw usageError(
          `bridge: ${source}: ${name} is ${value === '' ? 'missing' : 'not a word of ASCII characters'}`,
          'Each section has secret_id, secret_key and perhaps token.',
        );
    const token = entries.get('token');
    keys.push({ secretId, secretKey, source, ...(token ? { token } : {}) });
  }
  if (keys.length === 0)
    throw usageError(
      `bridge: ${path} holds no key`,
      'It has a section for each: [name], secret_id = …, secret_key = …',
    );
  return keys;
}

const entryNames = ['secret_id', 'secret_key', 'token'];

/** The sections of a file of keys. What would be passed over elsewhere, such as one of two sections of a name, is an error here. */
function sectionsOf(text: string, path: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  const lines = new Map<string, number>();
  /** Notes where something stands that may stand there once. */
  const once = (what: string, line: number): void => {
    const before = lines.get(what);
    if (before !== undefined)
      throw usageError(
        `bridge: ${path}, line ${line}: there is ${what} already, in line ${before}`,
        'Give each section another name, and each entry once.',
      );
    lines.set(what, line);
  };
  let section = 'default';
  for (const [index, line] of iniLines(text).entries()) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const read = readIniLine(line);
    // What stands there may be a part of a key.
    if (read === undefined)
      throw usageError(
        `bridge: ${path}, line ${index + 1}: neither a section, an entry nor a comment`,
        'Each section has secret_id, secret_key and perhaps token: [name], secret_id = …',
      );
    if (read.kind === 'entry') {
      const meant = didYouMean(read.name.slice(0, 64), entryNames);
      if (meant !== undefined && meant !== read.name)
        throw usageError(
          `bridge: ${path}, line ${index + 1}: ${read.name} is no entry of a key; did you mean ${meant}?`,
          'Each section has secret_id, secret_key and perhaps token.',
        );
    }
    if (read.kind === 'section') {
      section = read.name;
      once(`a section [${section}]`, index + 1);
    } else once(`${read.name} in [${section}]`, index + 1);
    const entries = sections.get(section) ?? new Map<string, string>();
    sections.set(section, entries);
    if (read.kind === 'entry') entries.set(read.name, read.value);
  }
  return sections;
}
