import { namedBy } from '../../core/divide.js';
import type { ErrorDescriptor, OperationDescriptor } from '../../model/descriptor.js';
import { describeError } from '../../model/errors/error-tables.js';
import {
  ApiError,
  CredentialsError,
  isQcvmError,
  ValidationError,
  type ResourceResult,
  type QcvmError,
} from '../../model/errors/errors.js';
import { member } from '../../model/own.js';
import type { Answer, Problem } from './known.js';

/** What a failed call means for the instances that it was about. */
export type CallFailure =
  /** Nothing that is sent from now on can succeed. */
  | { readonly kind: 'fatal'; readonly error: unknown }
  /** The service may have acted: the answer is lost, for these instances only. */
  | { readonly kind: 'lost'; readonly error: unknown }
  /** Nothing has happened; worth another try later. */
  | { readonly kind: 'later'; readonly error: QcvmError }
  /** It was not sent, for a reason of our own. */
  | { readonly kind: 'unsent' }
  /** Refused because of some of the instances: tell which by asking for fewer. */
  | { readonly kind: 'divisible'; readonly error: QcvmError };

type Tables = Pick<OperationDescriptor, 'errors' | 'service' | 'repeatability'>;

export function classify(error: unknown, operation: Tables): CallFailure {
  if (!isQcvmError(error) || error instanceof CredentialsError) return { kind: 'fatal', error };
  if (error.ambiguous && !isRefusedTogether(error, operation)) return { kind: 'lost', error };
  // What one of them is busy with must not hold up the others.
  if (error.retryable && !(error instanceof ApiError && error.category === 'resource'))
    return { kind: 'later', error };
  if (error instanceof ValidationError) return { kind: 'divisible', error };
  if (!(error instanceof ApiError)) return { kind: 'later', error };
  const { category, retry } = describeError(operation, error);
  if (retry === 'resource' || isAboutSome(category) || isAboutNamed(error, category))
    return { kind: 'divisible', error };
  return category === 'server' || category === 'quota' ? { kind: 'later', error } : { kind: 'fatal', error };
}

/**
 * It is open only what became of the others: the code itself has no effect, and what may act twice is not sent again after an attempt that
 * may have acted.
 */
const isRefusedTogether = (error: QcvmError, operation: Tables): boolean =>
  error instanceof ApiError &&
  operation.repeatability === 'once' &&
  describeError(operation, error).effect === 'none';

const isAboutSome = (category: ErrorDescriptor['category']): boolean =>
  category === 'resource' || category === 'parameter' || category === 'batch';

/** API 3.0 has one code for an account that may do nothing and for a resource that is kept from it: the message names the resource. */
const isAboutNamed = (error: ApiError, category: ErrorDescriptor['category']): boolean =>
  category === 'authorization' && namedBy(error).length > 0;

/** An error as the reason of an outcome. */
export const problemOf = (error: unknown): Problem =>
  error instanceof ApiError
    ? withCode(error, error.serviceMessage || error.message)
    : { reason: error instanceof Error ? error.message : String(error) };

function withCode(
  given: { readonly code: number | string; readonly codeDesc?: string },
  reason: string,
): Problem {
  const codeDesc = member(given, 'codeDesc') as string | undefined;
  return { code: given.code, ...(codeDesc !== undefined && { codeDesc }), reason };
}

/**
 * What a refusal means for the one instance that it is about: nothing was done for it. Of a resource that is refused only a
 * look tells whether it is gone or in the wrong state.
 */
export const refusal = ({ category }: ErrorDescriptor, problem: Problem): Refusal => ({
  kind: 'refused',
  final: category === 'parameter' || category === 'authorization' || category === 'purchase',
  problem,
});

export type Refusal = Extract<Answer, { kind: 'refused' }>;

/** The answer for an instance that was refused within a call on many. */
export const refusedResult = (operation: Tables, result: ResourceResult): Refusal =>
  refusal(
    describeError(operation, result),
    withCode(result, result.message || `refused with code ${result.code}`),
  );

/** The answer for the single instance of a call that was refused. */
export const refusedCall = (operation: Tables, error: unknown): Refusal =>
  error instanceof ApiError
    ? refusal(describeError(operation, error), problemOf(error))
    : { kind: 'refused', final: true, problem: problemOf(error) };
