import { CliError, usageError } from '../environment/cli-error.js';
import type { Environment } from '../environment/environment.js';
import { exitCodes } from '../environment/exit-codes.js';
import type { ColorChoice } from '../output/style.js';
import { configurationPath, shortPath } from '../environment/paths.js';
import { parseRegions } from './regions.js';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly allowPlainHttp?: boolean;
  readonly color?: ColorChoice;
  readonly verbose?: boolean;
  readonly signatureMethod?: 'HmacSHA256' | 'HmacSHA1';
}

/** Entries that a profile may have, with what they mean. */
export const profileEntries = {
  region: 'region, or several separated by commas',
  output: 'format of describe: table, json, jsonl, csv or ids',
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
  readonly endpoint: string | undefined;
  /** Requests may go over plain HTTP to another machine. */
  readonly allowPlainHttp: boolean;
  readonly output: string | undefined;
  /** Where the protection list comes from; all of these count together. */
  readonly protect: readonly { readonly text: string; readonly source: string }[];
  readonly signatureMethod: 'HmacSHA256' | 'HmacSHA1' | undefined;
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
  const path = configurationPath(environment);
  // Only now: help and completion need no client.
  const { parseIni } = await import('./ini.js');
  const ini = parseIni((await environment.files.read(path)) ?? '');
  const asked = firstOf(options.profile, variable('QCVM_PROFILE'), variable('TENCENTCLOUD_PROFILE'));
  const profile = asked ?? 'default';
  if (asked !== undefined && !ini.has(profile)) await mustHaveKeys(environment, profile, [...ini.keys()]);
  const entries = ini.get(profile) ?? new Map<string, string>();
  const place = `${shortPath(environment, path)} [${profile}]`;
  for (const name of entries.keys()) {
    if (!isProfileEntry(name)) {
      throw usageError(
        `${place}: ${JSON.stringify(name)} is not an entry`,
        `Entries are ${Object.keys(profileEntries).join(', ')}.`,
      );
    }
  }
  const region: [string, string] | undefined = options.region
    ? ['--region', options.region]
    : firstFound(
        ['QCVM_REGION', variable('QCVM_REGION')],
        ['TENCENTCLOUD_REGION', variable('TENCENTCLOUD_REGION')],
        [`${place} region`, entries.get('region')],
      );
  const fromProfile = entries.get('protect');
  const fromVariable = variable('QCVM_PROTECT');
  return {
    profile,
    profileIsNamed: asked !== undefined,
    regions: region === undefined ? [] : parseRegions(region[1], region[0]),
    endpoint: firstOf(options.endpoint, variable('QCVM_ENDPOINT'), entries.get('endpoint')),
    allowPlainHttp: options.allowPlainHttp ?? variable('QCVM_ALLOW_PLAIN_HTTP') === '1',
    output: firstOf(variable('QCVM_OUTPUT'), entries.get('output')),
    protect: [
      ...(fromProfile ? [{ text: fromProfile, source: `${place} protect` }] : []),
      ...(fromVariable ? [{ text: fromVariable, source: 'QCVM_PROTECT' }] : []),
    ],
    signatureMethod: options.signatureMethod,
  };
}

/** A profile without a section of its own must be one of another tool's, with a key. `default` is always there. */
async function mustHaveKeys(
  { homeDirectory: home, variable }: Environment,
  profile: string,
  known: readonly string[],
): Promise<void> {
  if (profile === 'default') return;
  const { fromProfile } = await import('@qcvm/client/node');
  try {
    await fromProfile({ profile, home, environment: variable })();
  } catch (error) {
    const others = known.length === 0 ? '' : `Profiles of the configuration: ${known.join(', ')}. `;
    throw new CliError(`there is no profile ${JSON.stringify(profile)}, and no key of that name`, {
      exitCode: exitCodes.usage,
      hint: `${others}To make it: qcvm configure --profile ${profile}`,
      cause: error,
    });
  }
}

function firstFound(
  ...candidates: readonly (readonly [string, string | undefined])[]
): [string, string] | undefined {
  for (const [source, value] of candidates) if (value !== undefined && value !== '') return [source, value];
  return undefined;
}

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

/** For commands that call in one region only. */
export function needOneRegion(settings: Settings): string {
  const [region, second] = needRegions(settings);
  if (second !== undefined)
    throw usageError('this command takes one region', `Give one of ${settings.regions.join(', ')}.`);
  return region;
}
