import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { credentialsError, type Credentials, type CredentialsProvider } from './credentials.js';
import { systemRuntime, type Runtime } from '../../model/runtime.js';
import { profileFormats } from './profile-formats.js';

export interface ProfileOptions {
  /** Which of several keys. Default: `TENCENTCLOUD_PROFILE` or `TCCLI_PROFILE` of the environment, else `default`. */
  readonly profile?: string | undefined;
  /** Where the files are. Default: the home directory. */
  readonly home?: string | undefined;
  /** Default: the environment of the process. */
  readonly environment?: Runtime['environment'] | undefined;
}

/** A file's text; undefined if there is none, or none that we may read. */
async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw credentialsError(`could not read ${path} (${String(code)})`, {
      advice: 'Check the permissions of the file.',
    });
  }
}

/**
 * Credentials from the files that the vendor's tools write: `~/.tencentcloud/credentials`, `~/.tccli/<profile>.credential`,
 * `~/.qcloudcli/credentials`, `/etc/tencentcloud/credentials`. The first that knows the profile counts.
 *
 * @throws CredentialsError if none does, or if the one that does is incomplete.
 */
export function fromProfile(options: ProfileOptions = {}): CredentialsProvider {
  const { home = homedir(), environment = (name) => systemRuntime.environment(name) } = options;
  return async () => {
    const profile =
      options.profile ?? (environment('TENCENTCLOUD_PROFILE') || environment('TCCLI_PROFILE') || 'default');
    // It becomes a part of a file's name.
    if (!/^[\w.@-]+$/.test(profile) || profile.startsWith('.'))
      throw credentialsError('got a profile name with characters that no profile has', {
        advice: 'Use letters, digits, _, -, . and @.',
      });
    const asked: string[] = [];
    for (const format of profileFormats) {
      const path = resolve(home, format.file(profile));
      asked.push(path);
      const text = await readIfThere(path);
      if (text === undefined) continue;
      let found: Partial<Credentials> | undefined;
      try {
        found = format.read(text, profile);
      } catch {
        throw credentialsError(`found no credentials: ${path} is not in the format that it should have`, {
          advice: 'Write it again with the tool that it belongs to.',
        });
      }
      const { secretId, secretKey } = found ?? {};
      // A profile without any key may be one that only says where to get them.
      if (!secretId && !secretKey) continue;
      if (secretId && secretKey) return { ...found, secretId, secretKey };
      throw credentialsError(
        `found no credentials: profile ${profile} in ${path} has no ${secretId ? 'secret key' : 'secret id'}`,
        { advice: 'Complete it, or remove the profile from the file.' },
      );
    }
    throw credentialsError(`found no credentials: there is no profile ${profile} in ${asked.join(', ')}`, {
      advice: 'Write one of these files, or pass credentials to the client.',
    });
  };
}
