import type { ErrorDescriptor, ErrorTable, OperationDescriptor } from './descriptor.js';

const undocumented: ErrorDescriptor = {
  category: 'server',
  retry: 'never',
  effect: 'unknown',
  meaning: 'A code that is not documented.',
  advice: 'Go by what the service says.',
};

/** A code and what it is a kind of: `A.B.C`, `A.B`, `A`. */
function* generalisations(code: string): Generator<string> {
  for (let end = code.length; end > 0; end = code.lastIndexOf('.', end - 1)) yield code.slice(0, end);
}

function find(table: ErrorTable, codes: Iterable<string>): ErrorDescriptor | undefined {
  for (const code of codes) if (Object.hasOwn(table, code)) return table[code];
  return undefined;
}

/**
 * What the tables say of an error: the operation's own codes come before those of the service, a code in words before a
 * number, and a whole code before what it is a kind of.
 */
export function describeError(
  { errors, service }: Pick<OperationDescriptor, 'errors' | 'service'>,
  { code, codeDesc = '' }: { readonly code: number | string; readonly codeDesc?: string | undefined },
): ErrorDescriptor {
  const name = `${code}`;
  return (
    find(errors, [codeDesc, name]) ??
    find(service.errors, generalisations(name)) ??
    find(errors, generalisations(name)) ??
    undocumented
  );
}
