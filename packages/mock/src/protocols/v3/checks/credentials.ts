import type { CheckRefusal } from '../../../core/protocol.js';
import { didYouMean } from '../../../core/words/nearest.js';
import { shown } from '../../../core/words/redact.js';
import type { Exchange } from '../exchange.js';
import { refusal } from '../refusal.js';
import type { Surroundings } from '../surroundings.js';

/** `AuthFailure.SecretIdNotFound`: the SecretId must exist. */
export function secretId(exchange: Exchange, { accounts }: Surroundings): CheckRefusal | undefined {
  const text = exchange.reading.secretId ?? '';
  const found = accounts.key(text);
  if (!found) {
    const known = [...accounts.all()].flatMap(({ secretIds }) => secretIds);
    return refusal(
      'AuthFailure.SecretIdNotFound',
      `SecretId ${shown(text)} does not exist${didYouMean(text, known)}`,
      `密钥 ${shown(text)} 不存在`,
    );
  }
  exchange.key = found.key;
  exchange.holder = found.account;
  exchange.account = found.account.id;
  return undefined;
}

/** The same for a key that is disabled: the documented meaning of the code covers both. */
export function keyStatus({ key }: Exchange): CheckRefusal | undefined {
  if (key?.status !== 'disabled') return undefined;
  return refusal(
    'AuthFailure.SecretIdNotFound',
    `the key ${key.secretId} is disabled`,
    `密钥 ${key.secretId} 已被禁用`,
  );
}

/** `AuthFailure.TokenFailure`: a temporary key needs its Token, and works until it expires. */
export function token({ key, reading, delivery: { now } }: Exchange): CheckRefusal | undefined {
  const because = tokenProblem(key, { given: reading.token, now });
  if (because === undefined) return undefined;
  return refusal('AuthFailure.TokenFailure', `Token: ${because}`, `临时密钥的 Token 无效（${because}）`);
}

function tokenProblem(
  key: Exchange['key'],
  { given, now }: { given: string | undefined; now: number },
): string | undefined {
  if (key?.token === undefined)
    return given ? `sent with the key ${key?.secretId}, which is not a temporary one` : undefined;
  if (!given) return `missing; the key ${key.secretId} is a temporary one`;
  if (given !== key.token) return `not the one that belongs to the key ${key.secretId}`;
  if (key.expiresAt === undefined || now < key.expiresAt) return undefined;
  return `the temporary key ${key.secretId} expired at ${new Date(key.expiresAt).toISOString()}`;
}

/** `AuthFailure.UnauthorizedOperation`: the account must not be blocked. */
export function account({ holder }: Exchange): CheckRefusal | undefined {
  if (!holder?.blocked) return undefined;
  return refusal(
    'AuthFailure.UnauthorizedOperation',
    `account ${holder.id} is blocked`,
    `账号 ${holder.id} 已被封禁`,
  );
}
