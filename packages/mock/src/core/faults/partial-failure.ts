import type { Fault } from './rule.js';

/** The resources of a batch that a fault has fail: the named ones, or so many of those asked for. */
export interface FailingResources {
  readonly named: readonly string[] | undefined;
  readonly count: number | undefined;
  readonly code: number;
  readonly codeDesc: string | undefined;
  readonly message: string;
}

/** A fault with its defaults; `write` makes a number of its code, and says it in words. */
export function failingResources(
  fault: Extract<Fault, { kind: 'partialFailure' }> | undefined,
  write: (failure: { code: number | string; codeDesc?: string; message: string }) => {
    code: number;
    codeDesc?: string;
    message: string;
  },
): FailingResources | undefined {
  if (!fault) return undefined;
  const { code, codeDesc, message } = write({
    code: fault.code ?? 6000,
    message: fault.message ?? 'injected failure',
    ...(fault.codeDesc === undefined ? {} : { codeDesc: fault.codeDesc }),
  });
  return { named: fault.instances, count: fault.count, code, codeDesc, message };
}

const none: ReadonlySet<string> = new Set();

/** Those of some ids that are to fail. */
export function failingIds(
  ids: readonly string[],
  failing: FailingResources | undefined,
): ReadonlySet<string> {
  if (!failing) return none;
  const { named, count = named ? Infinity : 1 } = failing;
  return new Set((named ? ids.filter((id) => named.includes(id)) : ids).slice(0, count));
}
