import { namedBy } from '../core/divide.js';
import { describeError, kindOf } from '../model/errors/error-tables.js';
import type { OperationDescriptor } from '../model/descriptor.js';
import { ApiError, type ErrorCode, type ErrorContext, type ResourceResult } from '../model/errors/errors.js';
import { own, textMember } from '../model/own.js';
import type { CarriedCode, SuccessionTable } from './table.js';

/** What a code of API 3.0 is in API 2.0; `undefined` for one that has no number there. */
export function carriedCode(
  { errors }: Pick<SuccessionTable, 'errors'>,
  word: string,
): CarriedCode | undefined {
  const exact = errors[word];
  if (exact) return exact;
  const kind = kindOf(errors, word);
  return kind === undefined ? undefined : errors[kind];
}

/** What a code without a number is instead. */
const numberless = (code: ErrorCode): Omit<CarriedCode, 'code'> & { readonly code: ErrorCode } =>
  own({ code });

/** A refusal that is about some of the resources of a call. */
export function isAboutSome(table: SuccessionTable, error: unknown): error is ApiError {
  if (!(error instanceof ApiError) || error.ambiguous) return false;
  const { category } = error;
  return (
    carriedCode(table, `${error.code}`)?.each === true ||
    (namedBy(error).length > 0 && (category === 'resource' || category === 'parameter'))
  );
}

/** A refusal because some of the resources do not exist. */
export const isOfMissing = (
  { verdicts: { missing } }: Pick<SuccessionTable, 'verdicts'>,
  { code }: ApiError,
): boolean => code === missing || `${code}`.startsWith(`${missing}.`);

/** Id of the request that was refused. */
export const requestIdOf = (error: ApiError): string | undefined => textMember(error, 'requestId');

/** What the service said, with the code that it said it with. */
const said = ({ code, serviceMessage }: ApiError): string =>
  serviceMessage ? `${code}: ${serviceMessage}` : `${code}`;

/** A refusal by API 3.0 as one by API 2.0; it stays the cause. */
export function carriedError(
  error: ApiError,
  {
    table,
    operation,
    context,
  }: {
    readonly table: SuccessionTable;
    readonly operation: OperationDescriptor;
    readonly context: ErrorContext;
  },
): ApiError {
  const { status, attempts, totalRetryDelay, retryable, ambiguous, advice } = error;
  const namedIds = namedBy(error);
  const isNamed = namedIds.length > 0;
  const { code, named, codeDesc } = carriedCode(table, `${error.code}`) ?? numberless(error.code);
  return new ApiError(
    {
      code: isNamed && named !== undefined ? named : code,
      codeDesc,
      serviceMessage: said(error),
      status,
      ...(isNamed && { namedIds }),
      descriptor: describeError(operation, error),
    },
    {
      requestId: requestIdOf(error),
      attempts,
      totalRetryDelay,
      retryable,
      ambiguous,
      advice,
      ...context,
      cause: error,
    },
  );
}

/** What is reported of one resource, without its id. */
export type Reported = Omit<ResourceResult, 'resourceId'>;

/** The result of a resource for which a request was accepted. */
export interface Accepted extends Reported {
  readonly code: 0;
}

export const accepted = (requestId: string | undefined): Accepted => ({
  code: 0,
  message: '',
  ...(requestId !== undefined && { requestId }),
});

/** The result of a resource that was refused. */
export function refusedResult(table: SuccessionTable, error: ApiError): Reported {
  const { code, codeDesc } = carriedCode(table, `${error.code}`) ?? numberless(error.code);
  const requestId = requestIdOf(error);
  return {
    code,
    ...(codeDesc !== undefined && { codeDesc }),
    message: said(error),
    ...(requestId !== undefined && { requestId }),
  };
}

/** The result of a resource that is not asked for: that of the code of API 3.0 that says the same. */
export function verdict(
  table: SuccessionTable,
  kind: keyof SuccessionTable['verdicts'],
  { message, requestId }: { readonly message: string; readonly requestId?: string | undefined },
): Reported {
  const word = table.verdicts[kind];
  const { code, codeDesc } = carriedCode(table, word) ?? numberless(word);
  return {
    code,
    ...(codeDesc !== undefined && { codeDesc }),
    message,
    ...(requestId !== undefined && { requestId }),
  };
}
