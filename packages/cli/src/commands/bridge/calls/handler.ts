import type {
  CompleteAnswer,
  IncomingCall,
  NonceUse,
  OutgoingAnswer,
  RefusedRequest,
  Verifier,
} from '@qcvm/mock/server';
import type { ClockWatch } from '../replays/clock-watch.js';
import { shownMessage } from '../keys/secrets.js';
import type { CallRecord, Counters } from '../call-log.js';
import { CallsUnderWay, type CallUnderWay } from './calls-under-way.js';
import { newerAnswer } from '../answers/newer-version.js';
import { code } from '../answers/outcome.js';
import { serve, type ServingParts } from './serve.js';
import { answeredLate, refused, unanswered, type Served } from '../answers/served.js';

/** What a bridge answers calls with. */
export interface HandlerParts extends ServingParts {
  readonly verifier: Verifier;
  readonly clock: Pick<ClockWatch, 'refusesUntil' | 'tell'>;
  /** Calls under way at once. */
  readonly maxCalls: number;
  readonly counters: Counters;
  readonly log: (call: CallRecord) => void;
  /** A SecretId as the log shows it. */
  readonly shownSecretId: (secretId: string) => string;
  /** What `/healthz` returns in addition to the counters. */
  readonly about: Readonly<Record<string, unknown>>;
}

/** Milliseconds between two log lines about connections above the limit. */
const quiet = 1000;

const isVersion = /^\d{4}-\d\d-\d\d$/;

/** What answers the calls of programs. */
export interface CallHandler {
  readonly handle: (call: IncomingCall) => Promise<OutgoingAnswer>;
  /** Counts and logs what was refused before it was a call. */
  readonly noteRefused: (request: RefusedRequest) => void;
  /** Counts and logs the calls under way as ones that get no answer. `why`: what happens to them now. */
  readonly giveUp: (why: string) => void;
}

/** Makes what answers the calls of programs. */
export function createHandler(parts: HandlerParts): CallHandler {
  const { counters, log, now, maxCalls, verifier, clock } = parts;
  const underWay = new CallsUnderWay();
  let quietUntil = 0;
  const note = (
    { call, started, form }: Pick<CallUnderWay, 'call' | 'started' | 'form'>,
    served: Served,
  ): OutgoingAnswer => {
    counters.note(served);
    const { answer, result, code: told, requests, ids, wouldSend } = served;
    log({
      action: form?.action ?? '',
      region: form?.region ?? '',
      secretId: parts.shownSecretId(form?.secretId ?? ''),
      from: call.remote ?? '',
      ids,
      result,
      code: told,
      message: served.message && shownMessage(served.message, { form, isOwn: result === 'refused' }),
      requests,
      wouldSend,
      duration: now() - started,
    });
    return answer;
  };
  /** A call that was given up ends later, with nothing more to say. */
  const noteOnce = (begun: CallUnderWay, came: Served): OutgoingAnswer => {
    if (begun.isNoted) return came.answer;
    begun.isNoted = true;
    return note(begun, came);
  };
  const served = async (begun: CallUnderWay): Promise<Served> => {
    const verified = verifier.verify(begun.call);
    const verification = verified instanceof Promise ? await verified : verified;
    const { form } = verification.kind === 'verified' ? verification.request : verification;
    begun.form = form;
    const isNewer = isVersion.test(form.value('Version') ?? '');
    switch (verification.kind) {
      case 'refused': {
        const { repeats, refusal } = verification;
        clock.tell();
        const first = repeats && underWay.letInBy(repeats);
        if (!first) return refused({ isNewer, now }, refusal);
        await underWay.endOf(first);
        return unanswered(
          'it is the same request as one that was under way when it came: see the line of that one',
        );
      }
      case 'left':
        return unanswered('the program has left before its Timestamp was due: nothing was sent');
      case 'lost':
        return unanswered(
          'it was received before, and it is not known whether the program has an answer: see the line of the first one',
        );
      case 'verified': {
        const { request, use } = verification;
        begun.use = use;
        const came = await serve(parts, { request, begun, second: use.timestamp, isNewer });
        return markUnread(came, { call: begun.call, verifier, use });
      }
    }
  };
  return {
    handle: async (call) => {
      if (call.path === '/healthz') return health(parts, underWay);
      const started = now();
      if (underWay.count >= maxCalls)
        return note({ call, started, form: undefined }, busy({ maxCalls, now }));
      const begun = underWay.begin(call, started);
      try {
        const came = await served(begun).catch((failure: unknown) => {
          noteOnce(begun, givenUp('the bridge failed, and answered HTTP 500', begun));
          throw failure;
        });
        return noteOnce(begun, came);
      } finally {
        underWay.end(begun);
      }
    },
    noteRefused: ({ remote, method, path, status, reason, overLimit }) => {
      counters.note({ result: 'refused' });
      if (overLimit && now() < quietUntil) return;
      if (overLimit) quietUntil = now() + quiet;
      const request = method === undefined ? 'no request' : [method, path].filter(Boolean).join(' ');
      const unknown = { action: '', region: '', secretId: '', requests: 0, duration: 0 };
      log({ ...unknown, from: remote, result: 'refused', request, status, message: reason });
    },
    giveUp: (why) => {
      for (const begun of underWay.all()) noteOnce(begun, givenUp(why, begun));
    },
  };
}

/** When a program may not know the outcome of its call, a second request with the same Nonce gets no code. */
function markUnread(
  came: Served,
  {
    call,
    verifier,
    use,
  }: { readonly call: IncomingCall; readonly verifier: Verifier; readonly use: NonceUse },
): Served {
  const isDropped = came.answer.kind === 'dropped';
  if (isDropped || call.isClosed) verifier.lose(use);
  // It keeps nothing of the call but this.
  else call.onUnread?.(() => verifier.lose(use));
  return call.isClosed && !isDropped ? answeredLate(came) : came;
}

/** A call that ends with an unknown outcome. */
function givenUp(why: string, { wanted }: CallUnderWay): Served {
  const requests = wanted?.sent() ?? 0;
  const known = requests > 0 ? 'it is not known whether it was done' : 'nothing was sent';
  return unanswered(`${why}: ${known}`, requests);
}

const busy = ({ maxCalls, now }: Pick<HandlerParts, 'maxCalls' | 'now'>): Served =>
  refused(
    { isNewer: false, now },
    {
      code: code.unavailable,
      message: `${maxCalls} calls are under way already: it was not sent, and can be sent again`,
    },
  );

function health(
  { counters, about, clock }: HandlerParts,
  { count: underWay }: CallsUnderWay,
): CompleteAnswer {
  const { carried, refused: refusals, unanswered: without, left, retried } = counters;
  const calls = { carried, refused: refusals, unanswered: without, left, retried, underWay };
  const until = clock.refusesUntil();
  const state =
    until === undefined
      ? { status: 'ok' }
      : { status: 'refusing', refusesUntil: new Date(until).toISOString() };
  return newerAnswer({ ...state, ...about, calls });
}
