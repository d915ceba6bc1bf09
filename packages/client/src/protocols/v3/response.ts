import { describeError, type DescribedErrors } from '../../model/errors/error-tables.js';
import type { ErrorDescriptor, OperationDescriptor } from '../../model/descriptor.js';
import type { Outcome } from '../../model/protocol.js';
import { own, ownData, textMember } from '../../model/own.js';
import { leaves, type Parameters } from '../../model/parameters/parameters.js';
import { createRedactor, excerpt, type Redact } from '../../model/errors/redact.js';
import { isPlainObject, ownField, printable } from '../../model/shape.js';

type AnsweredOperation = DescribedErrors &
  Partial<Pick<OperationDescriptor, 'pagination' | 'tokenPagination' | 'repeatability' | 'clientToken'>>;

export interface V3ParseOptions {
  readonly status: number;
  readonly body: string;
  /** Without it, codes have no meaning of their own. */
  readonly operation?: AnsweredOperation | undefined;
  /** The ids that the call was about: those that a refusal names are told. */
  readonly requestedIds?: readonly string[] | undefined;
  /**
   * Whether the call asked for a dry run: only then is `DryRunOperation` its success. Default `true`, as nothing is known of
   * the call.
   */
  readonly dryRun?: boolean | undefined;
  /** What it was asked with: of several resources, some may be done although the call is refused. Default: nothing is known of it. */
  readonly parameters?: Parameters | undefined;
  /** Applied to every text of the service that ends up in an error. */
  readonly redact?: Redact | undefined;
}

const unknown: AnsweredOperation = { errors: {}, service: { commonErrors: {} } };

/** The code that a dry run succeeds with. */
const dryRunSuccess = 'DryRunOperation';

/** What an answer of API 2.0 says of itself: codes of 5000 and more may come after the service has acted. */
const ofApi2 = (code: number): ErrorDescriptor => ({
  category: 'protocol',
  retry: 'never',
  effect: code < 5000 ? 'none' : 'unknown',
  advice: 'This is a response of API 2.0: see the code’s meaning there, or use an API 3.0 endpoint.',
});

/**
 * Reads an answer, regardless of its body and its HTTP status. Never throws.
 *
 * Source: https://cloud.tencent.com/document/api/213/30435
 */
export function parseResponse(options: V3ParseOptions): Outcome {
  const { status, body, operation = unknown, requestedIds } = own(options);
  const { dryRun = true, parameters = {}, redact = createRedactor() } = own(options);
  return own(
    readResponse({
      ...{ status, operation: ownData(operation), requestedIds, dryRun, parameters, redact },
      // Untyped code may give anything.
      body: typeof body === 'string' ? body : '',
    }),
  );
}

/** All that there is to know of an answer and its call. */
type Answered = Required<V3ParseOptions> & {
  readonly operation: AnsweredOperation;
  readonly dryRun: boolean;
  readonly parameters: Parameters;
  readonly redact: Redact;
};

/** The same of fields that are not looked for anywhere else. */
export function readResponse({
  status,
  body,
  operation,
  requestedIds = [],
  dryRun,
  parameters,
  redact,
}: Answered): Outcome {
  const malformed = (problem: string): Outcome => ({
    kind: 'malformed',
    reason: `HTTP ${status} came with ${problem}`,
    excerpt: excerpt(body, redact),
  });
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return malformed(body.trim() === '' ? 'an empty body' : 'a body that is not JSON, or is truncated');
  }
  const response = ownField(raw, 'Response');
  if (!isPlainObject(response)) {
    const code = ownField(raw, 'code');
    return Number.isInteger(code) && code !== 0
      ? {
          ...{ kind: 'api', code: code as number, raw, descriptor: ofApi2(code as number) },
          serviceMessage: redact(textMember(raw, 'message') ?? ''),
        }
      : malformed('JSON without a "Response"');
  }
  const requestId = textMember(response, 'RequestId') ?? '';
  const error = ownField(response, 'Error');
  if (error === undefined || error === null) {
    if (!requestId) return malformed('a "Response" without a "RequestId"');
    const { pagination, tokenPagination } = operation;
    const items = (pagination ?? tokenPagination)?.items;
    const list = items && ownField(response, items);
    if (items === undefined || Array.isArray(list))
      return { kind: 'output', output: response, raw, requestId };
    // Some services leave an empty list out.
    return (list ?? (pagination && ownField(response, pagination.total))) === 0
      ? { kind: 'output', output: { ...response, [items]: [] }, raw, requestId }
      : malformed(`a "Response" without a list "${items}"`);
  }
  const code = printable(redact(textMember(error, 'Code') ?? ''));
  if (code === '') return malformed('an "Error" without a "Code"');
  if (code === dryRunSuccess && dryRun)
    return { kind: 'output', output: { RequestId: requestId }, raw, ...(requestId && { requestId }) };
  const serviceMessage = redact(textMember(error, 'Message') ?? '');
  const descriptor = describeError(operation, { code });
  // That nothing is done for the others, if a call is refused because of one of several, is not documented: where doing it again
  // does more, it must not be repeated then. What a quota refuses has not reached the service.
  const isLeftOpen =
    descriptor.retry === 'later' &&
    descriptor.category !== 'quota' &&
    operation.repeatability === 'once' &&
    !operation.clientToken &&
    // A second item of a list, however deep.
    leaves(parameters).some(([name]) => /\.1\b/.test(name));
  // Those that it names as a whole word each.
  const words = new Set(serviceMessage.match(/[\w-]+/g));
  const namedIds = requestedIds.filter((id) => words.has(id));
  return {
    kind: 'api',
    code,
    serviceMessage,
    ...(requestId && { requestId: redact(requestId) }),
    raw,
    descriptor: isLeftOpen
      ? {
          ...descriptor,
          effect: 'unknown',
          advice: 'It may have taken effect in part: check the resources before retrying.',
        }
      : descriptor,
    ...(namedIds.length > 0 && { namedIds }),
  };
}
