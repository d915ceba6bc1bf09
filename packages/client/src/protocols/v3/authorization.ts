import { ValidationError, type Problem } from '../../model/errors.js';
import { describeProblem } from '../../model/problem.js';
import { authorize, type AuthorizationOptions } from './signature.js';

/** Later ones have no date of ten characters. */
const latestTimestamp = 253_402_300_799;

/** A text that fits into one line of what is signed. */
const isLine = (value: unknown): value is string => typeof value === 'string' && !/[\r\n]/.test(value);

/**
 * Refuses what has no form in an `Authorization`, or in a header beside it.
 *
 * @throws ValidationError
 */
export function checkAuthorization(options: AuthorizationOptions): void {
  const problems: Problem[] = [];
  const refuse = (parameter: string, must: string, value: unknown): void => {
    problems.push(describeProblem({ parameter, rule: 'type', must, value }));
  };
  for (const name of ['secretId', 'secretKey', 'service', 'method', 'host', 'contentType'] as const)
    if (!isLine(options[name]) || options[name] === '')
      refuse(name, 'must be a text of one line', options[name]);
  for (const name of ['path', 'query'] as const)
    if (options[name] !== undefined && !isLine(options[name]))
      refuse(name, 'must be a text of one line', options[name]);
  if (typeof options.query === 'string' && options.query.startsWith('?'))
    refuse('query', 'must not start with "?"', options.query);
  const { timestamp, body, headers } = options;
  if (!Number.isSafeInteger(timestamp) || timestamp < 0 || timestamp > latestTimestamp)
    refuse('timestamp', 'must be whole seconds since 1970', timestamp);
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
    refuse('body', 'must be a text or bytes', body);
  for (const [name, value] of Object.entries(headers ?? {}))
    if (!isLine(value) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      refuse(`headers.${name}`, 'must be a header with a text of one line', value);
  if (problems.length > 0) throw new ValidationError(problems);
}

/**
 * The value of the `Authorization` header of a request, by signature method TC3-HMAC-SHA256.
 *
 * ```ts
 * const value = await authorization({
 *   secretId, secretKey, service: 'cvm', timestamp: 1551113065, method: 'POST',
 *   host: 'cvm.tencentcloudapi.com', contentType: 'application/json', body: '{"Limit":1}',
 * });
 * ```
 *
 * Source: https://cloud.tencent.com/document/api/213/30654
 *
 * @throws ValidationError with everything that has no form in what is signed.
 */
export async function authorization(options: AuthorizationOptions): Promise<string> {
  checkAuthorization(options);
  return authorize(options);
}
