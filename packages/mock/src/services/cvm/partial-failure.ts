import { codeName } from '../../protocols/v2/codes.js';
import type { Exchange } from '../../protocols/v2/exchange.js';

type Failures = ReadonlyMap<string, { code: number; codeDesc?: string; message: string }>;

const none: Failures = new Map();

/** The instances of a batch that a fault makes fail, by id as sent, with what is answered for them. */
export function partialFailures(ids: readonly string[], { partialFailure: fault }: Exchange): Failures {
  if (!fault) return none;
  const { code = 6000, message = 'injected failure' } = fault;
  const codeDesc = fault.codeDesc ?? codeName(code);
  const named = fault.instances ? ids.filter((id) => fault.instances?.includes(id)) : ids;
  const count = fault.count ?? (fault.instances ? named.length : 1);
  return new Map(
    named
      .slice(0, count)
      .map((id) => [id, { code, message, ...(codeDesc === undefined ? {} : { codeDesc }) }]),
  );
}
