import type { Endpoint, SigningCredentials } from '../../model/protocol.js';
import { leaves, type Parameters } from '../../model/parameters.js';
import { inByteOrder, joinCanonical } from '../query/canonical-string.js';
import { signQuery, type SignedRequest } from '../query/signed-query.js';
import type { SignatureMethod } from '../query/signature.js';

export type RequestMethod = 'GET' | 'POST' | 'auto';

export interface RequestOptions {
  /** See `parseEndpoint`. */
  readonly endpoint: Endpoint;
  /** `auto`, the default, is GET until the query string could grow longer than 2,048 bytes. */
  readonly method?: RequestMethod | undefined;
  /** The Action, as the vendor spells it. */
  readonly action: string;
  readonly region?: string | undefined;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** A positive integer that was not used before with this SecretId. */
  readonly nonce: number;
  readonly credentials: SigningCredentials;
  /** Default `HmacSHA256`. */
  readonly signatureMethod?: SignatureMethod | undefined;
  /** The API parameters: what `flatten` gives, or an input that `validate` has passed. No public ones. */
  readonly parameters: Parameters;
}

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
  const { endpoint, signatureMethod = 'HmacSHA256', method: wanted = 'auto', region } = options;
  const { secretId, secretKey, token } = options.credentials;
  const params = inByteOrder({
    ...Object.fromEntries(leaves(options.parameters)),
    Action: options.action,
    Nonce: `${options.nonce}`,
    ...(region !== undefined && { Region: region }),
    SecretId: secretId,
    SignatureMethod: signatureMethod,
    Timestamp: `${options.timestamp}`,
    ...(token && { Token: token }),
  });
  // A query string and a form alike. A space becomes `%20`, which every reader of either understands; `+` would be one in forms
  // only. The form needs no charset in its content type: what is percent-encoded is ASCII, and UTF-8 beneath.
  const query = params
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const method = wanted !== 'auto' ? wanted : query.length + signatureRoom > maxQuery ? 'POST' : 'GET';
  const { host, path } = endpoint;
  const canonical = joinCanonical({ method, host, path }, params);
  return signQuery({ endpoint, method, query, canonical, secretKey, signatureMethod });
}
