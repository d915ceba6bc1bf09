import type { CompleteAnswer } from '../../core/http/call.js';
import { headersOf } from '../../core/http/headers.js';
import type { Failure, Operation, Outcome, ResourceResult } from '../../core/service.js';
import type { ProtocolBehaviour } from './behaviour.js';
import { codeNames } from './codes.gen.js';

/** The code that stands beside a module's own one, which is a word and is written as `codeDesc`. */
const besideWord = 5100;

/** A failure as it is written here: words do not stand in `code`. */
export function numbered({ code, codeDesc, message }: Failure): {
  code: number;
  codeDesc?: string;
  message: string;
} {
  if (typeof code === 'string') return { code: besideWord, codeDesc: codeDesc ?? code, message };
  const described = codeDesc ?? codeNames[code];
  return described === undefined ? { code, message } : { code, codeDesc: described, message };
}

/** The outer code of a batch: all failed, or some. Source: https://cloud.tencent.com/document/api/213/6983 */
function batchFailure(results: readonly ResourceResult[]): Failure | undefined {
  let failures = 0;
  for (const { code } of results) if (code !== 0) failures += 1;
  if (failures === 0) return undefined;
  const all = results.length;
  return failures === all
    ? { code: 5100, message: `the operation failed for every instance (${all})` }
    : { code: 5400, message: `the operation failed for ${failures} of ${all} instances` };
}

/** What an outcome is as a whole; nothing when it is a success. */
export const failureOf = ({ failure, results }: Outcome): Failure | undefined =>
  failure ?? (results && batchFailure(results));

/** Puts the envelope around an outcome. `now`: the service's time, in milliseconds. */
export function answerOf(
  outcome: Outcome,
  {
    behaviour,
    operation,
    now,
  }: { behaviour: ProtocolBehaviour; operation: Pick<Operation, 'descriptor'> | undefined; now: number },
): CompleteAnswer {
  const failure = failureOf(outcome);
  const { code, codeDesc, message } = failure ? numbered(failure) : success;
  const envelope: Record<string, unknown> = {
    code: behaviour.codeAs === 'string' ? `${code}` : code,
    message,
  };
  if (behaviour.codeDesc && codeDesc !== undefined) envelope['codeDesc'] = codeDesc;
  if (outcome.fields) Object.assign(envelope, outcome.fields);
  const { results } = outcome;
  if (results) {
    const detail: Record<string, unknown> = {};
    for (const result of results) detail[result.id] = written(result, behaviour);
    envelope[operation?.descriptor.batch?.results ?? 'detail'] = detail;
  }
  return {
    kind: 'complete',
    status: code === 0 ? 200 : behaviour.failureHttpStatus,
    headers: headersOf(now, 'application/json; charset=utf-8'),
    body: JSON.stringify(envelope),
  };
}

const success = { code: 0, codeDesc: codeNames[0], message: '' };

/** A result as it stands in `detail`: JSON leaves out what is undefined. */
const written = (
  { code, codeDesc, message, requestId }: ResourceResult,
  behaviour: ProtocolBehaviour,
): Record<string, unknown> => ({
  code: behaviour.codeAs === 'string' ? `${code}` : code,
  message,
  codeDesc: behaviour.codeDesc ? codeDesc : undefined,
  requestId: behaviour.requestIdAs === 'number' ? Number(requestId) : requestId,
});
