import type { VerifiedRequest } from '@qcvm/mock/server';
import { ApiError, TimeoutError, TransportError, type Transport } from '@qcvm/client';
import type { FindProtected } from '../keys/protected-ids.js';
import type { CallUnderWay } from './calls-under-way.js';
import { code, tooMany, verdictOn } from '../answers/outcome.js';
import { recordingTransport } from '../clients/recording-transport.js';
import { passedRefusal, refused, written, type Envelope, type Served } from '../answers/served.js';
import { operationOf, serviceOf, type ServiceClients } from '../clients/service-clients.js';
import { readNewer, readOld, type Wanted } from './wanted.js';

/** What calls are sent with that were let in. */
export interface ServingParts {
  /** The clients that sign for a program. `transport`: in place of theirs. */
  readonly clientsOf: (request: VerifiedRequest, transport?: Transport) => ServiceClients;
  readonly findProtected: FindProtected;
  /** Nothing is sent. */
  readonly dryRun: boolean;
  /** Hears of the Timestamp of a call that may be sent. Where it rejects, the call is not sent. */
  readonly beforeSending: (second: number) => Promise<void> | undefined;
  readonly now: () => number;
}

/** A call that was let in. */
export interface LetIn {
  readonly request: VerifiedRequest;
  readonly begun: CallUnderWay;
  /** The Timestamp of the request. */
  readonly second: number;
  /** It is of the generation in between. */
  readonly isNewer: boolean;
}

/** Serves a call, once it is written down that it may have been sent. */
export async function serve(parts: ServingParts, letIn: LetIn): Promise<Served> {
  const { request, begun, second, isNewer } = letIn;
  const { now } = parts;
  const noting = parts.beforeSending(second);
  const unwritten = noting && (await noting.then(() => undefined, messageOf));
  if (unwritten !== undefined)
    return refused(
      { isNewer, now },
      {
        code: code.unavailable,
        message: `it was not sent: that it is let through could not be written down (${unwritten}), and a bridge that starts again would not know of it`,
      },
    );
  const { action = '' } = request.form;
  const service = serviceOf(request.module, action);
  const operation = isNewer ? undefined : operationOf(service, action);
  const envelope: Envelope = { isNewer, operation, now };
  let wanted: Wanted;
  try {
    const read = isNewer
      ? readNewer(begun.call, { form: request.form, service })
      : readOld(now, { request, call: begun.call, service });
    if ('code' in read) return refused(envelope, read);
    wanted = read;
  } catch (error) {
    return written(envelope, { verdict: verdictOn(error, { reads: true }), requests: 0 });
  }
  const { reads, ids } = wanted;
  const named = reads ? [] : parts.findProtected(wanted.named);
  if (named.length > 0)
    return refused(envelope, {
      code: code.notPermitted,
      message: `${named.join(', ')} ${named.length === 1 ? 'is' : 'are'} on the protection list: nothing was sent`,
    });
  if (parts.dryRun) return rehearse(parts, envelope, { request, wanted });
  begun.wanted = wanted;
  try {
    const done = await wanted.send(parts.clientsOf(request));
    return {
      answer: wanted.done(done),
      result: 'carried',
      code: 0,
      requests: done.meta.attempts,
      ids: ids?.length,
    };
  } catch (error) {
    const requests = attemptsOf(error) ?? wanted.sent();
    if (isNewer && error instanceof ApiError && (reads || !error.ambiguous))
      return passedRefusal(error, { requests, answer: wanted.refusal?.() });
    const hasAnswered = requests > 0 && !hasNoAnswer(error);
    const verdict = verdictOn(error, { reads, ids });
    return { ...written(envelope, { verdict, requests, hasAnswered }), ids: ids?.length };
  }
}

/** Performs a dry run: logs the request without sending it. */
async function rehearse(
  parts: ServingParts,
  envelope: Envelope,
  { request, wanted }: { readonly request: VerifiedRequest; readonly wanted: Wanted },
): Promise<Served> {
  const { transport, recorded } = recordingTransport();
  try {
    await wanted.send(parts.clientsOf(request, transport));
  } catch (error) {
    if (recorded.length === 0)
      return written(envelope, { verdict: verdictOn(error, { reads: true }), requests: 0 });
  }
  const message = 'dry run: the call is well-formed, and nothing was sent';
  const served = refused(envelope, { code: code.unavailable, message });
  return { ...served, ids: wanted.ids?.length, wouldSend: recorded[0] };
}

/** It ended without an answer of API 3.0, but for the one that it takes no more requests. */
const hasNoAnswer = (error: unknown): boolean =>
  error instanceof TimeoutError || (error instanceof TransportError && error.status !== tooMany);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason');

const attemptsOf = (error: unknown): number | undefined =>
  error instanceof Error && 'attempts' in error && typeof error.attempts === 'number'
    ? error.attempts
    : undefined;
