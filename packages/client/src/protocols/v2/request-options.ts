import type { Parameters } from '../../model/parameters/parameters.js';
import type { Endpoint, SigningCredentials } from '../../model/protocol.js';
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
