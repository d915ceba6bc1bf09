import { orAbort } from '../model/abort.js';
import { attempt, type CallPlan } from './attempt.js';
import { createServiceClock } from './clock.js';
import type { Settings } from './config.js';
import { callRules, checkOptions, withDefaults } from '../model/options.js';
import { credentialsSource, inCall, type Credentials } from './credentials/credentials.js';
import type { CallMeta, CallOptions, OperationDescriptor, ServiceDescriptor } from '../model/descriptor.js';
import { errorDescriptor, type ErrorContext, type QcvmError } from '../model/errors.js';
import { mayHaveActed, nameOf, toError, type Failure } from './failure.js';
import { createTell } from './hooks.js';
import { createLimiter, type Limiter } from './limiter.js';
import { decideRetry, isRetryable, retryCost } from './retry.js';
import { validate } from './validate.js';
import type { Endpoint } from '../protocols/v2/request.js';

/** What a call came to. */
export interface CallResult {
  readonly output: Readonly<Record<string, unknown>>;
  readonly meta: CallMeta;
}

/** Calls an operation. */
export type Call = (
  operation: OperationDescriptor,
  input: unknown,
  options: CallOptions,
) => Promise<CallResult>;

/** What all calls to one module of the API share. */
interface Module {
  readonly endpoint: Endpoint;
  readonly limiter: Limiter | undefined;
}

function openModule(service: ServiceDescriptor, { endpoint, limits, runtime }: Settings): Module {
  const { origin, host, pathname } = endpoint ?? new URL(`https://${service.host}${service.path}`);
  return {
    endpoint: { origin, host, path: pathname === '/' ? service.path : pathname },
    limiter: limits === false ? undefined : createLimiter(withDefaults(service.quota, limits), runtime),
  };
}

/** After an attempt that may have acted, no later answer of the same call can be taken at face value. */
const afterAmbiguity = {
  ambiguous: true,
  advice: 'An earlier attempt of this call may have acted: look at the resources before you send it again.',
};

/** The life of a call. It knows operations only by their descriptors. */
export function createCall(settings: Settings): Call {
  const { runtime, credentials: source, retry } = settings;
  const clock = createServiceClock(() => runtime.now());
  const tell = createTell(settings.hooks);
  const modules = new Map<ServiceDescriptor, Module>();
  const budget = retry === false ? 0 : retry.budget;
  let tokens = budget;
  let calls = 0;

  const moduleOf = (service: ServiceDescriptor): Module => {
    let opened = modules.get(service);
    if (!opened) modules.set(service, (opened = openModule(service, settings)));
    return opened;
  };

  return async (operation, input, options) => {
    checkOptions(callRules, options);
    const { signal, region = settings.region, timeout = settings.timeout } = options;
    signal?.throwIfAborted();
    const { action, service, batch } = operation;
    const valid = validate(operation, input);
    const ids = batch && (valid[batch.ids] as readonly string[]);
    const { endpoint, limiter } = moduleOf(service);
    const plan: CallPlan = { operation, endpoint, parameters: valid, ids, signal };
    const ticket = limiter?.ticket() ?? 0;
    const call = ++calls;

    let attempts = 0;
    let totalRetryDelay = 0;
    let started = 0;
    let local = -Infinity;
    let refreshed = false;
    let earlierActed = false;
    let last: Failure | undefined;
    let credentials: Credentials | undefined;

    const context = (): ErrorContext => ({
      action,
      region,
      instanceIds: ids,
      attempts,
      totalRetryDelay,
      ...(earlierActed && afterAmbiguity),
    });
    const errorOf = (failure: Failure): QcvmError =>
      toError(failure, operation, {
        retryable: isRetryable(failure, operation),
        ambiguous: mayHaveActed(failure, operation),
        source: credentials && credentialsSource(credentials),
        ...context(),
      });

    for (;;) {
      const turn = limiter?.acquire(action, ticket, signal);
      if (turn) await turn;
      const got = source.get();
      credentials = got instanceof Promise ? await orAbort(got.catch(inCall(context)), signal) : got;

      // Within a call the clock does not go backwards, except by a correction.
      local = Math.max(local, runtime.now());
      if (!last) started = local;
      const left = retry === false ? Infinity : started + retry.deadline - local;
      if (last && left <= 0) throw errorOf(last);

      attempts++;
      const { outcome, status, date } = await attempt(settings, plan, {
        credentials,
        timestamp: clock.timestamp(local),
        timeout: Math.min(timeout, left),
        event: { call, action, region, attempt: attempts },
        tell,
      });
      if (outcome.kind === 'output') {
        tokens = Math.min(budget, tokens + (last ? retryCost : 1));
        const { output, raw, requestId } = outcome;
        return {
          output,
          meta: { ...(requestId && { requestId }), attempts, totalRetryDelay, status, raw },
        };
      }

      const known = outcome.kind === 'api' ? errorDescriptor(operation, outcome) : undefined;
      if (known?.retry === 'clock' && clock.learn(date)) local = -Infinity;
      if (known?.category === 'authentication') source.refuse(credentials);
      const decision = decideRetry(outcome, operation, {
        options: retry,
        state: {
          attempt: attempts,
          elapsed: runtime.now() - started,
          tokens,
          refreshable: source.refreshable && !refreshed,
          random: runtime.random(),
        },
      });
      if (!decision.again) throw errorOf(outcome);

      tokens -= retryCost;
      last = outcome;
      refreshed ||= known?.retry === 'credentials';
      tell('onRetry', () => ({
        call,
        action,
        region,
        attempt: attempts,
        delay: decision.after,
        failure: nameOf(outcome),
      }));
      if (decision.after > 0) await orAbort(runtime.sleep(decision.after, signal), signal);
      totalRetryDelay += decision.after;
      earlierActed ||= mayHaveActed(outcome, operation);
      signal?.throwIfAborted();
    }
  };
}
