import { mayTouch } from '../../accounts/permissions.js';
import type { Invocation } from '../../core/service.js';
import type { Exchange } from './exchange.js';

/** What the checks have found out, as an operation wants to know it. */
export function invocationOf(exchange: Exchange): Invocation {
  const { operation, key, reading, account, region, input, timestamp, failing, requestId } = exchange;
  if (!operation || !key || account === undefined || region === undefined || !input)
    throw new Error('an operation runs only after every check has passed');
  const limited = key.may?.instances ?? key.mayNot?.instances;
  return {
    operation,
    account,
    secretId: key.secretId,
    region,
    writtenRegion: reading.region ?? '',
    input,
    requestId,
    timestamp,
    permits: limited && ((resource) => mayTouch(key, resource)),
    failing,
  };
}
