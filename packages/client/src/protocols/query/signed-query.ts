import type { Endpoint } from '../../model/protocol.js';
import type { TransportRequest } from '../../model/transport.js';
import { signText, type SignOptions } from './signature.js';

/** A request ready for a transport, and its signature, to be redacted. */
export interface SignedRequest extends Pick<TransportRequest, 'method' | 'url' | 'headers' | 'body'> {
  readonly signature: string;
}

export interface QueryOptions extends SignOptions {
  readonly endpoint: Endpoint;
  readonly method: 'GET' | 'POST';
  /** All parameters but the signature, encoded. */
  readonly query: string;
}

export const formType = 'application/x-www-form-urlencoded';

/** A request with everything in its query string or in its form, the signature too: API 2.0, and signature method v1 of 3.0. */
export async function signQuery(options: QueryOptions): Promise<SignedRequest> {
  const { endpoint, method, query } = options;
  const signature = await signText(options);
  const url = endpoint.origin + endpoint.path;
  const body = `${query}&Signature=${encodeURIComponent(signature)}`;
  return method === 'GET'
    ? { method, url: `${url}?${body}`, headers: {}, body: undefined, signature }
    : { method, url, headers: { 'content-type': formType }, body, signature };
}
