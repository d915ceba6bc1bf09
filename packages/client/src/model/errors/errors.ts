import type { ErrorCategory, ErrorDescriptor } from '../descriptor.js';
import { define, own } from '../own.js';
import { isOfFamily, QcvmError, some, type ErrorContext } from './qcvm-error.js';
import { printable } from '../shape.js';
import type { TransportPhase } from '../transport.js';

export { QcvmError, type ErrorContext } from './qcvm-error.js';

/**
 * A code of the service: a number in API 2.0, a dotted word such as `InvalidInstanceId.NotFound` in API 3.0. The documented ones
 * have names in `commonErrorCode`; the service may answer with others.
 */
export type ErrorCode = number | string;

/** One thing that is wrong with an input. */
export interface Problem {
  /** Path of the parameter: `instanceIds[3]`. */
  readonly parameter: string;
  /** The rule that is broken: `required`, `pattern`, `empty`, … */
  readonly rule: string;
  /** The shape of what was received, not its value. */
  readonly received: string;
  /** All of it in words. */
  readonly message: string;
}

/** An input was refused before anything was sent. */
export class ValidationError extends QcvmError {
  /** What is wrong with it: everything, or the first 100 things. The message says how many there are. */
  declare readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], context: ErrorContext = {}) {
    const messages = problems.slice(0, 5).map(({ message }) => message);
    if (problems.length > 5) messages.push(`and ${problems.length - 5} more`);
    const { action, about = `Invalid input${action ? ` for ${action}` : ''}` } = own(context);
    super(
      `: ${messages.join('; ')}`,
      { ...context, about },
      { problems: problems.slice(0, 100), advice: 'Nothing was sent.' },
    );
  }

  override get name(): 'ValidationError' {
    return 'ValidationError';
  }
}

export interface ApiErrorDetails {
  readonly code: ErrorCode;
  readonly codeDesc?: string | undefined;
  readonly moduleCode?: string | undefined;
  readonly serviceMessage: string;
  readonly status: number;
  readonly namedIds?: readonly string[] | undefined;
  /** What the tables say of the code. */
  readonly descriptor: ErrorDescriptor;
}

/** The service refused the call. Source of 2.0's codes: https://cloud.tencent.com/document/api/213/6982 */
export class ApiError extends QcvmError {
  declare readonly code: ErrorCode;
  declare readonly codeDesc?: string;
  /** The number in parentheses at the start of the service's message. */
  declare readonly moduleCode?: string;
  declare readonly category: ErrorCategory;
  /** The service's own message. */
  declare readonly serviceMessage: string;
  /** The HTTP status that came with it; the service documents 200 for failures too. */
  declare readonly status: number;
  /** API 3.0: those of the requested ids that the service's message names, if it names any. */
  declare readonly namedIds?: readonly string[];

  constructor(details: ApiErrorDetails, context: ErrorContext = {}) {
    const { code, codeDesc, serviceMessage, descriptor } = own(details);
    const { category, advice } = descriptor;
    const name = codeDesc ? `${code} (${printable(codeDesc)})` : `${code}`;
    const said = serviceMessage && `; service message “${printable(serviceMessage)}”`;
    const summary = `failed with code ${name}: ${category} error${said}`;
    super(summary, context, { ...details, category, advice });
  }

  override get name(): 'ApiError' {
    return 'ApiError';
  }
}

/** What the service reported of one resource. */
export interface ResourceResult {
  readonly resourceId: string;
  /** 0: accepted. */
  readonly code: ErrorCode;
  readonly codeDesc?: string;
  readonly message: string;
  /** Id of the asynchronous task. */
  readonly requestId?: string;
}

export interface BatchErrorDetails {
  readonly code: ErrorCode;
  readonly codeDesc?: string | undefined;
  readonly serviceMessage: string;
  readonly succeeded: readonly ResourceResult[];
  readonly failed: readonly ResourceResult[];
  readonly unreported: readonly string[];
  readonly unsent?: readonly string[] | undefined;
  readonly unexpected: readonly string[];
  readonly contradictions: readonly string[];
}

/**
 * A call on many resources did not succeed for all of them, or the answer does not say that it did. Every resource of the
 * call is in exactly one of `succeeded`, `failed` and `unreported`.
 */
export class BatchError extends QcvmError {
  /** Of the whole call: 5400 if it failed for some of the resources, 5100 if for all. */
  declare readonly code: ErrorCode;
  declare readonly codeDesc?: string;
  declare readonly serviceMessage: string;
  declare readonly succeeded: readonly ResourceResult[];
  declare readonly failed: readonly ResourceResult[];
  /** Asked for, but without a result in the answer: never to be counted as done. */
  declare readonly unreported: readonly string[];
  /**
   * Those of the unreported ones for which nothing was asked any more, where a call was divided and ended early: nothing is
   * known to have been done for them.
   */
  declare readonly unsent?: readonly string[];
  /** With a result in the answer, but not asked for. */
  declare readonly unexpected: readonly string[];
  /** Where the answer disagrees with itself, each a clause. */
  declare readonly contradictions: readonly string[];

  constructor(details: BatchErrorDetails, context: ErrorContext = {}) {
    const { code, succeeded, failed, unreported, unexpected, contradictions } = details;
    const total = succeeded.length + failed.length + unreported.length;
    const reasons = failed
      .map(own)
      .map(({ resourceId, code: result, codeDesc, message }) =>
        printable(`${resourceId}: ${codeDesc || result}${message && ` “${message}”`}`),
      );
    const parts = [
      some(reasons),
      unreported.length > 0 && `no result for ${some(unreported)}`,
      unexpected.length > 0 && `unexpected results for ${some(unexpected.map(printable))}`,
      ...contradictions.map(printable),
    ];
    const missing = failed.length + unreported.length;
    const summary = `did not succeed for ${missing} of ${total} resources (code ${code}): ${parts.filter(Boolean).join('; ')}`;
    const advice =
      unreported.length > 0
        ? 'Check the resources without a result before retrying.'
        : 'Fix the cause, then retry only the failed resources.';
    super(summary, context, { ...details, advice });
  }

  override get name(): 'BatchError' {
    return 'BatchError';
  }
}

/** What to do about an exchange that failed: it depends on whether the service may have acted. */
export const repeatAdvice = (context: ErrorContext): string =>
  own(context).ambiguous
    ? 'The request may have taken effect: check the resources before retrying.'
    : 'The request can be retried.';

export interface TransportErrorDetails {
  /** A clause: "the connection was refused". */
  readonly reason: string;
  readonly phase: TransportPhase;
  readonly status?: number | undefined;
  readonly excerpt?: string | undefined;
}

/** There was no answer, or none that can be understood. */
export class TransportError extends QcvmError {
  /** How far the exchange got; `unsent` means that the service cannot have seen the request. */
  declare readonly phase: TransportPhase;
  /** The HTTP status, if there was an answer. */
  declare readonly status?: number;
  /** The start of an answer that cannot be understood: printable, without secrets. */
  declare readonly excerpt?: string;

  constructor(details: TransportErrorDetails, context: ErrorContext = {}) {
    const { reason, excerpt } = own(details);
    const shownExcerpt = excerpt ? ` (“${excerpt}”)` : '';
    super(`got no usable response: ${reason}${shownExcerpt}`, context, {
      ...details,
      advice: repeatAdvice(context),
    });
  }

  override get name(): 'TransportError' {
    return 'TransportError';
  }
}

/** An attempt took longer than its timeout. */
export class TimeoutError extends QcvmError {
  /** Milliseconds. */
  declare readonly timeout: number;
  declare readonly phase: TransportPhase;

  constructor(
    details: { readonly timeout: number; readonly phase: TransportPhase },
    context: ErrorContext = {},
  ) {
    const { timeout, phase } = details;
    const what = phase === 'unsent' ? 'could not be sent' : 'got no complete response';
    super(`${what} within ${timeout} ms`, context, { ...details, advice: repeatAdvice(context) });
  }

  override get name(): 'TimeoutError' {
    return 'TimeoutError';
  }
}

/** The credentials could not be had, or cannot be used. */
export class CredentialsError extends QcvmError {
  /** What happened, to go on from the name of what was called: `found no credentials`. */
  declare readonly summary: string;
  constructor(summary: string, context: ErrorContext = {}) {
    super(summary, context, { advice: 'Check the credentials.' });
    define(this, 'summary', { value: summary });
  }

  override get name(): 'CredentialsError' {
    return 'CredentialsError';
  }
}

/** An error of the family: its `name` tells which one. */
export type AnyQcvmError =
  | ValidationError
  | ApiError
  | BatchError
  | TransportError
  | TimeoutError
  | CredentialsError;

/**
 * Recognises the whole family, even an error of another copy of this package, for which `instanceof` fails.
 *
 * @example
 * if (isQcvmError(error) && error.name === 'BatchError') console.error(error.failed);
 */
export const isQcvmError = (value: unknown): value is AnyQcvmError => isOfFamily(value);
