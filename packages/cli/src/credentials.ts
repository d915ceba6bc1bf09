import type { CredentialsProvider } from '@qcvm/client';
import type { Context } from './context.js';
import type { Settings } from './configuration/settings.js';

/** One place where credentials may be, and what it is called in messages. */
export interface CredentialsPlace {
  readonly name: string;
  readonly provider: CredentialsProvider;
}

/** Nobody waits long for a metadata service that is not there. */
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

/** Credentials from wherever there are some. */
export async function credentialsFor(context: Context, settings: Settings): Promise<CredentialsProvider> {
  const { chain } = await import('@qcvm/client/node');
  return chain(...(await credentialsPlaces(context, settings)).map(({ provider }) => provider));
}
