import type { ErrorCategory, ErrorDescriptor } from './descriptor.js';
import type { CommonErrorCode } from './generated/common.gen.js';
import type { TransportPhase } from './wire/transport.js';

/** A documented common error code, or any other: the service may answer with codes that no page mentions. */
export type KnownErrorCode = CommonErrorCode | (number & {});

/** What every member of the error family knows of the call it is about. */
export interface ErrorContext {
  /** The Action, as the vendor spells it. */
  readonly action?: string | undefined;
  readonly region?: string | undefined;
  /** Id of the request or of its task, where the service gave one. */
  readonly requestId?: string | undefined;
  /** Attempts made, this one included; 0 if nothing was sent. */
  readonly attempts?: number | undefined;
  /** Milliseconds spent waiting between attempts. */
  readonly totalRetryDelay?: number | undefined;
  /** The same call is worth sending again later. */
  readonly retryable?: boolean | undefined;
  /** The service may have acted. */
  readonly ambiguous?: boolean | undefined;
  /** What to do next; each class has a default. */
  readonly advice?: string | undefined;
  /** The ids that the call was about. */
  readonly instanceIds?: readonly string[] | undefined;
  /** Hand it through `safeCause` first: whatever it holds is shown. */
  readonly cause?: unknown;
}

const brand = Symbol.for('@qcvm/client.error');

const list = (ids: readonly string[], most = 3): string =>
  ids.length > most ? `${ids.slice(0, most).join(', ')} and ${ids.length - most} more` : ids.join(', ');

/** The family of everything that the client throws, except an abort signal's own reason. */
export class QcvmError extends Error {
  declare readonly action?: string;
  declare readonly region?: string;
  declare readonly requestId?: string;
  declare readonly attempts: number;
  declare readonly totalRetryDelay: number;
  declare readonly retryable: boolean;
  declare readonly ambiguous: boolean;
  declare readonly advice: string;
  declare readonly instanceIds?: readonly string[];

  constructor(summary: string, context: ErrorContext = {}, details: object = {}) {
    const {
      action,
      region,
      requestId,
      attempts = 0,
      totalRetryDelay = 0,
      retryable = false,
      ambiguous = false,
      advice = '',
      instanceIds,
      cause,
    } = context;
    super(
      `${action ? `${action} ` : ''}${summary}${instanceIds ? ` (${list(instanceIds)})` : ''}. ${advice}`,
      cause === undefined ? undefined : { cause },
    );
    Object.assign(
      this,
      {
        ...(action && { action }),
        ...(region && { region }),
        ...(requestId && { requestId }),
        attempts,
        totalRetryDelay,
        retryable,
        ambiguous,
        advice,
        ...(instanceIds && { instanceIds }),
      },
      details,
    );
    Object.defineProperty(this, brand, { value: true });
  }

  override get name(): string {
    return 'QcvmError';
  }

  toJSON(): Record<string, unknown> {
    const { name, message } = this;
    return Object.assign({ name, message }, this);
  }
}

/** Recognises the family even where two copies of this package are loaded and `instanceof` does not. */
export const isQcvmError = (value: unknown): value is QcvmError =>
  typeof value === 'object' && value !== null && brand in value;

/** One thing that is wrong with an input. */
export interface Problem {
  /** Path of the parameter: `instanceIds[3]`. */
  readonly parameter: string;
  /** The rule that is broken: `required`, `pattern`, … */
  readonly rule: string;
  /** Shape of what was received. */
  readonly received: string;
  /** All of it as a sentence. */
  readonly message: string;
}

/** The input was refused before anything was sent; `problems` has everything that is wrong with it. */
export class ValidationError extends QcvmError {
  declare readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[], context?: ErrorContext) {
    super(problems.map((problem) => problem.message).join('; '), context, { problems });
  }
  override get name(): string {
    return 'ValidationError';
  }
}

export interface ApiErrorDetails {
  readonly code: number;
  readonly codeDesc?: string | undefined;
  readonly moduleCode?: string | undefined;
  readonly serviceMessage: string;
  /** The HTTP status that came with it. */
  readonly status: number;
  /** What the tables say of the code: see `errorDescriptor`. */
  readonly descriptor: ErrorDescriptor;
}

/** The service answered with an error code. */
export class ApiError extends QcvmError {
  declare readonly code: KnownErrorCode;
  declare readonly codeDesc?: string;
  declare readonly moduleCode?: string;
  declare readonly category: ErrorCategory;
  declare readonly serviceMessage: string;
  declare readonly status: number;
  constructor({ descriptor, ...details }: ApiErrorDetails, context?: ErrorContext) {
    super(
      `failed with code ${details.code}: ${descriptor.meaning}`,
      { advice: descriptor.advice, ...context },
      { ...details, category: descriptor.category },
    );
  }
  override get name(): string {
    return 'ApiError';
  }
}

/** What the service reported of one instance. */
export interface InstanceResult {
  readonly instanceId: string;
  readonly code: KnownErrorCode;
  readonly codeDesc?: string;
  readonly message: string;
  /** Id of the asynchronous task. */
  readonly requestId?: string;
}

export interface BatchErrorDetails {
  readonly code: number;
  readonly codeDesc?: string | undefined;
  readonly serviceMessage: string;
  readonly succeeded: readonly InstanceResult[];
  readonly failed: readonly InstanceResult[];
  readonly unreported: readonly string[];
  readonly unexpected: readonly string[];
  readonly contradictions: readonly string[];
}

/** A call on many instances did not succeed for all of them. */
export class BatchError extends QcvmError {
  declare readonly code: KnownErrorCode;
  declare readonly codeDesc?: string;
  declare readonly serviceMessage: string;
  declare readonly succeeded: readonly InstanceResult[];
  declare readonly failed: readonly InstanceResult[];
  /** Asked for, but not mentioned in the answer: never to be counted as done. */
  declare readonly unreported: readonly string[];
  /** Mentioned in the answer, but not asked for. */
  declare readonly unexpected: readonly string[];
  /** Where the answer disagrees with itself, each a sentence. */
  declare readonly contradictions: readonly string[];
  constructor(details: BatchErrorDetails, context?: ErrorContext) {
    super(`failed for ${details.failed.length} of the instances`, context, details);
  }
  override get name(): string {
    return 'BatchError';
  }
}

export interface TransportErrorDetails {
  /** What went wrong, without a full stop. */
  readonly reason: string;
  readonly phase: TransportPhase;
  readonly status?: number | undefined;
  readonly excerpt?: string | undefined;
}

/** There was no answer, or none that could be understood. */
export class TransportError extends QcvmError {
  declare readonly phase: TransportPhase;
  declare readonly status?: number;
  declare readonly excerpt?: string;
  constructor({ reason, ...details }: TransportErrorDetails, context?: ErrorContext) {
    super(reason, context, details);
  }
  override get name(): string {
    return 'TransportError';
  }
}

/** An attempt took longer than its timeout. */
export class TimeoutError extends QcvmError {
  /** Milliseconds. */
  declare readonly timeout: number;
  declare readonly phase: TransportPhase;
  constructor(details: { readonly timeout: number; readonly phase: TransportPhase }, context?: ErrorContext) {
    super(`got no answer within ${details.timeout} ms`, context, details);
  }
  override get name(): string {
    return 'TimeoutError';
  }
}

/** The credentials could not be had, or are not usable. */
export class CredentialsError extends QcvmError {
  override get name(): string {
    return 'CredentialsError';
  }
}

const unknownCode: ErrorDescriptor = {
  category: 'server',
  retry: 'never',
  effect: 'unknown',
  meaning: 'a code that is not documented',
  advice: 'See the message of the service.',
};

/** What the tables say of an error: the operation's own textual codes first, then the common codes. */
export function errorDescriptor(
  operation: {
    readonly errors: Readonly<Record<string, ErrorDescriptor>>;
    readonly service: { readonly errors: Readonly<Record<string, ErrorDescriptor>> };
  },
  { code, codeDesc = '' }: { readonly code: number; readonly codeDesc?: string | undefined },
): ErrorDescriptor {
  const find = (table: Readonly<Record<string, ErrorDescriptor>>, key: string): ErrorDescriptor | undefined =>
    Object.hasOwn(table, key) ? table[key] : undefined;
  return find(operation.errors, codeDesc) ?? find(operation.service.errors, `${code}`) ?? unknownCode;
}
