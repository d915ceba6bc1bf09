import { ValidationError, type Problem } from '../../model/errors/errors.js';
import { jsonBody } from '../../model/parameters/json.js';
import { needObjects } from '../../model/option-rules.js';
import { own } from '../../model/own.js';
import type { Parameters } from '../../model/parameters/parameters.js';
import { describeProblem } from '../../model/errors/problem.js';
import { misspeltOptions } from '../../model/misspelt.js';
import { isPlainObject } from '../../model/shape.js';
import { queryOf } from './form.js';
import { authorize, latestTimestamp, signable, type SigningOptions } from './signature.js';

export interface AuthorizationOptions extends Omit<SigningOptions, 'query' | 'headers'> {
  /**
   * The query of a GET. A text exactly as it is sent, with or without `?`; or parameters, which are percent-encoded in their
   * order: lists count from 0 (`InstanceIds.0`), nested names are joined with dots.
   */
  readonly query?: string | URLSearchParams | Parameters | undefined;
  /** Further headers to sign. `contentType` and `host` hold, regardless of this. */
  readonly headers?: Readonly<Record<string, string | number>> | undefined;
}

/** What must be a text. */
const texts = ['secretId', 'secretKey', 'service', 'method', 'host', 'contentType'] as const;
const names: readonly string[] = [
  ...texts,
  ...['timestamp', 'path', 'query', 'body', 'headers', 'unsignedPayload', 'owner'],
];

/** A text that fits into one line of what is signed. */
const isLine = (value: unknown): value is string => typeof value === 'string' && !/[\r\n]/.test(value);

/**
 * The text of a query; `undefined` for what is none.
 *
 * @throws ValidationError for parameters that have no form in one.
 */
function queryText(query: unknown): string | undefined {
  if (query instanceof URLSearchParams) return `${query}`;
  if (isLine(query)) return query.replace(/^\?/, '');
  return isPlainObject(query) ? queryOf(JSON.parse(jsonBody(query as Parameters)) as Parameters) : undefined;
}

/**
 * What is signed, in one form.
 *
 * @throws ValidationError with everything that has no form in an `Authorization`, or in a header beside it.
 */
export function readAuthorization(given: AuthorizationOptions): SigningOptions {
  needObjects({ options: given });
  const options: AuthorizationOptions = own(given);
  const problems: Problem[] = misspeltOptions(given, names);
  const refuse = (parameter: string, must: string, value: unknown): void => {
    problems.push(describeProblem({ parameter, rule: 'type', must, value }));
  };
  for (const name of texts)
    if (!isLine(options[name]) || options[name] === '')
      refuse(name, 'must be a string of one line', options[name]);
  const { path = '/' } = options;
  if (!isLine(path) || !path.startsWith('/'))
    refuse('path', 'must be a string of one line that begins with /', path);
  const query = options.query === undefined ? '' : queryText(options.query);
  if (query === undefined) refuse('query', 'must be a string of one line, or parameters', options.query);
  const { timestamp, body } = options;
  if (!Number.isSafeInteger(timestamp) || timestamp < 0 || timestamp > latestTimestamp)
    refuse('timestamp', 'must be whole seconds since 1970', timestamp);
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
    refuse('body', 'must be a string or bytes', body);
  const { unsignedPayload, owner } = options;
  if (owner !== undefined && (typeof owner !== 'object' || owner === null))
    refuse('owner', 'must be an object', owner);
  if (unsignedPayload !== undefined && typeof unsignedPayload !== 'boolean')
    refuse('unsignedPayload', 'must be true or false', unsignedPayload);
  const headers: Record<string, string> = own({});
  const fields = options.headers ?? {};
  if (!isPlainObject(fields)) refuse('headers', 'must be a plain object', fields);
  else
    for (const [name, value] of Object.entries<unknown>(fields)) {
      const key = name.trim().toLowerCase();
      const text = Number.isFinite(value) ? `${value as number}` : value;
      if (!isLine(text) || !/^[\w!#$%&'*+.^`|~-]+$/.test(key))
        refuse(`headers.${name}`, 'must be a header with a string of one line', value);
      else if (Object.hasOwn(headers, key)) refuse(`headers.${name}`, 'must not be given twice', value);
      else headers[key] = text;
    }
  if (problems.length > 0) throw new ValidationError(problems);
  return own({ ...options, query, headers });
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
 * Other fields are not looked at, so that a whole row of test vectors can be given; only what is a misspelt option is refused.
 *
 * Source: https://cloud.tencent.com/document/api/213/30654
 *
 * @throws ValidationError with everything that has no form in what is signed, and with misspelt options.
 */
export async function authorization(options: AuthorizationOptions): Promise<string> {
  return authorize(...signable(readAuthorization(options)));
}
