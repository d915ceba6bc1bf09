import type { ErrorDescriptor, ErrorTable } from '../descriptor.js';

const undocumented: ErrorDescriptor = {
  category: 'server',
  retry: 'never',
  effect: 'unknown',
  meaning: 'A code that is not documented.',
  advice: 'Go by what the service says.',
};

/** What a table says of a code itself. */
function exact(table: ErrorTable, code: string): ErrorDescriptor | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

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
function general(table: ErrorTable, code: string): ErrorDescriptor | undefined {
  const kind = kindOf(table, code);
  return kind === undefined ? undefined : table[kind];
}

/** The part of an operation that says what its errors mean. */
export interface DescribedErrors {
  readonly errors?: ErrorTable | undefined;
  readonly service: { readonly errors: ErrorTable };
}

/**
 * What the tables say of an error: a code itself before what it is a kind of, the operation's own codes before those of
 * the service, a code in words before a number.
 */
export function describeError(
  { errors = {}, service }: DescribedErrors,
  { code, codeDesc = '' }: { readonly code: number | string; readonly codeDesc?: string | undefined },
): ErrorDescriptor {
  const name = `${code}`;
  return (
    exact(errors, codeDesc) ??
    exact(errors, name) ??
    exact(service.errors, name) ??
    general(errors, name) ??
    general(service.errors, name) ??
    undocumented
  );
}
