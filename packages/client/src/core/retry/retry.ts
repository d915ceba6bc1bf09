import type { OperationDescriptor } from '../../model/descriptor.js';
import { isTurnedAway, mayHaveActed, type Failure } from './failure.js';

export interface RetryOptions {
  /** Attempts in all, the first included. Default 4. */
  readonly maxAttempts: number;
  /**
   * Milliseconds: the first delay is drawn from 0 to this, then the range doubles. Default 200; after a quota error 25 times that, but
   * no more than the time that the quota is counted over.
   */
  readonly baseDelay: number;
  /** Milliseconds: the range grows no further. Default 30,000. */
  readonly maxDelay: number;
  /** Milliseconds from the first attempt after which none is started, and at which the last one is cut off. Default 120,000. */
  readonly deadline: number;
  /**
   * Tokens that all calls of a client share: a retry takes 5, a call that succeeds gives back what its last retry took, or
   * 1. So when the service is down, a client soon stops adding to its load. Default 500.
   */
  readonly budget: number;
}

export const defaultRetry: RetryOptions = {
  maxAttempts: 4,
  baseDelay: 200,
  maxDelay: 30_000,
  deadline: 120_000,
  budget: 500,
};

/** A quota of API 2.0 is counted over a minute: there is no point in coming back much sooner. */
const quotaFactor = 25;

/** Milliseconds over which the quotas of an operation are counted. */
const longestQuota = ({ quotas, service }: OperationDescriptor): number =>
  1000 * Math.max(0, ...(quotas ?? service.quotas).map(({ seconds }) => seconds)) || Infinity;

/** What one retry takes from the budget. */
export const retryCost = 5;

/** What the policy must know of the call in addition to its failure. */
export interface AttemptState {
  /** Attempts made so far. */
  readonly attempt: number;
  /** Milliseconds since the first attempt. */
  readonly elapsed: number;
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter?: number | undefined;
  /** Tokens left in the client's budget. */
  readonly tokens: number;
  /** New credentials can be had, and were not yet asked for in this call. */
  readonly refreshable: boolean;
  /** 0 ≤ x < 1, drawn for this decision. */
  readonly random: number;
}

/** How soon a failure is worth another attempt, regardless of what was spent on it so far. */
type Worth = 'soon' | 'backoff' | 'quota';

function worth(failure: Failure, operation: OperationDescriptor, refreshable: boolean): Worth | undefined {
  const { repeatability } = operation;
  if (failure.kind === 'batch') return undefined;
  if (failure.kind === 'api') {
    const { retry, effect, category } = failure.descriptor;
    if (retry === 'clock')
      return mayHaveActed(failure, operation) && repeatability !== 'token' ? undefined : 'soon';
    if (retry === 'credentials') return refreshable ? 'soon' : undefined;
    if (retry !== 'later' || (effect === 'unknown' && repeatability === 'once')) return undefined;
    return category === 'quota' ? category : 'backoff';
  }
  const { status = 0, permanent } = failure as Partial<Extract<Failure, { kind: 'transport' }>>;
  if (permanent) return undefined;
  if (failure.phase === 'unsent') return 'backoff';
  if (isTurnedAway(failure)) return 'quota';
  // It might act twice, or hide what happened.
  if (repeatability !== 'read' && repeatability !== 'token') return undefined;
  // A gateway's redirect or refusal is its answer; 408 asks to come again.
  return status >= 300 && status < 500 && status !== 408 ? undefined : 'backoff';
}

/**
 * The retry policy, pure: milliseconds until the next attempt, `undefined` where there is to be none. Full jitter: a delay is
 * drawn from the whole range between nothing and the limit, so that many clients that failed together do not come back together.
 */
export function retryDelay(
  failure: Failure,
  operation: OperationDescriptor,
  { options, state }: { readonly options: RetryOptions | false; readonly state: AttemptState },
): number | undefined {
  const { attempt, elapsed, retryAfter = 0, tokens, refreshable, random } = state;
  const value = worth(failure, operation, refreshable);
  if (!value || !options || attempt >= options.maxAttempts || tokens < retryCost) return undefined;
  const { baseDelay, maxDelay, deadline } = options;
  const base =
    value === 'quota'
      ? Math.max(baseDelay, Math.min(baseDelay * quotaFactor, longestQuota(operation)))
      : baseDelay;
  const range = Math.min(maxDelay, base * 2 ** (attempt - 1));
  const drawn = value === 'soon' && attempt === 1 ? 0 : Math.floor(random * (range + 1));
  // What the server asks for counts for more than the longest delay, but not for more than the deadline.
  const delay = Math.max(drawn, retryAfter);
  return elapsed + delay < deadline ? delay : undefined;
}

/** Whether the same call is worth sending again later: what an error's `retryable` says. */
export const isRetryable = (failure: Failure, operation: OperationDescriptor): boolean =>
  worth(failure, operation, true) !== undefined;
