import { timeProblem } from '../../checks.js';
import type { CheckRefusal } from '../../../core/protocol.js';
import type { CheckedCallV2, Surroundings } from '../checked-call.js';
import type { NonceUse } from '../../nonces.js';

/**
 * 4200 or 4500: the Timestamp must be near the service's clock. The pages disagree on how near (2 hours in the
 * older ones, 5 minutes in the newer) and on the code; see `Behaviour`.
 */
export function timestamp(checked: CheckedCallV2, { behaviour }: Surroundings): CheckRefusal | undefined {
  const problem = timeProblem(checked, behaviour.timestampWindow);
  if (!problem) return undefined;
  const { staleTimestampCode: stale, futureTimestampCode: future } = behaviour;
  return { code: problem.isBehind ? stale : future, message: problem.english };
}

/** 4500: no Nonce twice. */
export function nonce(checked: CheckedCallV2, { behaviour, nonces }: Surroundings): CheckRefusal | undefined {
  const use = nonceUse(checked);
  if (nonces.has(use, Math.floor(checked.delivery.signatureNow / 1000))) {
    return { code: 4500, message: `Nonce ${use.nonce} was used before: give every attempt a new one` };
  }
  if (behaviour.refusedRequestUsesNonce) nonces.add(use);
  return undefined;
}

/** What a request uses up when it uses its Nonce up. */
export const nonceUse = ({
  form,
  timestamp: seconds,
}: Pick<CheckedCallV2, 'form' | 'timestamp'>): NonceUse => ({
  secretId: form.secretId ?? '',
  nonce: withoutLeadingZeros(form.value('Nonce') ?? ''),
  timestamp: seconds,
});

/** A Nonce is a number: `007` is `7`. */
export const withoutLeadingZeros = (digits: string): string =>
  digits.startsWith('0') ? digits.replace(/^0+(?=\d)/, '') : digits;
