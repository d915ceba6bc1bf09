import type { OperationDescriptor } from '../../model/descriptor.js';
import { own, ownData } from '../../model/own.js';
import { createRedactor, excerpt, type Redact } from '../../model/errors/redact.js';
import { acceptedResults, isBatchCode, reportBatch, type BatchReport } from './batch.js';
import { normaliseFields, readId, readInteger, readText, UnreadableResult } from './normalise.js';
import { isPlainObject, ownField } from '../../model/shape.js';

interface Envelope {
  readonly code: number;
  readonly codeDesc?: string;
  readonly serviceMessage: string;
  /** Id of the request or of its task, where the service gave one. */
  readonly requestId?: string;
  /** The parsed body as the service sent it, except that a `requestId` of 16 digits or more is a string. */
  readonly raw: unknown;
}

/** What an answer means. The orchestrator turns all but `output` into errors. */
export type ResponseV2 =
  | {
      readonly kind: 'output';
      readonly output: Readonly<Record<string, unknown>>;
      readonly requestId?: string;
      readonly raw: unknown;
    }
  | (Envelope & {
      readonly kind: 'api';
      /** The number in parentheses at the start of some messages: `(100004)projectId is incorrect`. */
      readonly moduleCode?: string;
    })
  | (Envelope & BatchReport & { readonly kind: 'batch' })
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

/** JSON.parse would round these numbers. In valid JSON nothing but a member of an object looks like this. */
const longRequestId = /("requestId"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

/**
 * Reads an answer, regardless of its body and its HTTP status: the service documents 200 for failures too, and what has an
 * envelope is an answer with any other status as well. Never throws.
 *
 * Source: https://cloud.tencent.com/document/api/213/6983
 */
export const parseResponse = (options: ParseOptions): ResponseV2 => own(read(options));

function read(options: ParseOptions): ResponseV2 {
  const { status, body: said, operation: given, requestedIds, redact = createRedactor() } = own(options);
  // Untyped code may give anything.
  const body = typeof said === 'string' ? said : '';
  const operation = ownData(given);
  const malformed = (problem: string): ResponseV2 => ({
    kind: 'malformed',
    reason: `HTTP ${status} came with ${redact(problem)}`,
    excerpt: excerpt(body, redact),
  });

  let parsed: unknown;
  try {
    parsed = JSON.parse(body.replace(longRequestId, '$1"$2"'));
  } catch {
    return malformed(body.trim() === '' ? 'an empty body' : 'a body that is not JSON, or is truncated');
  }
  if (!isPlainObject(parsed)) return malformed('JSON that is no object');
  const raw = own(parsed);
  const code = readInteger(raw['code']);
  if (code === undefined)
    return malformed(
      ownField(raw['Response'], 'RequestId')
        ? 'an answer of API 3.0: check the endpoint'
        : 'JSON without a "code"',
    );

  const { code: _code, codeDesc: _codeDesc, message: _message, ...fields }: Record<string, unknown> = raw;
  const results = operation?.batch?.results;
  const answer = results && { code, results: raw[results], requestedIds, redact };
  const accepted = answer && acceptedResults(answer);
  if (results && accepted) fields[results] = accepted;
  if (answer && !accepted) {
    const report = reportBatch(answer);
    if (isBatchCode(code) || report.succeeded.length + report.failed.length > 0)
      return { kind: 'batch', raw: parsed, ...envelope(raw, code, redact), ...report };
  }
  if (code !== 0) {
    const refusal = envelope(raw, code, redact);
    const moduleCode = /^\((-?\d+)\)/.exec(refusal.serviceMessage)?.[1];
    return { kind: 'api', raw: parsed, ...refusal, ...(moduleCode && { moduleCode }) };
  }
  try {
    const requestId = readId(raw['requestId']);
    const output = operation?.output ? normaliseFields(fields, operation.output) : fields;
    return { kind: 'output', output, raw: parsed, ...(requestId && { requestId }) };
  } catch (error) {
    if (error instanceof UnreadableResult) return malformed(`an incomplete result: ${error.message}`);
    throw error;
  }
}

/** What an envelope says of a failure, fit to be shown. */
function envelope(
  raw: Readonly<Record<string, unknown>>,
  code: number,
  redact: Redact,
): Omit<Envelope, 'raw'> {
  const codeDesc = redact(readText(raw['codeDesc']));
  const requestId = redact(readId(raw['requestId']));
  const serviceMessage = redact(readText(raw['message']));
  return own({ code, serviceMessage, ...(codeDesc && { codeDesc }), ...(requestId && { requestId }) });
}
