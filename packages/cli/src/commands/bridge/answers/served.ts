import { writeOutcome } from '@qcvm/mock/server';
import type { Failure, OutgoingAnswer } from '@qcvm/mock/server';
import type { ApiError } from '@qcvm/client';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { CallRecord } from '../call-log.js';
import { newerAnswer, newerRefusal } from './newer-version.js';
import { failed, type Verdict } from './outcome.js';

/** What became of a call: the answer, and what the log says of it. */
export interface Served extends Pick<
  CallRecord,
  'result' | 'code' | 'message' | 'requests' | 'ids' | 'wouldSend'
> {
  readonly answer: OutgoingAnswer;
  /** The program had closed its side of the connection before. */
  readonly hasLeft?: true;
}

/** The generation that a call is of decides how it is answered. */
export interface Envelope {
  readonly isNewer: boolean;
  readonly operation?: OperationDescriptor | undefined;
  readonly now: () => number;
}

/** A call that the bridge itself refuses. */
export const refused = (envelope: Envelope, failure: Failure): Served =>
  written(envelope, { verdict: failed(failure), requests: 0 });

/** A call whose connection ends without an answer. */
export const unanswered = (reason: string, requests = 0): Served => ({
  answer: { kind: 'dropped', reached: true, reason },
  result: 'unanswered',
  message: reason,
  requests,
});

/** A call whose program had closed its side of the connection before the answer. It may still read it, and often does not. */
export const answeredLate = (served: Served): Served => ({
  ...served,
  hasLeft: true,
  message: `${served.message ? `${served.message}; ` : ''}the program had closed its side of the connection before: it may not have read this answer`,
});

/** A refusal by API 3.0. `answer`: as it came. A number as its code is one of API 2.0, which has another envelope. */
export function passedRefusal(
  error: ApiError,
  { requests, answer: asItCame }: { readonly requests: number; readonly answer?: OutgoingAnswer | undefined },
): Served {
  const { code, serviceMessage: message, requestId } = error;
  const answer =
    typeof code === 'string' && asItCame ? asItCame : newerAnswer(newerRefusal({ code, message }, requestId));
  return { answer, result: 'carried', code, message, requests };
}

/** A verdict as an answer. It was carried if API 3.0 has answered: `hasAnswered` is false where it has not. */
export function written(
  { isNewer, operation, now }: Envelope,
  about: { readonly verdict: Verdict; readonly requests: number; readonly hasAnswered?: boolean },
): Served {
  const { verdict, requests, hasAnswered = requests > 0 } = about;
  if (verdict.kind === 'none') return unanswered(verdict.reason, requests);
  const { failure } = verdict.outcome;
  const answer =
    isNewer && failure
      ? newerAnswer(newerRefusal(failure))
      : writeOutcome(verdict.outcome, { operation, now: now() });
  return { answer, result: hasAnswered ? 'carried' : 'refused', requests, ...told(answer.body) };
}

/** The code and message of the response, for the log. */
function told(text: string): Pick<Served, 'code' | 'message'> {
  const body = JSON.parse(text) as {
    readonly code?: number;
    readonly message?: string;
    readonly Response?: { readonly Error?: { readonly Code: string; readonly Message: string } };
  };
  const { Response, code = 0, message = '' } = body;
  return Response?.Error ? { code: Response.Error.Code, message: Response.Error.Message } : { code, message };
}
