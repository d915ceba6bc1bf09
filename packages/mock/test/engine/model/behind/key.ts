import fc from 'fast-check';
import { secretId, secretKey } from '../command.js';
import type { Command } from '../command.js';
import type { Model } from '../model.js';

const setKey = (key: Model['key']): Command => ({
  check: (model) => model.key !== key && model.fault === undefined,
  toString: () => `key(${key})`,
  run: async (model, emulator) => {
    if (model.key === 'revoked') emulator.accounts.addKey({ secretId, secretKey });
    if (key === 'revoked') emulator.accounts.removeKey(secretId);
    else emulator.accounts.updateKey(secretId, { status: key });
    model.key = key;
  },
});

/** The key of the account is disabled, revoked, or made to work again. */
export const key = fc
  .constantFrom<Model['key']>('active', 'active', 'active', 'disabled', 'revoked')
  .map(setKey);
