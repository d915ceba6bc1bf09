import type { ErrorDescriptor, ErrorTable } from '../descriptor.js';
import { ownField } from '../shape.js';

const undocumented: ErrorDescriptor = {
  category: 'server',
  retry: 'never',
  effect: 'unknown',
  advice: 'See the service’s message.',
};

/** What a table says of a code itself. */
const exact = (table: ErrorTable | undefined, code: number | string): ErrorDescriptor | undefined =>
  ownField(table, `${code}`) as ErrorDescriptor | undefined;

/**
 * The key of a table for the codes of a kind that a code belongs to: `A.B` or `A.B*` for `A.B.C`, before `A*`. Services add words
 * to the codes that they document.
 */
export function kindOf(table: object, code: string): string | undefined {
  const fitting = Object.keys(table).filter((key) =>
    code.startsWith(key.endsWith('*') ? key.slice(0, -1) : `${key}.`),
  );
  return fitting.sort((left, right) => right.length - left.length)[0];
}

/** What a table says of the kind of codes that a code belongs to. */
const general = (table: ErrorTable, code: string): ErrorDescriptor | undefined =>
  exact(table, kindOf(table, code) ?? '');

/** The part of an operation that says what its errors mean. */
export interface DescribedErrors {
  readonly errors?: ErrorTable | undefined;
  /** What an older generator made has no `commonErrors`: its `errors` are those of all services. */
  readonly service: Readonly<Partial<Record<'errors' | 'commonErrors', ErrorTable | undefined>>>;
}

/** A code of an answer. */
export interface AnsweredCode {
  readonly code: number | string;
  readonly codeDesc?: string | undefined;
}

/** What the tables say of a code itself: the operation's own codes first, then those of its service, a code in words before a number. */
const documented = (
  { errors, service }: DescribedErrors,
  { code, codeDesc = '' }: AnsweredCode,
): ErrorDescriptor | undefined =>
  exact(errors, codeDesc) ??
  exact(errors, code) ??
  exact(service.errors, code) ??
  exact(service.commonErrors, code);

/** What the tables say of an error of API 2.0, whose codes are of no kinds. */
export const describeNumber = (tables: DescribedErrors, answered: AnsweredCode): ErrorDescriptor =>
  documented(tables, answered) ?? undocumented;

/** What the tables say of an error: a code itself before what it is a kind of. */
export const describeError = (tables: DescribedErrors, answered: AnsweredCode): ErrorDescriptor =>
  documented(tables, answered) ??
  general(tables.errors ?? {}, `${answered.code}`) ??
  general(tables.service.errors ?? {}, `${answered.code}`) ??
  general(tables.service.commonErrors ?? {}, `${answered.code}`) ??
  undocumented;
