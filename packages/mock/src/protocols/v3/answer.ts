import type { CompleteAnswer } from '../../core/http/call.js';
import { headersOf } from '../../core/http/headers.js';
import type { Failure, Outcome } from '../../core/service.js';
import { words } from './words.gen.js';

/** A code as API 3.0 writes it, which has no numbers: a fault may be given by either. */
export const wordFor = (code: number | string): string =>
  typeof code === 'string' ? code : (words[code] ?? 'InternalError');

/** What an outcome is as a whole; nothing when it is a success. A batch is accepted or refused as a whole. */
export const failureOf = ({ failure }: Outcome): Failure | undefined => failure;

/** Puts the envelope around an outcome. `now`: the service's time, in milliseconds. */
export function answerOf(
  outcome: Outcome,
  { requestId, language, now }: { requestId: string; language: string; now: number },
): CompleteAnswer {
  const { failure, fields } = outcome;
  const response = failure
    ? {
        Error: { Code: `${failure.code}`, Message: failure.localized?.[language] ?? failure.message },
        RequestId: requestId,
      }
    : { ...fields, RequestId: requestId };
  return {
    kind: 'complete',
    status: 200,
    headers: headersOf(now, 'application/json'),
    body: JSON.stringify({ Response: response }),
  };
}
