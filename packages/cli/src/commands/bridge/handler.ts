import type {
  CompleteAnswer,
  Failure,
  Form,
  IncomingCall,
  NonceUse,
  OutgoingAnswer,
  VerifiedRequest,
  Verifier,
} from '@qcvm/mock/server';
import { writeOutcome } from '@qcvm/mock/server';
import { ApiError, TransportError } from '@qcvm/client';
import type { OperationDescriptor } from '@qcvm/client/descriptors';
import type { Transport } from '@qcvm/client';
import type { CallRecord, Counters } from './call-log.js';
import { newerAnswer, newerRefusal } from './newer-version.js';
import { code, failed, verdictOn, type Verdict } from './outcome.js';
import type { FindProtected } from './protected-ids.js';
import { recordingTransport } from './recording-transport.js';
import { shownMessage } from './secrets.js';
import { operationOf, serviceOf, type ServiceClients } from './service-clients.js';
import { readNewer, readOld, type Wanted } from './wanted.js';

/** What a bridge answers calls with. */
export interface HandlerParts {
  readonly verifier: Verifier;
  /** The clients that sign for a program. `transport`: in place of theirs. */
  readonly clientsOf: (request: VerifiedRequest, transport?: Transport) => ServiceClients;
  readonly findProtected: FindProtected;
  /** Nothing is sent. */
  readonly dryRun: boolean;
  /** Calls under way at once. */
  readonly maxCalls: number;
  readonly counters: Counters;
  readonly log: (call: CallRecord) => void;
  /** A SecretId as the log shows it. */
  readonly shownSecretId: (secretId: string) => string;
  /** Hears of the Timestamp of a call that may be sent. Where it rejects, the call is not sent. */
  readonly beforeSending: (second: number) => Promise<void> | undefined;
  readonly now: () => number;
  /** What `/healthz` tells besides the counters. */
  readonly about: Readonly<Record<string, unknown>>;
}

/** What became of a call: the answer, and what the log says of it. */
interface Served extends Pick<CallRecord, 'result' | 'code' | 'message' | 'requests' | 'ids' | 'wouldSend'> {
  readonly answer: OutgoingAnswer;
}

/** The generation that a call is of decides how it is answered. */
interface Envelope {
  readonly isNewer: boolean;
  readonly operation?: OperationDescriptor | undefined;
}

const isVersion = /^\d{4}-\d\d-\d\d$/;

/** What answers the calls of programs. */
export interface CallHandler {
  readonly handle: (call: IncomingCall) => Promise<OutgoingAnswer>;
  /** Logs the calls under way as ones that get no answer, as the process ends now. */
  readonly giveUp: () => void;
}

/** A call under way. */
interface UnderWay {
  readonly call: IncomingCall;
  readonly started: number;
  form?: Form;
  /** What it asks for, once it is sent. */
  wanted?: Wanted;
}

/** Makes what answers the calls of programs. */
export function createHandler(parts: HandlerParts): CallHandler {
  const { counters, log, now, maxCalls, verifier } = parts;
  const underWay = new Set<UnderWay>();
  /** Calls under way that may have been sent, and when each ends. */
  const firsts = new Map<string, Promise<unknown>>();
  const nameOf = ({ secretId, timestamp, nonce }: NonceUse): string => `${timestamp} ${nonce} ${secretId}`;
  const note = ({ call, started, form }: UnderWay, served: Served): OutgoingAnswer => {
    counters.note(served);
    const { action = '', region = '', secretId = '' } = form ?? {};
    const { answer, result, code: told, requests, ids, wouldSend } = served;
    const message = served.message && shownMessage(served.message, { form, isOwn: result === 'refused' });
    const duration = now() - started;
    // Written out: to copy an object into another one that has something already takes as long as all the rest of this.
    const from = call.remote ?? '';
    log({
      action,
      region,
      secretId: parts.shownSecretId(secretId),
      from,
      ids,
      result,
      code: told,
      message,
      requests,
      wouldSend,
      duration,
    });
    return answer;
  };
  const busy = (): Served =>
    refused(
      parts,
      { isNewer: false },
      {
        code: code.unavailable,
        message: `${maxCalls} calls are under way already: it was not sent, and can be sent again`,
      },
    );
  const serve = async (begun: UnderWay): Promise<Served> => {
    const { call } = begun;
    const verified = verifier.verify(call);
    const verification = verified instanceof Promise ? await verified : verified;
    const { form } = verification.kind === 'verified' ? verification.request : verification;
    begun.form = form;
    const isNewer = isVersion.test(form.value('Version') ?? '');
    switch (verification.kind) {
      case 'refused': {
        const first = verification.repeats && firsts.get(nameOf(verification.repeats));
        if (first) {
          await first.catch(() => undefined);
          return unanswered(
            'it is the same request as one that was under way when it came: see the line of that one',
          );
        }
        return refused(parts, { isNewer }, verification.refusal);
      }
      case 'left':
        return unanswered('the program has left before its Timestamp was due: nothing was sent');
      case 'lost':
        return unanswered('it was received before, and it is not known whether it was done');
      case 'verified': {
        const { request, use } = verification;
        const name = nameOf(use);
        const serving = serveNoted(parts, { request, begun, isNewer, second: use.timestamp });
        firsts.set(name, serving);
        try {
          const served = await serving;
          if (served.answer.kind === 'dropped') verifier.lose(use);
          return served;
        } finally {
          firsts.delete(name);
        }
      }
    }
  };
  return {
    handle: async (call) => {
      if (call.path === '/healthz') return health(parts);
      const begun: UnderWay = { call, started: now() };
      if (underWay.size >= maxCalls) return note(begun, busy());
      underWay.add(begun);
      counters.underWay = underWay.size;
      try {
        return note(begun, await serve(begun));
      } finally {
        underWay.delete(begun);
        counters.underWay = underWay.size;
      }
    },
    giveUp: () => {
      for (const begun of underWay) {
        const requests = begun.wanted?.sent() ?? 0;
        const known = requests > 0 ? 'it is not known whether it was done' : 'nothing was sent';
        note(begun, { ...unanswered(`the bridge was told to end at once: ${known}`), requests });
      }
    },
  };
}

/** Serves a call once it is written down that it may have been sent. */
async function serveNoted(
  parts: HandlerParts,
  about: Parameters<typeof serveVerified>[1] & { readonly second: number },
): Promise<Served> {
  const noting = parts.beforeSending(about.second);
  const unwritten = noting && (await noting.then(() => undefined, messageOf));
  return unwritten === undefined
    ? serveVerified(parts, about)
    : refused(parts, about, {
        code: code.unavailable,
        message: `it was not sent: that it is let through could not be written down (${unwritten}), and a bridge that starts again would not know of it`,
      });
}

async function serveVerified(
  parts: HandlerParts,
  about: { readonly request: VerifiedRequest; readonly begun: UnderWay; readonly isNewer: boolean },
): Promise<Served> {
  const { request, begun, isNewer } = about;
  const { call } = begun;
  const service = serviceOf(request.module, request.form.action ?? '');
  const operation = isNewer ? undefined : operationOf(service, request.form.action ?? '')?.descriptor;
  const envelope: Envelope = { isNewer, operation };
  let wanted: Wanted;
  try {
    const reading = isNewer
      ? readNewer(call, { form: request.form, service })
      : readOld(parts, { request, call, service });
    const read = reading instanceof Promise ? await reading : reading;
    if ('code' in read) return refused(parts, envelope, read);
    wanted = read;
  } catch (error) {
    return written(parts, envelope, { verdict: verdictOn(error, { reads: true }), requests: 0 });
  }
  const { parameters, reads, ids } = wanted;
  const named = reads ? [] : parts.findProtected(parameters);
  if (named.length > 0)
    return refused(parts, envelope, {
      code: code.notPermitted,
      message: `${named.join(', ')} ${named.length === 1 ? 'is' : 'are'} on the protection list: nothing was sent`,
    });
  if (parts.dryRun) return rehearse(parts, envelope, { request, wanted });
  begun.wanted = wanted;
  try {
    const done = await wanted.send(parts.clientsOf(request));
    return { answer: wanted.done(done), result: 'carried', code: 0, requests: done.meta.attempts, ids };
  } catch (error) {
    const requests = attemptsOf(error) ?? wanted.sent();
    if (isNewer && error instanceof ApiError && (reads || !error.ambiguous))
      return { ...passedRefusal(error), requests, ids };
    const asked = requests > 0 && !(error instanceof TransportError && error.phase === 'unsent');
    return { ...written(parts, envelope, { verdict: verdictOn(error, { reads }), requests, asked }), ids };
  }
}

/** A refusal by API 3.0, as it was. */
function passedRefusal(error: ApiError): Omit<Served, 'requests'> {
  const { code: word, serviceMessage: message, requestId } = error;
  return {
    answer: newerAnswer(newerRefusal({ code: word, message }, requestId)),
    ...{ result: 'carried', code: word, message },
  };
}

/** Makes a call without sending it, and tells what would have been sent. */
async function rehearse(
  parts: HandlerParts,
  envelope: Envelope,
  { request, wanted }: { readonly request: VerifiedRequest; readonly wanted: Wanted },
): Promise<Served> {
  const { transport, recorded } = recordingTransport();
  try {
    await wanted.send(parts.clientsOf(request, transport));
  } catch (error) {
    if (recorded.length === 0)
      return written(parts, envelope, { verdict: verdictOn(error, { reads: true }), requests: 0 });
  }
  const message = 'dry run: the call is well-formed, and nothing was sent';
  const served = refused(parts, envelope, { code: code.unavailable, message });
  return { ...served, ids: wanted.ids, wouldSend: recorded[0] };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason');

/** A call that the bridge itself refuses. */
function refused(parts: HandlerParts, envelope: Envelope, failure: Failure): Served {
  return written(parts, envelope, { verdict: failed(failure), requests: 0 });
}

const unanswered = (reason: string): Served => ({
  answer: { kind: 'dropped', reached: true, reason },
  ...{ result: 'unanswered', message: reason, requests: 0 },
});

/** A verdict as an answer. It was carried if API 3.0 was asked: `asked` is false where no request reached it. */
function written(
  { now }: HandlerParts,
  { isNewer, operation }: Envelope,
  about: { readonly verdict: Verdict; readonly requests: number; readonly asked?: boolean },
): Served {
  const { verdict, requests, asked = requests > 0 } = about;
  if (verdict.kind === 'none') return { ...unanswered(verdict.reason), requests };
  const { failure } = verdict.outcome;
  const answer =
    isNewer && failure
      ? newerAnswer(newerRefusal(failure))
      : outcomeAnswer(verdict, { operation, now: now() });
  const told = codeOf(answer);
  return { answer, result: asked ? 'carried' : 'refused', requests, ...told };
}

const outcomeAnswer = (
  verdict: Verdict,
  about: { readonly operation: OperationDescriptor | undefined; readonly now: number },
): OutgoingAnswer =>
  verdict.kind === 'none'
    ? { kind: 'dropped', reached: true, reason: verdict.reason }
    : writeOutcome(verdict.outcome, about);

/** The code and message of an answer, for the log. */
function codeOf(answer: OutgoingAnswer): { readonly code?: number | string; readonly message?: string } {
  if (answer.kind !== 'complete') return {};
  const body = JSON.parse(answer.body) as {
    readonly code?: number;
    readonly message?: string;
    readonly Response?: { readonly Error?: { readonly Code: string; readonly Message: string } };
  };
  const { Response, code: number = 0, message = '' } = body;
  return Response?.Error
    ? { code: Response.Error.Code, message: Response.Error.Message }
    : { code: number, message };
}

const attemptsOf = (error: unknown): number | undefined =>
  error instanceof Error && 'attempts' in error && typeof error.attempts === 'number'
    ? error.attempts
    : undefined;

function health({ counters, about }: HandlerParts): CompleteAnswer {
  const { carried, refused: refusals, unanswered: without, retried, underWay } = counters;
  const calls = { carried, refused: refusals, unanswered: without, retried, underWay };
  return newerAnswer({ status: 'ok', ...about, calls });
}
