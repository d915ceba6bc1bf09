import { own } from '../../model/own.js';
import type { OperationDescriptor } from '../../model/descriptor.js';
import {
  ApiError,
  repeatAdvice,
  TimeoutError,
  TransportError,
  type ErrorContext,
  type QcvmError,
} from '../../model/errors/errors.js';
import type { BatchOutcome, RefusedOutcome } from '../../model/protocol.js';
import type { TransportPhase } from '../../model/transport.js';

/** Why an attempt did not give an output: the facts, before it is decided what to do about it. */
export type Failure =
  | (RefusedOutcome & {
      readonly status: number;
      /** The Timestamp of the request was far from the Date of the answer. */
      readonly clockWrong: boolean;
    })
  | BatchOutcome
  | {
      readonly kind: 'transport';
      readonly reason: string;
      readonly phase: TransportPhase;
      readonly status?: number;
      readonly excerpt?: string;
      readonly cause?: unknown;
      /** The same call would fail again in the same way. */
      readonly permanent?: boolean | undefined;
    }
  | { readonly kind: 'timeout'; readonly timeout: number; readonly phase: TransportPhase };

/** The service may have acted, although the call failed. */
export function mayHaveActed(
  failure: Failure,
  { repeatability }: Pick<OperationDescriptor, 'repeatability'>,
): boolean {
  if (repeatability === 'read') return false;
  if (failure.kind === 'api') {
    const { effect, retry } = failure.descriptor;
    // By a clock that is right, a request is a replay only if a copy of it came before: some runtimes and proxies send a
    // request twice when a connection breaks.
    return effect === 'unknown' && !(retry === 'clock' && failure.clockWrong);
  }
  if (failure.kind === 'batch') return failure.unreported.length > 0;
  return failure.phase !== 'unsent' && !isTurnedAway(failure);
}

/** HTTP 429, from the service or from what is in front of it: the request was not taken. */
export const isTurnedAway = (failure: Failure): boolean =>
  failure.kind === 'transport' && failure.status === turnedAway;

export const turnedAway = 429;

/** A short name of a failure for hooks and logs: a code or a phase, never a text of the service. */
export const nameOf = (failure: Failure): string =>
  failure.kind === 'api' || failure.kind === 'batch'
    ? `code ${failure.code}`
    : `${failure.kind} (${failure.phase})`;

const permanentAdvice = 'The same call would fail again: remove the cause first.';

/** The failure as a member of the error family, which takes of it only what may be shown. `source`: where the credentials came from. */
export function toError(
  failure: Failure,
  { source, ...context }: ErrorContext & { readonly source?: string | undefined },
): QcvmError {
  switch (failure.kind) {
    case 'api': {
      const { category, advice, retry, effect } = failure.descriptor;
      // Where nothing was to be changed, nothing is to be looked at.
      const isHarmless = retry === 'later' && effect === 'unknown' && !context.ambiguous;
      const refused = category === 'authentication' && source !== undefined;
      return new ApiError(failure, {
        ...(isHarmless && { advice: repeatAdvice(context) }),
        ...context,
        requestId: failure.requestId,
        ...(refused && { advice: `${own(context).advice ?? advice} The credentials came from ${source}.` }),
      });
    }
    case 'batch':
      return failure.toError({ ...context, requestId: failure.requestId });
    case 'transport':
      return new TransportError(failure, {
        ...(failure.permanent && { advice: permanentAdvice }),
        ...context,
        cause: failure.cause,
      });
    case 'timeout':
      return new TimeoutError(failure, context);
  }
}
