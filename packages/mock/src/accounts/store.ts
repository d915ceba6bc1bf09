import type { AccountSeed, Key, KeySeed } from './account.js';
import type { Quota } from '@qcvm/client/descriptors';

/** An account as the engine keeps it. */
export interface Account {
  readonly id: string;
  blocked: boolean;
  readonly quota: readonly Quota[] | false | undefined;
  /** Its SecretIds, in order. */
  readonly secretIds: string[];
}

export class AccountError extends Error {
  override readonly name = 'AccountError';
}

/** A key whose seed keeps its rule. */
function decideKey({ status = 'active', expiresAt, ...rest }: KeySeed): Key {
  return { ...rest, status, ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).getTime() }) };
}

/** Accounts by id, and keys by SecretId. */
export class AccountStore {
  readonly #accounts = new Map<string, Account>();
  readonly #keys = new Map<string, { key: Key; readonly account: Account }>();

  all(): IterableIterator<Account> {
    return this.#accounts.values();
  }

  get(id: string): Account | undefined {
    return this.#accounts.get(id);
  }

  first(): Account | undefined {
    return this.#accounts.values().next().value;
  }

  key(secretId: string): { readonly key: Key; readonly account: Account } | undefined {
    return this.#keys.get(secretId);
  }

  keysOf(account: Account): readonly Key[] {
    return account.secretIds.flatMap((secretId) => this.#keys.get(secretId)?.key ?? []);
  }

  /** The SecretKey of a SecretId, and the keys that may have been used in its place. */
  secrets(secretId = ''): { readonly secretKey: string; readonly otherKeys: readonly Key[] } {
    const keys = [...this.#keys.values()].map(({ key }) => key);
    return {
      secretKey: this.#keys.get(secretId)?.key.secretKey ?? '',
      otherKeys: keys.filter((key) => key.secretId !== secretId),
    };
  }

  /** Adds an account with all its keys, or throws and adds nothing. */
  add(seed: AccountSeed & { readonly id: string }): Account {
    if (this.#accounts.has(seed.id)) throw new AccountError(`account ${seed.id} exists already`);
    const keys = seed.keys.map(decideKey);
    const taken = keys.find(
      ({ secretId }, index) =>
        this.#keys.has(secretId) || keys.findIndex((other) => other.secretId === secretId) !== index,
    );
    if (taken) throw new AccountError(`SecretId ${taken.secretId} exists already`);
    const account: Account = {
      id: seed.id,
      blocked: seed.blocked ?? false,
      quota: seed.quota,
      secretIds: [],
    };
    this.#accounts.set(account.id, account);
    for (const key of keys) this.#insert(key, account);
    return account;
  }

  addKey(seed: KeySeed, account: Account): Key {
    const key = decideKey(seed);
    if (this.#keys.has(key.secretId)) throw new AccountError(`SecretId ${key.secretId} exists already`);
    this.#insert(key, account);
    return key;
  }

  replaceKey(seed: KeySeed): Key {
    const entry = this.#keys.get(seed.secretId);
    if (!entry) throw new AccountError(`SecretId ${seed.secretId} does not exist`);
    entry.key = decideKey(seed);
    return entry.key;
  }

  removeKey(secretId: string): void {
    const entry = this.#keys.get(secretId);
    if (!entry) throw new AccountError(`SecretId ${secretId} does not exist`);
    this.#keys.delete(secretId);
    entry.account.secretIds.splice(entry.account.secretIds.indexOf(secretId), 1);
  }

  clear(): void {
    this.#accounts.clear();
    this.#keys.clear();
  }

  #insert(key: Key, account: Account): void {
    this.#keys.set(key.secretId, { key, account });
    account.secretIds.push(key.secretId);
  }
}
