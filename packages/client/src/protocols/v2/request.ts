import { leaves } from '../../model/parameters/parameters.js';
import { inByteOrder, joinCanonical } from '../query/canonical-string.js';
import { signQuery, type SignedRequest } from '../query/signed-query.js';
import type { SignatureMethod } from '../query/signature.js';
import { plainQuery } from './plain-query.js';
import type { RequestOptions } from './request-options.js';

/** The shortest documented limit of a GET line is 2 KB. Source: https://cloud.tencent.com/doc/api/229/568 */
const maxQuery = 2048;

/** `&Signature=` and 44 base64 digits, each of which may take three bytes: the choice of method must not hang on the Nonce. */
const signatureRoom = 11 + 3 * 44;

/**
 * Makes the request for one attempt: public parameters, signature, encoding. It checks nothing: `signedRequest` does.
 *
 * Source: https://cloud.tencent.com/document/api/213/6976
 */
export function signRequest(options: RequestOptions): Promise<SignedRequest> {
  const { endpoint, credentials, signatureMethod = 'HmacSHA256', method: wanted = 'auto' } = options;
  const plain = plainQuery(options, signatureMethod);
  const params = plain === undefined ? parametersOf(options, signatureMethod) : [];
  // A query string and a form alike. A space becomes `%20`, which every reader of either understands; `+` would be one in forms
  // only. The form needs no charset in its content type: what is percent-encoded is ASCII, and UTF-8 beneath.
  const query =
    plain ??
    params.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const method = wanted !== 'auto' ? wanted : query.length + signatureRoom > maxQuery ? 'POST' : 'GET';
  const { host, path } = endpoint;
  const canonical =
    plain === undefined ? joinCanonical({ method, host, path }, params) : `${method}${host}${path}?${plain}`;
  const { secretKey } = credentials;
  return signQuery({ endpoint, method, query, canonical, secretKey, signatureMethod });
}

/** All parameters but the signature, in byte order. The public ones win over those of the operation. */
function parametersOf(
  { action, nonce, region, credentials, timestamp, parameters }: RequestOptions,
  signatureMethod: SignatureMethod,
): readonly (readonly [string, string])[] {
  const { secretId, token } = credentials;
  const { Signature: _, ...params }: Record<string, string> = {
    ...Object.fromEntries(leaves(parameters)),
    Action: action,
    Nonce: `${nonce}`,
    ...(region !== undefined && { Region: region }),
    SecretId: secretId,
    SignatureMethod: signatureMethod,
    Timestamp: `${timestamp}`,
    ...(token && { Token: token }),
  };
  return inByteOrder(Object.entries(params));
}
