import {
  ApiError,
  BatchError,
  CredentialsError,
  isQcvmError,
  TimeoutError,
  TransportError,
  ValidationError,
  type QcvmError,
  type ResourceResult as ClientResult,
} from '@qcvm/client';
import type { Failure, Outcome, ResourceResult } from '@qcvm/mock/server';
import { WaitedTooLong } from '../clients/limiter.js';

/** The response to the client. */
export type Verdict =
  | { readonly kind: 'outcome'; readonly outcome: Omit<Outcome, 'changed'> }
  /** It is not known whether it was done: the program gets no answer, as no code says that. */
  | { readonly kind: 'none'; readonly reason: string };

/** Codes of API 2.0 that the bridge itself gives. */
export const code = {
  parameter: 4000,
  notPermitted: 4102,
  quota: 4400,
  batchFailed: 5100,
  notSupported: 6100,
  unavailable: 6200,
} as const;

export const failed = (failure: Failure): Verdict => ({ kind: 'outcome', outcome: { failure } });

/** A result as it stands in an envelope: a code in words is written beside a number. */
function resultOf({
  resourceId: id,
  code: given,
  codeDesc,
  message,
  requestId,
}: ClientResult): ResourceResult {
  return typeof given === 'number'
    ? { id, code: given, codeDesc, message, requestId }
    : { id, code: code.batchFailed, codeDesc: codeDesc ?? given, message, requestId };
}

/**
 * The response to a failed call. `reads`: it changes nothing, so that a lost answer is harmless.
 *
 * The rule: a failure is reported only if nothing was done. A call with an unknown outcome gets no answer.
 */
export function verdictOn(
  error: unknown,
  { reads, ids }: { readonly reads: boolean; readonly ids?: readonly string[] | undefined },
): Verdict {
  if (error instanceof WaitedTooLong)
    return failed({ code: code.quota, message: `${error.message}: it was not sent` });
  if (!isQcvmError(error)) return { kind: 'none', reason: reasonOf(error) };
  if (error.ambiguous && !reads) return { kind: 'none', reason: openReason(error) };
  if (error instanceof ValidationError) return failed(refusedInput(error));
  if (error instanceof BatchError) return partly(error, ids);
  const failure = failureOf(error);
  return ids && failure.code === code.batchFailed ? failedForAll(ids, failure, error) : failed(failure);
}

/** Why the outcome is unknown. A refusal keeps the words of API 3.0, as no code of API 2.0 corresponds to it. */
const openReason = (error: QcvmError): string =>
  error instanceof ApiError
    ? `API 3.0 answered “${error.serviceMessage}”, which leaves open what was done (request id ${error.requestId ?? 'unknown'}, attempts: ${error.attempts})`
    : error.message;

/** A refusal of a whole call in the format of API 2.0: with a result for each of its instances. */
function failedForAll(ids: readonly string[], failure: Failure, { requestId }: QcvmError): Verdict {
  const { codeDesc, message } = failure;
  const results = ids.map((id): ResourceResult => ({
    id,
    code: code.batchFailed,
    codeDesc,
    message,
    requestId,
  }));
  return { kind: 'outcome', outcome: { results } };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'it was aborted');

function refusedInput({ problems }: ValidationError): Failure {
  const message = problems
    .map(({ parameter, received, message: text }) =>
      parameter === 'options.region' || parameter === 'region'
        ? `Region: must be a region, such as ap-guangzhou or gz; received ${received}`
        : text,
    )
    .slice(0, 5)
    .join('; ');
  return { code: code.parameter, message };
}

/** The HTTP status of requests that are not taken as there are too many. */
export const tooMany = 429;

/** A call of which nothing was done. */
function failureOf(error: QcvmError): Failure {
  if (error instanceof ApiError) {
    const { code: given, codeDesc, serviceMessage } = error;
    return {
      code: given,
      ...(codeDesc !== undefined && { codeDesc }),
      message: serviceMessage || error.message,
    };
  }
  if (error instanceof TransportError && error.status === tooMany)
    return { code: code.quota, message: `API 3.0 took no more requests (HTTP ${tooMany}): nothing was done` };
  if (error instanceof TransportError && error.phase !== 'unsent' && error.status !== undefined)
    return {
      code: code.unavailable,
      message: `what answered HTTP ${error.status} did not answer as API 3.0 does: ${error.message}`,
    };
  if (error instanceof TransportError || error instanceof TimeoutError)
    return { code: code.unavailable, message: `API 3.0 cannot be reached: ${error.message}` };
  if (error instanceof CredentialsError) return { code: 4105, message: error.message };
  return { code: code.unavailable, message: error.message };
}

/** A call on many instances that was not done for all of them. */
function partly(error: BatchError, ids: readonly string[] | undefined): Verdict {
  const { succeeded, failed: refused, unreported, cause, requestId } = error;
  const why = isQcvmError(cause)
    ? failureOf(cause)
    : { code: code.unavailable, message: cause === undefined ? '' : reasonOf(cause) };
  const left = unreported.map((resourceId): ClientResult => ({
    resourceId,
    code: why.code,
    message: `not asked for any more: ${why.message}`,
  }));
  const results = new Map(
    [...succeeded, ...refused, ...left].map((result) => [
      result.resourceId,
      // What was not sent has no id of its own.
      { ...resultOf(result), requestId: result.requestId ?? requestId },
    ]),
  );
  // As they were asked for.
  const inOrder = (ids ?? [...results.keys()]).flatMap((id) => results.get(id) ?? []);
  return { kind: 'outcome', outcome: { results: inOrder } };
}
