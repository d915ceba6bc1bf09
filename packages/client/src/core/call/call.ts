import { withAbort } from '../../model/runtime/abort.js';
import { attempt, type CallPlan } from './attempt.js';
import { createServiceClock } from './clock.js';
import { conductOf } from './conduct.js';
import type { Settings } from '../client/config.js';
import { checkOptions } from '../../model/option-rules.js';
import type { Parameters } from '../../model/parameters/parameters.js';
import { credentialsSource, inCall, type Credentials } from '../credentials/credentials.js';
import type {
  CallMeta,
  CallOptions,
  OperationDescriptor,
  Repeatability,
  ServiceDescriptor,
} from '../../model/descriptor.js';
import { own } from '../../model/own.js';
import type { ErrorContext, QcvmError } from '../../model/errors/errors.js';
import { mayHaveActed, nameOf, toError, type Failure } from '../retry/failure.js';
import { createTell } from './hooks.js';
import { isRetryable, retryCost, retryDelay, type RetryOptions } from '../retry/retry.js';
import { validate } from './validate.js';
import type { Endpoint } from '../../model/protocol.js';

/** The outcome of a call. */
export interface CallResult {
  readonly output: Readonly<Record<string, unknown>>;
  readonly meta: CallMeta;
}

/** Calls an operation. Throws at once if the options are wrong. */
export type Call = (
  operation: OperationDescriptor,
  input: unknown,
  options: CallOptions,
) => Promise<CallResult>;

/** Finance regions, which are apart from all others: only a host of the region itself leads there. */
const apart = /-fsi$/;

/** Where the calls to a service go: the client's endpoint, or the service's own address for the region. */
function endpointOf({ hosts, path }: ServiceDescriptor, region: string, { endpoint }: Settings): Endpoint {
  const regional = apart.test(region) && hosts.find((host) => host.includes('{region}'));
  const { origin, host, pathname } =
    endpoint ?? new URL(`https://${(regional || hosts[0])?.replace('{region}', region)}${path}`);
  return { origin, host, path: pathname === '/' ? path : pathname };
}

/** A trial changes nothing, and an idempotency key makes a change safe to repeat. */
function repeatabilityOf(
  { repeatability, dryRun, clientToken }: OperationDescriptor,
  parameters: Parameters,
): Repeatability {
  if (dryRun && parameters[dryRun] === true) return 'read';
  return clientToken && repeatability !== 'read' ? 'token' : repeatability;
}

/** After an attempt that may have acted, no later answer of the same call can be taken at face value. */
const afterAmbiguity = {
  ambiguous: true,
  advice: 'An earlier attempt may have taken effect: check the resources before retrying.',
};

/** Sends one request of a call with its retries, and returns the outcome. */
export type Send = (operation: OperationDescriptor, input: unknown) => Promise<CallResult>;

/**
 * Begins a call of one request or of several, one after the other, which share its number, attempts, retries and deadline.
 * `about`: what errors say of the call in place of what they would say of the request.
 */
export type Begin = (options: CallOptions, about?: ErrorContext) => Send;

/** The life of a call that is one request. */
export function createCall(settings: Settings): Call {
  const begin = createCalls(settings);
  return (operation, input, options) => begin(options)(operation, input);
}

/** The life of calls. It knows operations only by their descriptors. */
export function createCalls(settings: Settings): Begin {
  const { runtime, credentials: source, retry, limits, limiter, protocol } = settings;
  const clock = createServiceClock(runtime);
  const tell = createTell(settings.hooks);
  const { budget = 0, deadline = Infinity } = own<Partial<RetryOptions>>(retry || {});
  let tokens = budget;
  let calls = 0;

  /** The service and the region of the last call: most clients have no other. */
  let latest: readonly [ServiceDescriptor, string, Endpoint] | undefined;
  const endpointFor = (service: ServiceDescriptor, region: string): Endpoint => {
    if (latest?.[0] !== service || latest[1] !== region)
      latest = [service, region, endpointOf(service, region, settings)];
    return latest[2];
  };

  return (options, about) => {
    const {
      signal,
      region = settings.region,
      timeout = settings.timeout,
    } = checkOptions(protocol.callRules, options);
    const { once, beforeAttempt, afterAttempt } = conductOf(options);
    let call = 0;
    let sends = 0;
    let attempts = 0;
    let totalRetryDelay = 0;
    let started: number | undefined;
    let refreshed = false;

    return async (given, input) => {
      signal?.throwIfAborted();
      const { action, service, batch, untyped, clientToken, repeatability: documented } = given;
      // What is untyped was read before the call: see `callAction`.
      const checked = untyped ? (input as Parameters) : validate(given, input);
      call ||= ++calls;
      sends++;
      // An idempotency key for all attempts of a call that was given none: another one for each, whatever a test takes for a Nonce.
      const drawn =
        clientToken &&
        checked[clientToken] === undefined &&
        `qcvm-${runtime.nonce()}-${runtime.nonce()}-${call}-${sends}`;
      const valid = drawn ? { ...checked, [clientToken]: drawn } : checked;
      const repeatability = once && documented !== 'read' ? 'once' : repeatabilityOf(given, valid);
      const operation = repeatability === documented ? given : own({ ...given, repeatability });
      const resourceIds = batch && (valid[batch.ids] as readonly string[]);
      const endpoint = endpointFor(service, region);
      const plan: CallPlan = { operation: given, protocol, endpoint, parameters: valid, resourceIds, signal };
      const quotas = limits === false ? [] : (limits ?? operation.quotas ?? service.quotas);

      let local = -Infinity;
      let earlierActed = false;
      let last: Failure | undefined;
      let credentials: Credentials | undefined;

      const context = (): ErrorContext => ({
        action,
        region,
        resourceIds,
        attempts,
        totalRetryDelay,
        ...(earlierActed && afterAmbiguity),
        ...about,
      });
      const errorOf = (failure: Failure): QcvmError => {
        const ambiguous = mayHaveActed(failure, operation);
        return toError(failure, {
          // A key that was drawn ends with its call: another call would act a second time.
          retryable: isRetryable(failure, operation) && !(drawn && (ambiguous || earlierActed)),
          ambiguous,
          source: credentials && credentialsSource(credentials),
          ...context(),
        });
      };

      /** At once where they are known: every `await` takes its turn. */
      const obtain = (): Credentials | Promise<Credentials> => {
        const got = source.get();
        return got instanceof Promise ? withAbort(got.catch(inCall(context)), signal) : got;
      };

      for (;;) {
        credentials = await obtain();
        const turn =
          quotas.length > 0 &&
          limiter.acquire(
            {
              endpoint: endpoint.host,
              key: credentials.secretId,
              service: service.name,
              action,
              quotas,
              attempts,
            },
            signal,
          );
        if (turn) {
          await withAbort(turn, signal);
          // Temporary credentials may have run out meanwhile.
          credentials = await obtain();
        }

        // Within a call the clock does not go backwards, except by a correction.
        local = Math.max(local, runtime.now());
        started ??= local;
        const left = started + deadline - local;
        if (left <= 0) throw errorOf(last ?? { kind: 'timeout', timeout: deadline, phase: 'unsent' });

        beforeAttempt?.();
        attempts++;
        const { outcome, status, date, retryAfter } = own(
          await attempt(settings, plan, {
            credentials,
            timestamp: clock.timestamp(local),
            timeout: Math.min(timeout, left),
            event: { call, action, region, attempt: attempts },
            tell,
          }),
        );
        const acted = outcome.kind !== 'output' && mayHaveActed(outcome, operation);
        afterAttempt?.(acted || earlierActed);
        if (outcome.kind === 'output') {
          tokens = Math.min(budget, tokens + (last ? retryCost : 1));
          const { output, raw, requestId } = outcome;
          return {
            output,
            meta: { attempts, totalRetryDelay, status, raw, ...(requestId && { requestId }) },
          };
        }

        const known = outcome.kind === 'api' ? outcome.descriptor : undefined;
        if (known?.retry === 'clock' && clock.learn(date)) local = -Infinity;
        if (known?.category === 'authentication') source.refuse(credentials);
        const delay = retryDelay(outcome, operation, {
          options: retry,
          state: {
            // A further request of the call is no retry.
            attempt: attempts - sends + 1,
            elapsed: runtime.now() - started,
            retryAfter,
            tokens,
            refreshable: source.refreshable && !refreshed,
            random: runtime.random(),
          },
        });
        if (delay === undefined) throw errorOf(outcome);

        tokens -= retryCost;
        last = outcome;
        refreshed ||= known?.retry === 'credentials';
        tell('onRetry', () => ({
          call,
          action,
          region,
          attempt: attempts,
          delay,
          failure: nameOf(outcome),
        }));
        if (delay > 0) await withAbort(runtime.sleep(delay, signal), signal);
        totalRetryDelay += delay;
        earlierActed ||= acted;
        signal?.throwIfAborted();
      }
    };
  };
}
