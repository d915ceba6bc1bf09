import { ApiError, BatchError, CredentialsError, isQcvmError, ValidationError } from '../../model/errors.js';
import { describeError } from '../../model/error-tables.js';
import type { QcvmError, ResourceResult } from '../../model/errors.js';
import type { OperationDescriptor } from '../../model/descriptor.js';
import type { InstanceStatus } from '../../services/cvm/2.0/types.gen.js';
import type { Problem, Refusal } from './instance.js';
import type { StoppingClient } from './types.js';

/** Only these resources are refused; the message names them. */
const resourceNotAuthorized = 4102;

/** What a failed call means for the instances that it was about. */
export type CallFailure =
  /** Nothing that is sent from now on can succeed. */
  | { readonly kind: 'fatal'; readonly error: unknown }
  /** The service may have acted. */
  | { readonly kind: 'ambiguous'; readonly error: QcvmError }
  /** Nothing has happened; worth another try later. */
  | { readonly kind: 'later'; readonly error: QcvmError }
  /** Refused because of some of the instances: tell which by asking for fewer. */
  | { readonly kind: 'divisible'; readonly error: QcvmError };

export function classify(error: unknown): CallFailure {
  if (!isQcvmError(error) || error instanceof CredentialsError) return { kind: 'fatal', error };
  if (error.ambiguous) return { kind: 'ambiguous', error };
  if (error.retryable) return { kind: 'later', error };
  if (error instanceof ValidationError) return { kind: 'divisible', error };
  if (!(error instanceof ApiError)) return { kind: 'later', error };
  const { category, code } = error;
  const divisible =
    category === 'resource' ||
    category === 'parameter' ||
    category === 'batch' ||
    code === resourceNotAuthorized;
  if (divisible) return { kind: 'divisible', error };
  return category === 'server' || category === 'quota' ? { kind: 'later', error } : { kind: 'fatal', error };
}

/** An error as the reason of an outcome. */
export const problemOf = (error: unknown): Problem =>
  error instanceof ApiError
    ? {
        code: error.code,
        ...(error.codeDesc === undefined ? {} : { codeDesc: error.codeDesc }),
        reason: error.serviceMessage || error.message,
      }
    : { reason: error instanceof Error ? error.message : String(error) };

export interface CallOptions {
  readonly region?: string;
  readonly signal?: AbortSignal;
}

/** The statuses of instances by the id, old or new, under which they were asked for; absent if not listed. */
export async function lookAt(
  client: StoppingClient,
  instanceIds: readonly string[],
  options: CallOptions,
): Promise<ReadonlyMap<string, InstanceStatus>> {
  const { instanceSet } = await client.describeInstances({ instanceIds, limit: 100 }, options);
  const statuses = new Map<string, InstanceStatus>();
  for (const { unInstanceId, instanceId, status } of instanceSet) {
    statuses.set(unInstanceId, status);
    if (instanceId !== undefined) statuses.set(instanceId, status);
  }
  return statuses;
}

/** What the service said of one instance of a StopInstances call. */
export type StopAnswer =
  | { readonly kind: 'accepted'; readonly requestId: string | undefined }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly problem: Problem }
  /** It did not mention the instance. */
  | { readonly kind: 'unreported'; readonly problem: Problem };

function refusalOf(operation: OperationDescriptor, failed: ResourceResult): Refusal {
  // The wrong status for this operation: another look tells the right one.
  if (Object.hasOwn(operation.errors, failed.codeDesc ?? '')) return 'passing';
  const { category, retry, effect } = describeError(operation, failed);
  if (category === 'resource') return 'gone';
  return retry === 'later' || retry === 'resource' || effect === 'unknown' ? 'passing' : 'final';
}

/**
 * Asks for a shutdown and gives the answer for every id. Throws what the call throws, unless it speaks of each
 * instance.
 */
export async function askToStop(
  client: StoppingClient,
  input: { readonly instanceIds: readonly string[]; readonly forceStop: 0 | 1 },
  options: CallOptions,
): Promise<ReadonlyMap<string, StopAnswer>> {
  const answers = new Map<string, StopAnswer>();
  try {
    const { detail } = await client.stopInstances(input, options);
    for (const [id, { requestId }] of Object.entries(detail))
      answers.set(id, { kind: 'accepted', requestId });
  } catch (error) {
    if (!(error instanceof BatchError)) throw error;
    for (const { resourceId, requestId } of error.succeeded)
      answers.set(resourceId, { kind: 'accepted', requestId });
    for (const failed of error.failed) {
      const { resourceId, code, codeDesc, message } = failed;
      const problem = { code, ...(codeDesc === undefined ? {} : { codeDesc }), reason: message };
      const refusal = refusalOf(client.stopInstances.operation, failed);
      answers.set(resourceId, { kind: 'refused', refusal, problem });
    }
    const problem = { reason: 'the service did not mention it in its answer' };
    for (const id of error.unreported) answers.set(id, { kind: 'unreported', problem });
  }
  return answers;
}
