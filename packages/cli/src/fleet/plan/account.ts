import { keyText, type FoundCredentials } from '../../session/credentials.js';

/**
 * Whose instances a run works on, as far as a key identifies the account. A long-lived key by its fingerprint; temporary ones are new in
 * every run, so that only the place they come from can be compared.
 */
export type Account =
  | { readonly kind: 'key'; readonly fingerprint: string }
  | { readonly kind: 'temporary'; readonly profile: string; readonly source: string };

/** Hexadecimal digits that tell two keys apart, and nothing of either. */
async function fingerprintOf(secretId: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`qcvm account ${secretId}`));
  return [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function accountOf({ credentials, source, profile }: FoundCredentials): Promise<Account> {
  return credentials.token
    ? { kind: 'temporary', profile, source }
    : { kind: 'key', fingerprint: await fingerprintOf(credentials.secretId) };
}

export const isSameAccount = (one: Account, other: Account): boolean =>
  one.kind === 'key'
    ? other.kind === 'key' && one.fingerprint === other.fingerprint
    : other.kind === 'temporary' && one.profile === other.profile && one.source === other.source;

/** For messages about a plan, which does not know the key itself. */
export const accountText = (account: Account): string =>
  account.kind === 'key'
    ? `a key with the fingerprint ${account.fingerprint}`
    : `temporary keys from: ${account.source} (profile ${account.profile})`;

/** For the question before a run. */
export const credentialsText = (found: FoundCredentials): string =>
  keyText(found) + (found.source.includes(found.profile) ? '' : `, profile ${found.profile}`);
