import { callable, checkOptions, type Rule, type Rules } from '../../model/option-rules.js';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { withSource, type Credentials, type CredentialsProvider } from './credentials.js';
import { CredentialsError } from '../../model/errors/errors.js';
import { own } from '../../model/own.js';
import { systemRuntime, type Runtime } from '../../model/runtime/runtime.js';
import { isProfileName, profileFormats } from './profile-formats.js';
import { decodeText } from './text-file.js';

export interface ProfileOptions {
  /** Which of several keys. Default: `TENCENTCLOUD_PROFILE` or `TCCLI_PROFILE` of the environment, else `default`. */
  readonly profile?: string | undefined;
  /** Where the files are. Default: the home directory. */
  readonly home?: string | undefined;
  /** Default: the environment of the process. */
  readonly environment?: Runtime['environment'] | undefined;
}

const text = { must: 'a text', test: (value) => typeof value === 'string' } satisfies Rule;
export const profileRules: Rules = { profile: text, home: text, environment: callable };

/** The home directory, if there is one: a container may run as a user that no file knows. */
function homeDirectory(): string | undefined {
  try {
    const home = homedir();
    // Anything else would be taken from the working directory.
    return isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}

/** A file's text; undefined if there is none, or none that we may read. */
async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return decodeText(await readFile(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw new CredentialsError(`could not read ${path} (${String(code)})`, {
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
export function fromProfile(given: ProfileOptions = {}): CredentialsProvider {
  checkOptions(profileRules, given);
  const options = own(given);
  const { environment = (name) => systemRuntime.environment(name) } = options;
  return async () => {
    const profile =
      options.profile ?? (environment('TENCENTCLOUD_PROFILE') || environment('TCCLI_PROFILE') || 'default');
    if (!isProfileName(profile))
      throw new CredentialsError('got an invalid profile name: empty, or a path', {
        advice: 'It is part of a file name: use one without /, \\ and control characters.',
      });
    const home = options.home ?? homeDirectory();
    const asked: string[] = [];
    for (const format of profileFormats) {
      const file = format.file(profile);
      if (home === undefined && !isAbsolute(file)) continue;
      const path = isAbsolute(file) ? file : join(home ?? '', file);
      asked.push(path);
      const text = await readIfThere(path);
      if (text === undefined) continue;
      let found: Partial<Credentials> | undefined;
      try {
        found = format.read(text, profile);
      } catch {
        throw new CredentialsError(`found no credentials: ${path} has the wrong format`, {
          advice: 'Recreate it with the tool that owns it.',
        });
      }
      const { secretId, secretKey } = own(found ?? {});
      // A profile without any key may be one that only says where to get them.
      if (!secretId && !secretKey) continue;
      if (secretId && secretKey)
        return withSource({ ...found, secretId, secretKey }, `profile ${profile} of ${path}`);
      throw new CredentialsError(
        `found no credentials: profile ${profile} in ${path} has no ${secretId ? 'secret key' : 'secret id'}`,
        { advice: 'Complete it, or remove the profile from the file.' },
      );
    }
    const homeless = home === undefined ? ' (the home directory is not known: HOME is not set)' : '';
    throw new CredentialsError(
      `found no credentials: no profile ${profile} in ${asked.join(', ')}${homeless}`,
      {
        advice: 'Create one of these files, or pass credentials to the client.',
      },
    );
  };
}
