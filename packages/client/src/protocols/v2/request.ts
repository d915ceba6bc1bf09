import { canonicalString } from '../query/canonical-string.js';
import { leaves, type Parameters } from '../../model/parameters.js';
import { plainQuery } from './plain-query.js';
import { signature as signatureOf, type SignatureMethod } from '../query/signature.js';
import type { Endpoint, SigningCredentials } from '../../model/protocol.js';
import type { TransportRequest } from '../../model/transport.js';

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
  /** The API parameters: what `flatten` gives, or an input that `validate` has passed. Public parameters in them are overruled. */
  readonly parameters: Parameters;
}

/** A request ready for a transport, and the signature that it carries, to be redacted. */
export interface SignedRequest extends Pick<TransportRequest, 'method' | 'url' | 'headers' | 'body'> {
  readonly signature: string;
}

/** The shortest documented limit of a GET line is 2 KB. Source: https://cloud.tencent.com/doc/api/229/568 */
const maxQuery = 2048;

/** `&Signature=` and 44 base64 digits, each of which may take three bytes: the choice of method must not hang on the Nonce. */
const signatureRoom = 11 + 3 * 44;

/**
 * Makes the request for one attempt: public parameters, signature, encoding. It checks nothing: `signedRequest` does.
 *
 * Source: https://cloud.tencent.com/document/api/213/6976
 *
 * @param owner - The object that the SecretKey belongs to, if it will sign more than once.
 */
export async function signRequest(
  options: RequestOptions,
  owner: object = options.credentials,
): Promise<SignedRequest> {
  const { endpoint, credentials, signatureMethod = 'HmacSHA256', method: wanted = 'auto' } = options;
  const { secretKey } = credentials;

  const plain = plainQuery(options, signatureMethod);
  const params = plain ? {} : parametersOf(options, signatureMethod);
  const query = plain ?? encodeAll(params);
  const method = wanted !== 'auto' ? wanted : query.length + signatureRoom > maxQuery ? 'POST' : 'GET';
  const { host, path } = endpoint;
  const canonical = plain
    ? `${method}${host}${path}?${plain}`
    : canonicalString({ method, host, path, params });
  const signed = signatureOf({ secretKey, signatureMethod, canonical, owner });
  const signature = typeof signed === 'string' ? signed : await signed;

  const url = endpoint.origin + path;
  const sent = `${query}&Signature=${encodeURIComponent(signature)}`;
  return method === 'GET'
    ? { method, url: `${url}?${sent}`, headers: {}, body: undefined, signature }
    : {
        method,
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: sent,
        signature,
      };
}

/** All parameters but the signature. The public ones win over those of the operation. */
function parametersOf(
  { action, nonce, region, credentials, timestamp, parameters }: RequestOptions,
  signatureMethod: SignatureMethod,
): Record<string, string> {
  const { secretId, token } = credentials;
  return {
    ...Object.fromEntries(leaves(parameters)),
    Action: action,
    Nonce: `${nonce}`,
    ...(region !== undefined && { Region: region }),
    SecretId: secretId,
    SignatureMethod: signatureMethod,
    Timestamp: `${timestamp}`,
    ...(token && { Token: token }),
  };
}

/**
 * A query string and a form alike. A space becomes `%20`, which every reader of either understands; `+` would be one in forms
 * only. The form needs no charset in its content type: what is percent-encoded is ASCII, and UTF-8 beneath.
 */
const encodeAll = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .filter(([name]) => name !== 'Signature')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
