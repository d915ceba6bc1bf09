import type { CheckRefusal } from '../../../core/protocol.js';
import type { Exchange } from '../exchange.js';
import { refusal } from '../refusal.js';
import type { Surroundings } from '../surroundings.js';

/**
 * `AuthFailure.SignatureExpire`: no Nonce twice with one Timestamp, where calls have one. The documentation says that the two keep
 * a request from being sent again, and gives no code of its own for it.
 */
export function nonce(exchange: Exchange, { behaviour, nonces }: Surroundings): CheckRefusal | undefined {
  const { reading, timestamp: seconds } = exchange;
  if (reading.signing !== 'v1') return undefined;
  const digits = reading.parameters['Nonce'] ?? '';
  const use = { secretId: reading.secretId ?? '', nonce: digits.replace(/^0+(?=.)/, ''), timestamp: seconds };
  const isKnown = nonces.has(use, Math.floor(exchange.delivery.signatureNow / 1000));
  nonces.add(use);
  if (!isKnown || behaviour.replayedNonce === 'accept') return undefined;
  return refusal(
    'AuthFailure.SignatureExpire',
    `Nonce ${use.nonce} was used before: give every attempt a new one`,
    `签名过期：Nonce ${use.nonce} 已被使用`,
  );
}

/** `AuthFailure.SignatureExpire`: the Timestamp must be near the service's clock. */
export function timestamp(exchange: Exchange, { behaviour }: Surroundings): CheckRefusal | undefined {
  const now = Math.floor(exchange.delivery.signatureNow / 1000);
  const ahead = exchange.timestamp - now;
  const { timestampWindow } = behaviour;
  if (Math.abs(ahead) <= timestampWindow) return undefined;
  const where = ahead < 0 ? `${-ahead} s behind` : `${ahead} s ahead of`;
  return refusal(
    'AuthFailure.SignatureExpire',
    `Timestamp ${exchange.timestamp} is ${where} the service's clock (${now}); at most ${timestampWindow} s are accepted`,
    `签名过期：时间戳 ${exchange.timestamp} 与服务器时间 ${now} 相差不得超过 ${timestampWindow} 秒`,
  );
}
