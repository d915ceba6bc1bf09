import { fromEnvironment, type Credentials, type CredentialsProvider } from '@qcvm/client';
import { fromInstanceMetadata, fromProfile } from '@qcvm/client/node';
import { needObjects } from '../model/arguments.js';
import { fingerprintOf } from '../model/fingerprint.js';
import type { FleetRuntime } from '../model/runtime.js';
import type { CredentialsReference } from './schema.js';

/** How a reference becomes a key on this machine. */
export type ResolveCredentials = (reference: CredentialsReference) => CredentialsProvider;

/** The key that a reference stands for, from this machine's files, environment or role. `home`: where the files are. */
export const credentialsOf = (
  options: Pick<FleetRuntime, 'environment'> & { readonly home?: string | undefined },
): ResolveCredentials => {
  needObjects({ options });
  const { environment, home } = options;
  return (reference) => {
    needObjects({ reference });
    if ('profile' in reference) return fromProfile({ profile: reference.profile, home, environment });
    if ('role' in reference) return fromInstanceMetadata();
    const { environment: prefix } = reference;
    if (prefix === 'TENCENTCLOUD') return fromEnvironment(environment);
    return () => {
      const variable = (name: string): string => {
        const value = environment(`${prefix}_${name}`);
        if (!value) throw new Error(`${prefix}_${name} is not set`);
        return value;
      };
      const token = environment(`${prefix}_TOKEN`);
      return {
        secretId: variable('SECRET_ID'),
        secretKey: variable('SECRET_KEY'),
        ...(token ? { token } : {}),
      };
    };
  };
};

export const credentialsText = (reference: CredentialsReference): string => {
  needObjects({ reference });
  return 'profile' in reference
    ? `profile ${reference.profile}`
    : 'environment' in reference
      ? `environment ${reference.environment}_SECRET_ID`
      : 'role of the instance';
};

/** The identity of the account of a long-lived key; `undefined` for temporary keys, which are new every time. */
export const accountFingerprint = async (credentials: Credentials): Promise<string | undefined> =>
  credentials.token ? undefined : fingerprintOf('qcvm account', credentials.secretId);
