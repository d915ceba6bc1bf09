import { canonicalString } from './canonical-string.js';
import type { FlatParameters } from './flatten.js';
import { sign, type SignatureMethod } from './signature.js';
import type { TransportRequest } from './transport.js';

/** Where requests go, taken apart once. */
export interface Endpoint {
  /** `https://cvm.api.qcloud.com` */
  readonly origin: string;
  /** The Host of the request, lower-case, with a port if there is one. */
  readonly host: string;
  /** `/v2/index.php` */
  readonly path: string;
}

/** Takes an endpoint's URL apart. */
export function parseEndpoint(url: string): Endpoint {
  const { origin, host, pathname } = new URL(url);
  return { origin, host, path: pathname };
}

export type RequestMethod = 'GET' | 'POST' | 'auto';

/** What a signature needs of the credentials. */
export interface SigningCredentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string | undefined;
}

export interface SignedRequestOptions {
  readonly endpoint: Endpoint | string;
  /** `auto` (default) is GET until the query string would grow longer than 2,048 bytes. */
  readonly method?: RequestMethod | undefined;
  readonly action: string;
  readonly region?: string | undefined;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** A positive integer, never used before with this SecretId. */
  readonly nonce: number;
  readonly credentials: SigningCredentials;
  /** Default `HmacSHA256`. */
  readonly signatureMethod?: SignatureMethod | undefined;
  /** The API parameters, as `flatten` gives them. */
  readonly parameters: FlatParameters;
}

/** A request ready for a transport, and the signature that it carries (for whoever must redact it). */
export interface SignedRequest extends Pick<TransportRequest, 'method' | 'url' | 'headers' | 'body'> {
  readonly signature: string;
}

/** Signs a request. */
export async function signedRequest(options: SignedRequestOptions): Promise<SignedRequest> {
  const {
    action,
    region,
    timestamp,
    nonce,
    credentials,
    signatureMethod = 'HmacSHA256',
    parameters,
  } = options;
  const { origin, host, path } =
    typeof options.endpoint === 'string' ? parseEndpoint(options.endpoint) : options.endpoint;
  const params: Record<string, string> = {
    ...parameters,
    Action: action,
    ...(region === undefined ? {} : { Region: region }),
    Timestamp: `${timestamp}`,
    Nonce: `${nonce}`,
    SecretId: credentials.secretId,
    SignatureMethod: signatureMethod,
    ...(credentials.token ? { Token: credentials.token } : {}),
  };
  const query = Object.entries(params)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  const wanted = options.method ?? 'auto';
  const method = wanted === 'auto' ? (query.length > 2048 - 143 ? 'POST' : 'GET') : wanted;
  const signature = await sign({
    secretKey: credentials.secretKey,
    signatureMethod,
    canonical: canonicalString({ method, host, path, params }),
  });
  const signed = `${query}&Signature=${encodeURIComponent(signature)}`;
  return method === 'GET'
    ? { method, url: `${origin}${path}?${signed}`, headers: {}, signature }
    : {
        method,
        url: `${origin}${path}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: signed,
        signature,
      };
}

/** The signed URL of a GET: whoever has it can make this one call until its Timestamp is too old. */
export async function signedUrl(options: Omit<SignedRequestOptions, 'method'>): Promise<string> {
  return (await signedRequest({ ...options, method: 'GET' })).url;
}
