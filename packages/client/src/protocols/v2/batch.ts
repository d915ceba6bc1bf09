import type { ResourceResult } from '../../model/errors/errors.js';
import { member, own } from '../../model/own.js';
import type { Redact } from '../../model/errors/redact.js';
import { readId, readInteger, readObject, readText } from './normalise.js';
import { isPlainObject, ownField } from '../../model/shape.js';

/** The service says so of a whole batch call: it failed for every resource; it failed for some. */
const allFailed = 5100;
const someFailed = 5400;

/** Whether an answer with this code is about each resource, not about the call as a whole. */
export const isBatchCode = (code: number): boolean => code === 0 || code === allFailed || code === someFailed;

/** What the service reports of one resource. */
interface ReportedResult extends Readonly<Record<string, unknown>> {
  readonly code: number;
  readonly message: string;
  readonly requestId?: string;
}

const isRight = (result: Readonly<Record<string, unknown>>): result is ReportedResult =>
  Object.hasOwn(result, 'code') &&
  Number.isSafeInteger(result['code']) &&
  Object.hasOwn(result, 'message') &&
  typeof result['message'] === 'string' &&
  (!Object.hasOwn(result, 'requestId') || typeof result['requestId'] === 'string');

/** A result, set right; `undefined` if it has no code that can be read. */
function readResult(value: unknown): ReportedResult | undefined {
  if (!isPlainObject(value)) return undefined;
  if (isRight(value)) return value;
  const code = readInteger(member(value, 'code'));
  if (code === undefined) return undefined;
  const { requestId, ...rest } = own(value);
  const id = readId(requestId);
  return { ...rest, code, message: readText(member(value, 'message')), ...(id && { requestId: id }) };
}

export interface BatchAnswer {
  readonly code: number;
  /** One result for each id: documented as a list, sent as an object, and as `[]` when it is empty. */
  readonly results: unknown;
  /** Without them, those that the results name. */
  readonly requestedIds?: readonly string[] | undefined;
  /** Applied to every text of the service that ends up in a report. */
  readonly redact: Redact;
}

/** The results, set right, if the service accepted the call for every id that was asked for. */
export function acceptedResults({ code, results, requestedIds }: BatchAnswer): object | undefined {
  const reported = readObject(results);
  if (code !== 0 || !reported) return undefined;
  let copy: Record<string, unknown> | undefined;
  for (const id of requestedIds ?? Object.keys(reported)) {
    const result = readResult(ownField(reported, id));
    if (result?.code !== 0) return undefined;
    if (result !== reported[id]) (copy ??= { ...reported })[id] = result;
  }
  return copy ?? reported;
}

/** More ids than this that were not asked for are a mistake or an attack; `raw` has them all. */
const maxUnexpected = 100;

/** Whom the answer to a batch call speaks of, and how. Every requested id is in exactly one of the first three. */
export interface BatchReport {
  readonly succeeded: readonly ResourceResult[];
  readonly failed: readonly ResourceResult[];
  /** Asked for, but without a result that can be read. */
  readonly unreported: readonly string[];
  /** Reported on, but not asked for: the first 100. */
  readonly unexpected: readonly string[];
  /** Where the answer disagrees with itself, each a clause. */
  readonly contradictions: readonly string[];
}

/** Sorts the results of a batch call. What the service says of one resource counts for more than what it says of all. */
export function reportBatch({ code, results, requestedIds, redact }: BatchAnswer): BatchReport {
  const reported = readObject(results) ?? {};
  const requested = new Set(requestedIds ?? Object.keys(reported));
  const succeeded: ResourceResult[] = [];
  const failed: ResourceResult[] = [];
  const unreported: string[] = [];
  const unreadable: string[] = [];

  for (const resourceId of requested) {
    const result = readResult(ownField(reported, resourceId));
    if (result) {
      const { code: resultCode, message, requestId, codeDesc: said } = own<ReportedResult>(result);
      const codeDesc = readText(said);
      const list = resultCode === 0 ? succeeded : failed;
      list.push({
        resourceId,
        code: resultCode,
        ...(codeDesc && { codeDesc: redact(codeDesc) }),
        message: redact(message),
        ...(requestId && { requestId: redact(requestId) }),
      });
    } else {
      unreported.push(resourceId);
      if (Object.hasOwn(reported, resourceId)) unreadable.push(`the result of ${resourceId} cannot be read`);
    }
  }
  const unasked = Object.keys(reported).filter((id) => !requested.has(id));
  const [done, refused, missing] = [succeeded.length, failed.length, unreported.length];
  const contradicted =
    code === 0
      ? refused + missing > 0
      : code === someFailed
        ? done === requested.size || refused === requested.size
        : done > 0;
  const contradictions = contradicted
    ? [`code ${code} contradicts the results: ${done} succeeded, ${refused} failed, ${missing} missing`]
    : [];
  if (results !== undefined && !readObject(results))
    contradictions.push('the results by resource cannot be read');
  if (unasked.length > maxUnexpected)
    contradictions.push(`${unasked.length} results for ids that were not requested`);
  contradictions.push(...unreadable);
  const unexpected = unasked.slice(0, maxUnexpected).map(redact);
  return { succeeded, failed, unreported, unexpected, contradictions: contradictions.map(redact) };
}
