import type { InstanceResult } from '../errors.js';
import { readInteger, readObject } from './normalise.js';

/** The service says so of a whole batch call: it failed for every resource; it failed for some. */
const allFailed = 5100;
const someFailed = 5400;

/** Whom the answer to a batch call speaks of, and how. Every requested id is in exactly one of the first three. */
export interface BatchReport {
  readonly succeeded: readonly InstanceResult[];
  readonly failed: readonly InstanceResult[];
  /** Asked for, but without a result that can be read. */
  readonly unreported: readonly string[];
  /** Reported on, but not asked for. */
  readonly unexpected: readonly string[];
  /** Where the answer disagrees with itself, each a clause. */
  readonly contradictions: readonly string[];
}

/** A text of the service; some backends send null or a list for none. */
export const readText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An id that is a string on some pages of the API and a number on others. */
export const readId = (value: unknown): string => (typeof value === 'number' ? `${value}` : readText(value));

/** An instance's result, set right; `undefined` if it has no code that can be read. */
function readResult(instanceId: string, value: unknown): InstanceResult | undefined {
  const source = readObject(value) ?? {};
  const code = readInteger(source['code']);
  if (code === undefined) return undefined;
  const codeDesc = readText(source['codeDesc']);
  const requestId = readId(source['requestId']);
  return {
    instanceId,
    code,
    ...(codeDesc && { codeDesc }),
    message: readText(source['message']),
    ...(requestId && { requestId }),
  };
}

/**
 * Sorts the results of a batch call. What the service says of one instance counts for more than what it says of all.
 *
 * @param options.results - One result for each id: documented as a list, sent as an object, and as `[]` when empty.
 * @param options.requestedIds - Without them, those that the results name.
 */
export function reportBatch(options: {
  readonly code: number;
  readonly results: unknown;
  readonly requestedIds?: readonly string[] | undefined;
}): BatchReport {
  const { code, results } = options;
  const reported = readObject(results) ?? {};
  const requested = new Set(options.requestedIds ?? Object.keys(reported));
  const succeeded: InstanceResult[] = [];
  const failed: InstanceResult[] = [];
  const unreported: string[] = [];
  const contradictions: string[] = [];

  if (results !== undefined && !readObject(results))
    contradictions.push('the results by instance cannot be read');
  for (const id of requested) {
    const mentioned = Object.hasOwn(reported, id);
    const result = mentioned ? readResult(id, reported[id]) : undefined;
    if (!result) unreported.push(id);
    else (result.code === 0 ? succeeded : failed).push(result);
    if (mentioned && !result) contradictions.push(`the result of ${id} cannot be read`);
  }
  const unexpected = Object.keys(reported).filter((id) => !requested.has(id));

  const contradict = (claim: string, fact: string): number =>
    contradictions.push(`code ${code} says that ${claim}, but ${fact}`);
  const all = requested.size;
  if (code === 0) {
    if (failed.length > 0) contradict('all succeeded', `${failed.length} of ${all} are reported as failed`);
    if (unreported.length > 0) contradict('all succeeded', `${unreported.length} of ${all} have no result`);
  } else if (code === someFailed) {
    if (succeeded.length === all) contradict('some failed', 'all are reported as succeeded');
    if (failed.length === all) contradict('some succeeded', 'all are reported as failed');
  } else if (succeeded.length > 0) {
    const claim = code === allFailed ? 'all failed' : 'the whole call was refused';
    contradict(claim, `${succeeded.length} of ${all} are reported as succeeded`);
  }
  return { succeeded, failed, unreported, unexpected, contradictions };
}

/** Whether an answer with this code is about each resource, not about the call as a whole. */
export const isBatchCode = (code: number): boolean => code === 0 || code === allFailed || code === someFailed;
