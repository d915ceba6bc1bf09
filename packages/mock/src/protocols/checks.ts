import type { Key } from '../accounts/account.js';
import { mayCall } from '../accounts/permissions.js';
import type { CheckRefusal } from '../core/protocol.js';
import { failure } from '../core/service.js';
import { didYouMean } from '../core/words/nearest.js';
import { shown } from '../core/words/redact.js';
import { invocationOf, type CheckedCall, type BaseSurroundings } from './checked-call.js';

/** A refusal in both languages of the service. API 2.0 has one. */
export const refusal: (code: number | string, english: string, chinese: string) => CheckRefusal = failure;

/** The codes of what both generations refuse for the same reason. */
interface CommonCodes {
  readonly unknownKey: number | string;
  /** The key is disabled. */
  readonly disabledKey: number | string;
  /** The Token is missing, wrong or too much, or the temporary key has expired. */
  readonly token: number | string;
  readonly blockedAccount: number | string;
  /** The key may not call the Action. */
  readonly action: number | string;
  /** The key may not touch what a batch names. */
  readonly instances: number | string;
  /** A test has not announced the call. */
  readonly unexpected: number | string;
}

/** Checks of who asks, and for what, that both generations make. Each refuses by a code of its protocol. */
export const commonChecks = (codes: CommonCodes) => ({
  /** The SecretId must exist. */
  secretId: (checked: CheckedCall, { accounts }: BaseSurroundings): CheckRefusal | undefined => {
    const text = checked.delivery.reading.secretId ?? '';
    const found = accounts.key(text);
    if (!found) {
      const known = [...accounts.all()].flatMap(({ secretIds }) => secretIds);
      return refusal(
        codes.unknownKey,
        `SecretId ${shown(text)} does not exist${didYouMean(text, known)}`,
        `密钥 ${shown(text)} 不存在`,
      );
    }
    checked.key = found.key;
    checked.holder = found.account;
    checked.account = found.account.id;
    return undefined;
  },

  /** The key must be enabled. */
  keyStatus: ({ key }: CheckedCall): CheckRefusal | undefined => {
    if (key?.status !== 'disabled') return undefined;
    return refusal(codes.disabledKey, `the key ${key.secretId} is disabled`, `密钥 ${key.secretId} 已被禁用`);
  },

  /** A temporary key needs its Token, and works until it expires. */
  token: ({ key, token, delivery: { now } }: CheckedCall): CheckRefusal | undefined => {
    const because = tokenProblem(key, { token, now });
    if (because === undefined) return undefined;
    return refusal(codes.token, `Token: ${because}`, `临时密钥的 Token 无效（${because}）`);
  },

  /** The account must not be blocked. */
  account: ({ holder }: CheckedCall): CheckRefusal | undefined => {
    if (!holder?.blocked) return undefined;
    return refusal(codes.blockedAccount, `account ${holder.id} is blocked`, `账号 ${holder.id} 已被封禁`);
  },

  /** The key must be allowed to call the Action. */
  actionPermission: ({ key, operation }: CheckedCall): CheckRefusal | undefined => {
    if (!key || !operation || mayCall(key, operation.descriptor.action)) return undefined;
    const { action } = operation.descriptor;
    return refusal(
      codes.action,
      `the key ${key.secretId} may not call ${action}`,
      `密钥 ${key.secretId} 无权调用接口 ${action}`,
    );
  },

  /** The key must be allowed to touch everything that a batch names; the message says what it may not. */
  instancePermission: (checked: CheckedCall): CheckRefusal | undefined => {
    const { key, operation } = checked;
    if (!key || !operation?.forbidden || (!key.may?.instances && !key.mayNot?.instances)) return undefined;
    const ids = operation.forbidden(invocationOf(checked)).join(', ');
    if (ids === '') return undefined;
    return refusal(
      codes.instances,
      `the key ${key.secretId} may not touch ${ids}`,
      `密钥 ${key.secretId} 无权操作资源 ${ids}`,
    );
  },

  /** A test may announce which calls it expects; then any other is refused before it has an effect. */
  expectation: (
    { operation, region = '', input = {} }: CheckedCall,
    { expected }: BaseSurroundings,
  ): CheckRefusal | undefined => {
    const message = expected.receive({ action: operation?.descriptor.action ?? '', region, input });
    return message === undefined ? undefined : { code: codes.unexpected, message, unexpected: true };
  },
});

/** Why a Token does not fit its key. `now` in milliseconds. */
export function tokenProblem(
  key: Pick<Key, 'secretId' | 'token' | 'expiresAt'> | undefined,
  { token, now }: { readonly token: string | undefined; readonly now: number },
): string | undefined {
  if (key?.token === undefined)
    return token ? `sent with the key ${key?.secretId}, which is not a temporary one` : undefined;
  if (!token) return `missing; the key ${key.secretId} is a temporary one`;
  if (token !== key.token) return `not the one that belongs to the key ${key.secretId}`;
  if (key.expiresAt === undefined || now < key.expiresAt) return undefined;
  return `the temporary key ${key.secretId} expired at ${new Date(key.expiresAt).toISOString()}`;
}

/** Why a Timestamp is too far from the service's clock, on which side, and what says so. */
export function timeProblem(
  { timestamp, delivery: { signatureNow } }: CheckedCall,
  window: number,
): { readonly isBehind: boolean; readonly english: string; readonly chinese: string } | undefined {
  const now = Math.floor(signatureNow / 1000);
  const ahead = timestamp - now;
  if (Math.abs(ahead) <= window) return undefined;
  const where = ahead < 0 ? `${-ahead} s behind` : `${ahead} s ahead of`;
  return {
    isBehind: ahead < 0,
    english: `Timestamp ${timestamp} is ${where} the service's clock (${now}); at most ${window} s are accepted`,
    chinese: `签名过期：时间戳 ${timestamp} 与服务器时间 ${now} 相差不得超过 ${window} 秒`,
  };
}
