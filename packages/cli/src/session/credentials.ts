import type { Credentials, CredentialsProvider } from '@qcvm/client';
import type { Context } from './context.js';
import type { Settings } from '../configuration/settings.js';
import { messageOf } from '../output/present-error.js';
import { printable } from '../output/text.js';

/** One place where credentials may be, and what it is called in messages. */
export interface CredentialsPlace {
  readonly name: string;
  readonly provider: CredentialsProvider;
}

/** Milliseconds: there may be no metadata service. */
const metadata = { timeout: 1_000 };

/** The places in the order in which they are asked; a profile that was asked for by name comes first. */
export async function credentialsPlaces(context: Context, settings: Settings): Promise<CredentialsPlace[]> {
  const { fromEnvironment } = await import('@qcvm/client');
  const { fromInstanceMetadata, fromProfile } = await import('@qcvm/client/node');
  const { homeDirectory: home, variable: environment } = context.environment;
  const places: CredentialsPlace[] = [
    { name: 'environment', provider: fromEnvironment(environment) },
    {
      name: `profile ${settings.profile}`,
      provider: fromProfile({ profile: settings.profile, home, environment }),
    },
  ];
  if (settings.profileIsNamed) places.reverse();
  return [...places, { name: 'role of this instance', provider: fromInstanceMetadata(metadata) }];
}

/** Credentials, and where they come from. */
export interface FoundCredentials {
  readonly credentials: Credentials;
  /** The place: `environment`. */
  readonly source: string;
  readonly profile: string;
}

/** Enough of a SecretId to recognise it; of a SecretKey nothing is ever shown. */
export const shortId = ({ secretId }: Credentials): string => `${secretId.slice(0, 8)}…`;

export const keyText = ({ credentials, source }: Omit<FoundCredentials, 'profile'>): string =>
  `${credentials.token ? 'temporary key' : 'key'} ${shortId(credentials)} from: ${source}`;

/** The first place that has a key; or where none has one, why. */
export async function lookForKey(
  context: Context,
  settings: Settings,
): Promise<FoundCredentials | { readonly reasons: readonly string[] }> {
  const reasons: string[] = [];
  for (const { name: source, provider } of await credentialsPlaces(context, settings)) {
    try {
      return { credentials: await provider(), source, profile: settings.profile };
    } catch (error) {
      reasons.push(`${source}: ${reasonOf(error)}`);
    }
  }
  return { reasons };
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'summary' in error
    ? printable(`${error.summary as string}`.replace('found no credentials: ', ''))
    : messageOf(error);

/** Credentials from wherever there are some, and the place that gave them last. */
export interface CredentialsSearch {
  readonly provider: CredentialsProvider;
  /** Rejects with a `CredentialsError` when no place has any. */
  readonly found: () => Promise<FoundCredentials>;
}

export async function searchCredentials(context: Context, settings: Settings): Promise<CredentialsSearch> {
  const { CredentialsError } = await import('@qcvm/client');
  let latest: FoundCredentials | undefined;
  const search = async (): Promise<Credentials> => {
    const found = await lookForKey(context, settings);
    if ('reasons' in found)
      throw new CredentialsError(`found no credentials: ${found.reasons.join('; ')}`, {
        advice: 'Run `qcvm configure`, or provide them in one of these ways.',
      });
    latest = found;
    return found.credentials;
  };
  // The first search is for the client as well: both must speak of the same key.
  let first: Promise<Credentials> | undefined;
  const once = (): Promise<Credentials> => (first ??= search());
  let used = false;
  return {
    provider: () => {
      if (used) return search();
      used = true;
      return once();
    },
    found: async () => {
      await once();
      if (latest === undefined) throw new Error('credentials without a place');
      return latest;
    },
  };
}

/** Credentials from wherever there are some. */
export const credentialsFor = async (context: Context, settings: Settings): Promise<CredentialsProvider> =>
  (await searchCredentials(context, settings)).provider;
