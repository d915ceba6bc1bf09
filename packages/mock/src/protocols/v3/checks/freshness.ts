import type { CheckRefusal } from '../../../core/protocol.js';
import type { CheckedCallV3, Surroundings } from '../checked-call.js';
import { refusal, timeProblem } from '../../checks.js';

/**
 * `AuthFailure.SignatureExpire`: no request twice, where it has a Nonce. The documentation says that it keeps a request from being sent
 * again together with its Timestamp, and gives no code of its own for it. Another request with the same Nonce is none that is sent again:
 * the vendor's own SDKs draw it from 65,536 numbers, and repeat some within a second of many calls.
 */
export function nonce(checked: CheckedCallV3, { behaviour, nonces }: Surroundings): CheckRefusal | undefined {
  const { reading, timestamp: seconds } = checked;
  if (reading.signing !== 'v1') return undefined;
  const { Nonce = '', Signature = '' } = reading.parameters;
  const use = { secretId: reading.secretId ?? '', nonce: `${Nonce} ${Signature}`, timestamp: seconds };
  const isKnown = nonces.has(use, Math.floor(checked.delivery.signatureNow / 1000));
  nonces.add(use);
  if (!isKnown || behaviour.replayedNonce === 'accept') return undefined;
  return refusal(
    'AuthFailure.SignatureExpire',
    `the same request was sent before, with Nonce ${Nonce}: give every attempt a new one (behaviour.v3.replayedNonce lets it pass)`,
    `签名过期：Nonce ${Nonce} 已被使用`,
  );
}

/** `AuthFailure.SignatureExpire`: the Timestamp must be near the service's clock. */
export function timestamp(checked: CheckedCallV3, { behaviour }: Surroundings): CheckRefusal | undefined {
  const problem = timeProblem(checked, behaviour.timestampWindow);
  return problem && refusal('AuthFailure.SignatureExpire', problem.english, problem.chinese);
}
