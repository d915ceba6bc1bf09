import type { OperationDescriptor } from '../descriptor.js';
import type { BatchErrorDetails, InstanceResult } from '../errors.js';
import { createRedactor, excerpt, type Redact } from '../redact.js';
import { isBatchCode, readId, readText, reportBatch } from './batch.js';
import { normaliseFields, readInteger, readObject, UnreadableResult } from './normalise.js';
import { isPlainObject } from './shape.js';

interface Answer {
  /** Id of the request or of its task, where the service gave one. */
  readonly requestId?: string;
  /** The parsed body as the service sent it, except that a `requestId` of 16 digits or more is a string. */
  readonly raw: unknown;
}

/** What an answer means. The orchestrator turns all but `output` into errors. */
export type Outcome =
  | (Answer & { readonly kind: 'output'; readonly output: Readonly<Record<string, unknown>> })
  | (Answer & {
      readonly kind: 'api';
      readonly code: number;
      readonly codeDesc?: string;
      /** The number in parentheses at the start of some messages: `(100004)projectId is incorrect`. */
      readonly moduleCode?: string;
      readonly serviceMessage: string;
    })
  | (Answer & BatchErrorDetails & { readonly kind: 'batch' })
  | {
      readonly kind: 'malformed';
      /** A clause: what is wrong with the answer. */
      readonly reason: string;
      /** At most 200 printable characters of the body, without secrets. */
      readonly excerpt: string;
    };

export interface ParseOptions {
  readonly status: number;
  readonly body: string;
  /** Without it the result's own fields are passed on as they are, and no answer is about many instances. */
  readonly operation?: Pick<OperationDescriptor, 'output' | 'batch'> | undefined;
  /** The ids that a batch call was about. */
  readonly requestedIds?: readonly string[] | undefined;
  /** Applied to every text of the service that ends up in an error. */
  readonly redact?: Redact | undefined;
}

/** JSON.parse would round these. In valid JSON nothing but a member of an object looks like this. */
const longRequestId = /("requestId"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body.replace(longRequestId, '$1"$2"'));
  } catch {
    return undefined;
  }
}

/**
 * Reads an answer, whatever its body and its HTTP status: the service documents 200 for failures too, and what has an
 * envelope is an answer with any other status as well. Never throws.
 *
 * Source: https://cloud.tencent.com/document/api/213/6983
 */
export function parseResponse(options: ParseOptions): Outcome {
  const { status, body, operation, redact = createRedactor() } = options;
  const malformed = (problem: string): Outcome => ({
    kind: 'malformed',
    reason: `HTTP ${status} came with ${problem}`,
    excerpt: excerpt(body, redact),
  });

  const raw = parseJson(body);
  if (raw === undefined) {
    if (body.trim() === '') return malformed('an empty body');
    return malformed(
      /^\s*</.test(body) ? 'an HTML or XML page instead of JSON' : 'a body that is not JSON, or is cut off',
    );
  }
  if (!isPlainObject(raw)) return malformed('JSON that is no object');
  const { code: sentCode, codeDesc, message, ...rest } = raw;
  const fields: Record<string, unknown> = rest;
  const code = readInteger(sentCode);
  if (code === undefined) return malformed('JSON without a "code"');

  const requestId = redact(readId(raw['requestId']));
  const answer: Answer = { raw, ...(requestId && { requestId }) };
  const description = redact(readText(codeDesc));
  const serviceMessage = redact(readText(message));
  const refusal = { code, ...(description && { codeDesc: description }), serviceMessage };

  const batch = operation?.batch;
  if (batch) {
    const { requestedIds } = options;
    const report = reportBatch({ code, results: fields[batch.results], requestedIds });
    const { succeeded, failed, unreported, unexpected, contradictions } = report;
    const complete = code === 0 && failed.length + unreported.length === 0;
    if (!complete && (isBatchCode(code) || succeeded.length + failed.length > 0))
      return {
        ...answer,
        ...refusal,
        kind: 'batch',
        succeeded: succeeded.map((result) => redacted(result, redact)),
        failed: failed.map((result) => redacted(result, redact)),
        unreported,
        unexpected: unexpected.map(redact),
        contradictions: contradictions.map(redact),
      };
    if (complete) {
      const results = succeeded.map(({ instanceId, ...result }) => [instanceId, result] as const);
      fields[batch.results] = { ...readObject(fields[batch.results]), ...Object.fromEntries(results) };
    }
  }
  if (code !== 0) {
    const moduleCode = /^\((-?\d+)\)/.exec(serviceMessage)?.[1];
    return { ...answer, ...refusal, kind: 'api', ...(moduleCode && { moduleCode }) };
  }
  try {
    const output = operation ? normaliseFields(fields, operation.output) : fields;
    return { ...answer, kind: 'output', output };
  } catch (error) {
    if (error instanceof UnreadableResult) return malformed(redact(`an incomplete result: ${error.message}`));
    throw error;
  }
}

const redacted = (result: InstanceResult, redact: Redact): InstanceResult => ({
  ...result,
  ...(result.codeDesc && { codeDesc: redact(result.codeDesc) }),
  message: redact(result.message),
  ...(result.requestId && { requestId: redact(result.requestId) }),
});
