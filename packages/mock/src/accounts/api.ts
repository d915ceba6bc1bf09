import type { Changes } from '../core/changes.js';
import { code } from '../core/chance.js';
import type { AccountSeed, AccountView, Key, KeyView } from './account.js';
import type { Accounts } from './accounts.js';
import { checkThat } from '../core/options/options-error.js';
import { accountRule, keyRule } from './account-rules.js';
import { AccountError, type Account, type AccountStore } from './store.js';

/** The key of the account that an emulator has when no account is given. Worth nothing anywhere else, so it is no secret. */
export const builtInKey = {
  secretId: 'AKIDemulatoremulatoremulatoremulator',
  secretKey: 'emulatoremulatoremulatoremulator',
};

/** The id of an account whose seed gave none: a number of 9 digits that is free. */
export function drawAccountId(store: AccountStore, seed: number): string {
  for (let attempt = 0; ; attempt++) {
    const id = `1${code(`account/${attempt}`, { seed, length: 8, base: 10 })}`;
    if (!store.get(id)) return id;
  }
}

const keyView = (key: Key): KeyView => ({
  secretId: key.secretId,
  status: key.status,
  temporary: key.token !== undefined,
  ...(key.expiresAt === undefined ? {} : { expiresAt: key.expiresAt }),
  ...(key.may ? { may: key.may } : {}),
  ...(key.mayNot ? { mayNot: key.mayNot } : {}),
});

/** What tests see of the accounts, and do with them. */
export function accountsApi(
  store: AccountStore,
  { world, changes }: { world: { readonly seed: number }; changes: Changes },
): Accounts {
  const view = (account: Account): AccountView => ({
    id: account.id,
    blocked: account.blocked,
    keys: store.keysOf(account).map(keyView),
  });
  const existing = (id: string | undefined): Account => {
    const account = id === undefined ? store.first() : store.get(id);
    if (!account) throw new AccountError(`account ${id ?? '(first)'} does not exist`);
    return account;
  };
  const announced = <Value>(value: Value): Value => {
    changes.announce({ kind: 'accounts' });
    return value;
  };
  return {
    list: () => [...store.all()].map(view),
    add: (account: AccountSeed) => {
      checkThat(account, { what: 'account', rule: accountRule });
      return announced(view(store.add({ ...account, id: account.id ?? drawAccountId(store, world.seed) })));
    },
    addKey: (key, account) => {
      checkThat(key, { what: 'key', rule: keyRule });
      return announced(keyView(store.addKey(key, existing(account))));
    },
    updateKey: (secretId, change) => {
      const current = store.key(secretId)?.key;
      if (!current) throw new AccountError(`SecretId ${secretId} does not exist`);
      const changed = { ...current, ...change, secretId };
      checkThat(changed, { what: `key ${secretId}`, rule: keyRule });
      return announced(keyView(store.replaceKey(changed)));
    },
    removeKey: (secretId) => announced(store.removeKey(secretId)),
    block: (account, blocked = true) => {
      existing(account).blocked = blocked;
      announced(undefined);
    },
  };
}
