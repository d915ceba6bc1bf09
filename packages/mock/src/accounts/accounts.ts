import type { AccountSeed, AccountView, KeySeed, KeyView } from './account.js';

/** What a test may change of a key. */
export type KeyChange = Partial<Omit<KeySeed, 'secretId'>>;

/** Accounts and their keys, for tests. */
export interface Accounts {
  list(): readonly AccountView[];
  /** Adds an account. Throws on an id or a SecretId that is taken. */
  add(seed: AccountSeed): AccountView;
  /** Adds a key to an account (default: the first one). */
  addKey(seed: KeySeed, account?: string): KeyView;
  /** Changes a key: disable it, rotate it, take permissions away. Throws when there is none. */
  updateKey(secretId: string, change: KeyChange): KeyView;
  /** Revokes a key: from now on it does not exist (4104). */
  removeKey(secretId: string): void;
  /** Blocks an account (4300), or lets it in again. */
  block(account: string, blocked?: boolean): void;
}
