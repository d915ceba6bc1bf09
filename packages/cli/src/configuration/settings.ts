import { CliError, usageError } from '../environment/cli-error.js';
import type { Environment } from '../environment/environment.js';
import { exitCodes } from '../environment/exit-codes.js';
import type { ColorChoice } from '../output/style.js';
import { configurationPath, shortPath } from '../environment/paths.js';
import { quoted } from '../output/text.js';
import { resolveApi, type Api } from './api.js';
import type { Profile } from './ini.js';
import type { RegionRules } from './refuse-unknown-regions.js';
import { isKnownRegion, parseRegions } from './regions.js';

/** How requests are signed: by a method of both APIs, or by that of API 3.0 alone. */
type SignatureMethod = 'HmacSHA256' | 'HmacSHA1' | 'TC3-HMAC-SHA256';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly api?: Api;
  readonly endpoint?: string;
  readonly allowPlainHttp?: boolean;
  readonly allowUnknownRegion?: boolean;
  readonly color?: ColorChoice;
  readonly verbose?: boolean;
  readonly signatureMethod?: SignatureMethod;
}

/** Entries that a profile may have, with what they mean. */
export const profileEntries = {
  region: 'region, or several separated by commas',
  output: 'format of describe: table, json, jsonl, csv or ids',
  api: 'API that requests are sent to: 2.0 or 3.0',
  endpoint: 'where requests go in place of the service',
  protect: 'instances that are never stopped: ids, or @file, one a line',
} as const;
export type ProfileEntry = keyof typeof profileEntries;

export const isProfileEntry = (name: string): name is ProfileEntry => Object.hasOwn(profileEntries, name);

/** What options, environment and configuration file come to, the first of these that says something. */
export interface Settings {
  readonly profile: string;
  /** It was asked for by name. */
  readonly profileIsNamed: boolean;
  /** Empty when nothing names one. */
  readonly regions: readonly string[];
  readonly api: Api;
  /** The API was named, and is not only the one that an endpoint or nothing leads to. */
  readonly apiIsNamed: boolean;
  readonly endpoint: string | undefined;
  /** Regions may be named that are not documented. */
  readonly allowUnknownRegion: boolean;
  /** Where the endpoint is named: `--endpoint`. */
  readonly endpointSource: string | undefined;
  /** Requests may go over plain HTTP to another machine. */
  readonly allowPlainHttp: boolean;
  readonly output: string | undefined;
  /** Where the protection list comes from; all of these count together. */
  readonly protect: readonly { readonly text: string; readonly source: string }[];
  readonly signatureMethod: SignatureMethod | undefined;
}

const firstOf = (...values: readonly (string | undefined)[]): string | undefined =>
  values.find((value) => value !== undefined && value !== '');

/**
 * Resolves the settings.
 *
 * @throws CliError when a profile that is asked for by name is neither in the configuration nor in a file of keys: with a
 * misspelled one, region, endpoint and protection list would silently be others.
 */
export async function readSettings(environment: Environment, options: GlobalOptions): Promise<Settings> {
  const { variable } = environment;
  checkGiven(options);
  const { path, profiles } = await readConfiguration(environment);
  const asked = firstOf(options.profile, variable('QCVM_PROFILE'), variable('TENCENTCLOUD_PROFILE'));
  const profile = asked ?? 'default';
  if (asked !== undefined && !profiles.has(profile))
    await mustHaveKeys(environment, profile, [...profiles.keys()]);
  const place = `${shortPath(environment, path)} [${profile}]`;
  const listed = profiles.get(profile) ?? [];
  checkEntries(listed, place);
  const entries = new Map(listed.map(({ name, value }) => [name, value]));
  const region = firstFound(
    ['--region', options.region],
    ['QCVM_REGION', variable('QCVM_REGION')],
    ['TENCENTCLOUD_REGION', variable('TENCENTCLOUD_REGION')],
    [`${place} region`, entries.get('region')],
  );
  const fromVariable = variable('QCVM_PROTECT');
  const [endpointSource, endpoint] =
    firstFound(
      ['--endpoint', options.endpoint],
      ['QCVM_ENDPOINT', variable('QCVM_ENDPOINT')],
      [`${place} endpoint`, entries.get('endpoint')],
    ) ?? [];
  const named = firstFound(
    ['--api', options.api],
    ['QCVM_API', variable('QCVM_API')],
    [`${place} api`, entries.get('api')],
  );
  const { signatureMethod } = options;
  const regions = region === undefined ? [] : parseRegions(region[1], region[0]);
  const rules: RegionRules = {
    api: resolveApi({ named, endpoint }),
    endpoint,
    allowUnknownRegion: allowsUnknownRegion(environment, options),
  };
  if (!regions.every(isKnownRegion)) {
    const { refuseUnknownRegions } = await import('./refuse-unknown-regions.js');
    const source = region?.[0] ?? '';
    refuseUnknownRegions(
      regions.map((each) => ({ region: each, source })),
      rules,
    );
  }
  return {
    ...rules,
    profile,
    profileIsNamed: asked !== undefined,
    regions,
    endpointSource,
    apiIsNamed: named !== undefined,
    allowPlainHttp: options.allowPlainHttp ?? variable('QCVM_ALLOW_PLAIN_HTTP') === '1',
    output: firstOf(variable('QCVM_OUTPUT'), entries.get('output')),
    protect: [
      ...listed.flatMap(({ name, value }) =>
        name === 'protect' && value !== '' ? { text: value, source: `${place} protect` } : [],
      ),
      ...(fromVariable ? [{ text: fromVariable, source: 'QCVM_PROTECT' }] : []),
    ],
    signatureMethod,
  };
}

/** Whether regions may be named that are not documented. */
export const allowsUnknownRegion = (
  { variable }: Pick<Environment, 'variable'>,
  { allowUnknownRegion }: GlobalOptions,
): boolean => allowUnknownRegion ?? variable('QCVM_ALLOW_UNKNOWN_REGION') === '1';

/** An option without a value, as `--profile "$PROFILE"` is where the variable is not set, would silently mean another one. */
function checkGiven(options: GlobalOptions): void {
  for (const name of ['profile', 'region', 'endpoint'] as const)
    if (options[name]?.trim() === '')
      throw usageError(`--${name} is empty`, 'Give a value, or leave it out.');
}

interface Configuration {
  readonly path: string;
  readonly profiles: ReadonlyMap<string, Profile>;
}

/** What the file says that is not understood may have been meant to protect something: it is an error. */
export async function readConfiguration(environment: Environment): Promise<Configuration> {
  const path = configurationPath(environment);
  const text = await environment.files.read(path);
  if (text === undefined) {
    if (environment.variable('QCVM_CONFIG_FILE'))
      throw usageError(
        `QCVM_CONFIG_FILE: there is no file ${path}`,
        'Correct it, or write it: qcvm configure',
      );
    return { path, profiles: new Map() };
  }
  // Only now: help and completion need no client.
  const { readProfiles } = await import('./ini.js');
  const short = shortPath(environment, path);
  const profiles = readProfiles(text, (line) =>
    usageError(
      `${short}, line ${line} is no entry`,
      'An entry is one line: name = value. Several values are separated by commas.',
    ),
  );
  const meant = [...profiles.keys()].find((name) => name !== 'default' && isLikeDefault(name));
  if (meant !== undefined) {
    throw usageError(
      `${short}: the section [${meant}] is used only with --profile ${meant}`,
      'If [default] is meant, correct it; if not, rename the section.',
    );
  }
  return { path, profiles };
}

/** `Default`, `defualt`, `defaults`: the letters of `default`, but for one at most. */
function isLikeDefault(name: string): boolean {
  const letters = (text: string): string => [...text.toLowerCase()].sort().join('');
  const [given, wanted] = [letters(name), letters('default')];
  const without = (text: string): string[] =>
    [...text].map((_, index) => text.slice(0, index) + text.slice(index + 1));
  return given === wanted || without(given).includes(wanted) || without(wanted).includes(given);
}

/** Of `protect` all count together; anything else that stands twice would have one that is not in force. */
function checkEntries(entries: Profile, place: string): void {
  const seen = new Map<string, number>();
  for (const { name, line } of entries) {
    if (!isProfileEntry(name)) {
      throw usageError(
        `${place}: ${JSON.stringify(name)} is not an entry`,
        `Entries are ${Object.keys(profileEntries).join(', ')}.`,
      );
    }
    const before = seen.get(name);
    if (before !== undefined && name !== 'protect')
      throw usageError(
        `${place}: ${name} stands on line ${before} and on line ${line}`,
        'Leave one of them.',
      );
    seen.set(name, line);
  }
}

/** A profile without a section of its own must be one of another tool's, with a key. If there are no profiles, `default` exists. */
async function mustHaveKeys(
  { homeDirectory: home, variable }: Environment,
  profile: string,
  known: readonly string[],
): Promise<void> {
  if (profile === 'default' && known.length === 0) return;
  const { fromProfile } = await import('@qcvm/client/node');
  try {
    await fromProfile({ profile, home, environment: variable })();
  } catch (error) {
    const name = /^[\w.-]+$/.test(profile) ? profile : quoted(profile);
    const others = known.length === 0 ? '' : `Profiles of the configuration: ${known.join(', ')}. `;
    throw new CliError(`no profile ${JSON.stringify(profile)}, and no key of that name`, {
      exitCode: exitCodes.usage,
      hint: `${others}To make it: qcvm configure --profile ${name}`,
      cause: error,
    });
  }
}

/** The first that says something, and where it stands. */
const firstFound = (
  ...candidates: readonly (readonly [source: string, value: string | undefined])[]
): readonly [source: string, value: string] | undefined => {
  for (const [source, value] of candidates) if (value) return [source, value];
  return undefined;
};

/** The regions; none is an error, as a request without one goes nowhere. */
export function needRegions(settings: Settings): readonly [string, ...string[]] {
  const [first, ...others] = settings.regions;
  if (first === undefined) {
    throw usageError(
      'no region is given',
      'Use --region ap-guangzhou, set QCVM_REGION, or run `qcvm configure`.',
    );
  }
  return [first, ...others];
}

/**
 * The signature method for requests of API 2.0.
 *
 * @throws CliError for the one that only API 3.0 has.
 */
export function olderSignatureMethod({
  signatureMethod,
}: Pick<Settings, 'signatureMethod'>): Exclude<SignatureMethod, 'TC3-HMAC-SHA256'> | undefined {
  if (signatureMethod === 'TC3-HMAC-SHA256')
    throw usageError(
      `--signature-method ${signatureMethod} is for API 3.0, but the requests are of API 2.0`,
      'Give HmacSHA256 or HmacSHA1, or leave it out.',
    );
  return signatureMethod;
}

/** For commands that call in one region only. */
export function needOneRegion(settings: Settings): string {
  const [region, second] = needRegions(settings);
  if (second !== undefined)
    throw usageError('this command takes one region', `Give one of ${settings.regions.join(', ')}.`);
  return region;
}
