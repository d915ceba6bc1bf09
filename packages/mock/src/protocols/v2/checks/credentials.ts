import type { CheckRefusal, Delivery } from '../../../core/protocol.js';
import type { Exchange } from '../exchange.js';
import { didYouMean } from '../../../core/words/nearest.js';
import { shown } from '../../../core/words/redact.js';
import type { Surroundings } from '../surroundings.js';

/** 4104: the SecretId must exist. */
export function secretId(exchange: Exchange, { accounts }: Surroundings): CheckRefusal | undefined {
  const text = exchange.form.value('SecretId') ?? '';
  const found = accounts.key(text);
  if (!found) {
    const known = [...accounts.all()].flatMap((account) => account.secretIds);
    return { code: 4104, message: `SecretId ${shown(text)} does not exist${didYouMean(text, known)}` };
  }
  exchange.key = found.key;
  exchange.holder = found.account;
  exchange.account = found.account.id;
  return undefined;
}

/** 4100: the key must be enabled. */
export function keyStatus({ key }: Exchange): CheckRefusal | undefined {
  if (key?.status !== 'disabled') return undefined;
  return { code: 4100, message: `the key ${key.secretId} is disabled` };
}

/** 4105: a temporary key needs its Token, and works until it expires. */
export function token({
  key,
  form,
  delivery: { now },
}: Pick<Exchange, 'key' | 'form'> & { readonly delivery: Pick<Delivery, 'now'> }): CheckRefusal | undefined {
  const given = form.value('Token');
  if (key?.token === undefined) {
    if (!given) return undefined;
    return { code: 4105, message: `Token: sent with the key ${key?.secretId}, which is not a temporary one` };
  }
  if (!given) {
    return { code: 4105, message: `Token: missing; the key ${key.secretId} is a temporary one` };
  }
  if (given !== key.token) {
    return { code: 4105, message: `Token: not the one that belongs to the key ${key.secretId}` };
  }
  if (key.expiresAt !== undefined && now >= key.expiresAt) {
    return {
      code: 4105,
      message: `Token: the temporary key ${key.secretId} expired at ${new Date(key.expiresAt).toISOString()}`,
    };
  }
  return undefined;
}

/** 4300: the account must not be blocked. */
export function account({ holder }: Exchange): CheckRefusal | undefined {
  if (!holder?.blocked) return undefined;
  return { code: 4300, message: `account ${holder.id} is blocked` };
}
