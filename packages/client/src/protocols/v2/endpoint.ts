import { ValidationError } from '../../model/errors/errors.js';
import type { Endpoint } from '../../model/protocol.js';
import { describeProblem } from '../../model/errors/problem.js';

/**
 * Takes an endpoint's URL apart.
 *
 * @throws ValidationError if it is no http or https URL, or has credentials, a query or a fragment in it.
 */
export function parseEndpoint(url: string): Endpoint {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol) && parsed.href === parsed.origin + parsed.pathname)
    return { origin: parsed.origin, host: parsed.host, path: parsed.pathname };
  const must = 'must be an http(s) URL without credentials, query or fragment';
  throw new ValidationError([describeProblem({ parameter: 'endpoint', rule: 'url', value: url, must })]);
}
