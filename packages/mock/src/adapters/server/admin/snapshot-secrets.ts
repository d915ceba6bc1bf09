import type { KeySeed } from '../../../accounts/account.js';
import type { Snapshot } from '../../../emulator/snapshot.js';
import { AdminError } from './admin-error.js';

type PublicKey = Omit<KeySeed, 'secretKey' | 'token'>;

/** A snapshot that may be shown to all users of the admin API. */
export type PublicSnapshot = Omit<Snapshot, 'accounts'> & {
  readonly accounts: readonly (Omit<Snapshot['accounts'][number], 'keys'> & {
    readonly keys: readonly PublicKey[];
  })[];
};

export function withoutSecrets(snapshot: Snapshot): PublicSnapshot {
  return {
    ...snapshot,
    accounts: snapshot.accounts.map((account) => ({
      ...account,
      keys: account.keys.map(({ secretKey: _secretKey, token: _token, ...rest }) => rest),
    })),
  };
}

/** Gives the keys of a snapshot the secrets that the same keys have now. */
export function withSecrets(given: Readonly<Record<string, unknown>>, current: Snapshot): unknown {
  if (!Array.isArray(given['accounts'])) return given;
  const known = new Map(current.accounts.flatMap(({ keys }) => keys).map((key) => [key.secretId, key]));
  const completed = (key: unknown): unknown => {
    if (typeof key !== 'object' || key === null || 'secretKey' in key) return key;
    const secretId = 'secretId' in key ? String(key.secretId) : '';
    const secrets = known.get(secretId);
    if (!secrets) {
      throw new AdminError(
        409,
        `The snapshot has a key ${secretId} without its secret, and the emulator has no such key now: create it first.`,
      );
    }
    const { secretKey, token } = secrets;
    return { ...key, secretKey, ...(token === undefined ? {} : { token }) };
  };
  return {
    ...given,
    accounts: given['accounts'].map((account: unknown) =>
      typeof account === 'object' && account !== null && 'keys' in account && Array.isArray(account.keys)
        ? { ...account, keys: account.keys.map(completed) }
        : account,
    ),
  };
}
