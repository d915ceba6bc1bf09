import type { Credentials } from './credentials.js';
import { own } from '../../model/own.js';
import { unicode } from '../../model/shape.js';
import { parseIni } from './ini.js';

/** A name that can be a part of a file's name: no path, and nothing that a terminal would act upon. */
export const isProfileName = (name: string): boolean =>
  name !== '' && !unicode('^\\.{1,2}$|[/\\\\\\p{C}]').test(name);

/** A place where one of the vendor's tools keeps its keys. */
export interface ProfileFormat {
  /** The file, below the home directory (or absolute), for a profile. */
  readonly file: (profile: string) => string;
  /** What it holds for the profile: undefined if nothing. Throws SyntaxError if it cannot be read. */
  readonly read: (text: string, profile: string) => Partial<Credentials> | undefined;
}

const fromIni =
  (names: { secretId: string; secretKey: string; token: string }, heading: (profile: string) => string) =>
  (text: string, profile: string): Partial<Credentials> | undefined => {
    const keys = parseIni(text).get(heading(profile));
    if (!keys) return undefined;
    const token = keys.get(names.token);
    return {
      secretId: keys.get(names.secretId) ?? '',
      secretKey: keys.get(names.secretKey) ?? '',
      ...(token ? { token } : {}),
    };
  };

const readSdk = fromIni(
  { secretId: 'secret_id', secretKey: 'secret_key', token: 'token' },
  (profile) => profile,
);

/** `~/.tencentcloud/credentials`, of the vendor's SDKs: `[default]`, `secret_id = …`, `secret_key = …`. */
export const sdkFormat: ProfileFormat = { file: () => '.tencentcloud/credentials', read: readSdk };

/** The same for all users of a machine. */
export const machineFormat: ProfileFormat = { file: () => '/etc/tencentcloud/credentials', read: readSdk };

/** `~/.tccli/<profile>.credential`, of the vendor's present command line: JSON with `secretId`, `secretKey` and perhaps `token`. */
export const tccliFormat: ProfileFormat = {
  file: (profile) => `.tccli/${profile}.credential`,
  read: (text) => {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) throw new SyntaxError('no object');
    const { secretId, secretKey, token } = own(value as Partial<Record<string, unknown>>);
    const read = (key: unknown): string => (typeof key === 'string' ? key : '');
    return {
      secretId: read(secretId),
      secretKey: read(secretKey),
      ...(read(token) ? { token: read(token) } : {}),
    };
  },
};

/**
 * `~/.qcloudcli/credentials`, of the command line of this API's time: `[default]` or `[profile name]`, `qcloud_secretid = …`,
 * `qcloud_secretkey = …`.
 */
export const qcloudcliFormat: ProfileFormat = {
  file: () => '.qcloudcli/credentials',
  read: fromIni(
    { secretId: 'qcloud_secretid', secretKey: 'qcloud_secretkey', token: 'qcloud_token' },
    (profile) => (profile === 'default' ? profile : `profile ${profile}`),
  ),
};

/** In the order in which they are asked. */
export const profileFormats: readonly ProfileFormat[] = [
  sdkFormat,
  tccliFormat,
  qcloudcliFormat,
  machineFormat,
];
