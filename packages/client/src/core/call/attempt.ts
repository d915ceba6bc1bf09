import { isFar } from './clock.js';
import type { Settings } from '../client/config.js';
import type { Credentials } from '../credentials/credentials.js';
import type { OperationDescriptor } from '../../model/descriptor.js';
import { exchange, type RequestOutcome } from './exchange.js';
import { nameOf, turnedAway, type Failure } from '../retry/failure.js';
import type { AttemptEvent, RequestEvent, Tell } from './hooks.js';
import { member, own } from '../../model/own.js';
import { createRedactor, safeCause, type Redact } from '../../model/errors/redact.js';
import { printable } from '../../model/shape.js';
import { ValidationError } from '../../model/errors/errors.js';
import { retryAfterOf } from '../retry/retry-after.js';
import type { Parameters } from '../../model/parameters/parameters.js';
import type { Endpoint, Outcome, Protocol, ProtocolRequest } from '../../model/protocol.js';

/** What does not change between the attempts of a call. */
export interface CallPlan {
  readonly operation: OperationDescriptor;
  readonly protocol: Protocol;
  readonly endpoint: Endpoint;
  readonly parameters: Parameters;
  /** The ids that a batch call is about. */
  readonly resourceIds: readonly string[] | undefined;
  readonly signal: AbortSignal | undefined;
}

/** What is new with every attempt. */
export interface AttemptOptions {
  readonly credentials: Credentials;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** Milliseconds. */
  readonly timeout: number;
  readonly event: AttemptEvent;
  readonly tell: Tell;
}

/** The outcome of an attempt. */
export interface AttemptResult {
  /** The HTTP status; 0 if there was no answer. */
  readonly status: number;
  /** The Date of the answer. */
  readonly date?: string | undefined;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter?: number | undefined;
  readonly outcome: Extract<Outcome, { kind: 'output' }> | Failure;
}

/** What an exchange means. */
function interpret(
  exchanged: RequestOutcome,
  { operation, protocol, parameters, resourceIds }: CallPlan,
  { timestamp, redact, now }: { readonly timestamp: number; readonly redact: Redact; readonly now: number },
): AttemptResult {
  if (exchanged.kind === 'timeout') return { status: 0, outcome: exchanged };
  if (exchanged.kind === 'transport') {
    const { reason, cause } = exchanged;
    return { status: 0, outcome: { ...exchanged, reason: redact(reason), cause: safeCause(cause, redact) } };
  }
  const { status, headers } = exchanged.response;
  const date = member(headers, 'date') as string | undefined;
  const noAnswer: Outcome = {
    kind: 'malformed',
    reason: `got HTTP ${status} instead of an API response`,
    excerpt: '',
  };
  const told =
    // A redirect, or an answer to what was never asked, regardless of its body: a signed request is for one host.
    status >= 300 && status < 400
      ? noAnswer
      : own(protocol.outcome(exchanged.response, { operation, parameters, resourceIds, redact }));
  const outcome: Outcome = told.kind === 'output' && status === turnedAway ? noAnswer : told;
  const retryAfter = retryAfterOf(exchanged.response, now);
  return {
    status,
    date,
    retryAfter,
    outcome:
      outcome.kind === 'malformed'
        ? own({
            ...outcome,
            kind: 'transport',
            phase: 'response',
            status,
            reason:
              outcome.reason + (retryAfter ? `, and asks to wait ${Math.ceil(retryAfter / 1000)} s` : ''),
          })
        : outcome.kind === 'api'
          ? own({ ...outcome, status, clockWrong: isFar(timestamp, date) })
          : outcome,
  };
}

/** Signs afresh, sends, and reads the answer. Rejects with the reason of the caller's abort, or with what no protocol can send. */
export async function attempt(
  settings: Settings,
  plan: CallPlan,
  { credentials, timestamp, timeout, event, tell }: AttemptOptions,
): Promise<AttemptResult> {
  const { runtime, transport, maxResponseBytes } = settings;
  const { operation, protocol, endpoint, parameters, resourceIds, signal } = plan;
  let signed: ProtocolRequest;
  const secrets = [credentials.secretKey, credentials.token];
  const redact = createRedactor(secrets, credentials.secretId, parameters);
  try {
    signed = own(
      await protocol.request({
        operation,
        parameters,
        region: event.region,
        endpoint,
        credentials,
        timestamp,
        nonce: () => runtime.nonce(),
      }),
    );
  } catch (error) {
    if (error instanceof ValidationError) throw new ValidationError(error.problems, { action: event.action });
    // A page without TLS, for one, has no Web Crypto. It will not have it at the next attempt either.
    const cause = safeCause(error, redact);
    const why = cause instanceof Error ? cause.message : cause;
    const reason = `the request could not be signed${why ? `: ${printable(why)}` : ''}`;
    return { status: 0, outcome: { kind: 'transport', phase: 'unsent', permanent: true, reason, cause } };
  }
  // Nothing was redacted so far, so that these are known as well.
  secrets.push(...signed.secrets);
  const { method, url, headers, body } = signed;

  const requestEvent = (): RequestEvent => ({
    ...event,
    method,
    host: endpoint.host,
    ids: resourceIds?.length,
  });
  tell('onRequest', requestEvent);
  const sent = runtime.now();
  const exchanged = await exchange({
    transport,
    request: { method, url, headers, body, maxResponseBytes },
    timeout,
    signal,
    runtime,
  });
  const result = interpret(exchanged, plan, { timestamp, redact, now: runtime.now() });
  tell('onResponse', () => ({
    ...requestEvent(),
    duration: runtime.now() - sent,
    ...(result.status > 0 && { status: result.status }),
    ...summary(result.outcome, redact),
  }));
  return result;
}

/** What an event may say of an outcome. */
const summary = (
  outcome: AttemptResult['outcome'],
  redact: Redact,
): { code?: number | string; requestId?: string | undefined; failure?: string } =>
  outcome.kind === 'output'
    ? { code: 0, requestId: outcome.requestId && redact(outcome.requestId) }
    : {
        ...((outcome.kind === 'api' || outcome.kind === 'batch') && {
          code: outcome.code,
          requestId: outcome.requestId,
        }),
        failure: nameOf(outcome),
      };
