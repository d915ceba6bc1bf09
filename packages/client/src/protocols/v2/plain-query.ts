import type { ParameterValue } from '../../model/parameters/parameters.js';
import type { RequestOptions } from './request-options.js';
import type { SignatureMethod } from '../query/signature.js';

/** What stands in a URL as it is, and in the canonical string as well. */
const plainText = /^[\w.~-]*$/;

/** Sorts after the public parameters, which all start in upper case, and has no underscore. A flat name may have dots. */
const plainName = /^[a-z][A-Za-z0-9.]*$/;

/**
 * The query string of a call in which nothing has to be encoded, renamed or left out, in byte order: the same text then
 * serves for signing and for sending. Almost every call is like that. `undefined` for the others, which take the way of
 * `flatten` and the canonical string. It halves what writing a request costs: of all the CPU time of a call,
 * that is about an eighth with one id, and more than a third with a hundred.
 */
export function plainQuery(
  { action, nonce, region, credentials, timestamp, parameters }: RequestOptions,
  signatureMethod: SignatureMethod,
): string | undefined {
  const { secretId, token } = credentials;
  let query = `Action=${action}&Nonce=${nonce}`;
  // All values in one text: looking at it once takes half as long as looking at each of them.
  let values = `${action}${nonce}${secretId}${signatureMethod}${timestamp}`;
  if (region !== undefined) {
    query += `&Region=${region}`;
    values += region;
  }
  query += `&SecretId=${secretId}&SignatureMethod=${signatureMethod}&Timestamp=${timestamp}`;
  if (token) {
    query += `&Token=${token}`;
    values += token;
  }
  for (const name of Object.keys(parameters).sort()) {
    const value = parameters[name];
    if (!plainName.test(name)) return undefined;
    if (isList(value))
      // In byte order: 0, 1, 10, 11, 2, …
      for (const index of [...value.keys()].sort()) {
        const item = value[index];
        if (typeof item === 'object') return undefined;
        query += `&${name}.${index}=${item}`;
        values += item;
      }
    else if (typeof value === 'object') return undefined;
    else {
      query += `&${name}=${value}`;
      values += value;
    }
  }
  return plainText.test(values) ? query : undefined;
}

const isList = (value: unknown): value is readonly ParameterValue[] => Array.isArray(value);
