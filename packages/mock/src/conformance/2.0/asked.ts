import type { Changes } from '../making.js';

/** One request, right unless something is said to be wrong with it. */
export interface Asked {
  /** Default: GET. */
  readonly method?: 'GET' | 'POST';
  /** Default: DescribeInstances. */
  readonly action?: string;
  /** API parameters, flat. Default: `limit=1`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Default: HmacSHA256; `null` leaves the parameter out, which means HMAC-SHA1. */
  readonly signatureMethod?: string | null;
  /** Seconds from the service's time. */
  readonly clockOff?: number;
  /** The Nonce and Timestamp of a request that was sent before. */
  readonly reuse?: Freshness;
  /** Public parameters with another value, or (`null`) left out, before signing. */
  readonly change?: Changes;
  /** Parameters with another value, or left out, after signing. */
  readonly tamper?: Changes;
  /** How a client that does not know better would sign. */
  readonly signedAs?: {
    readonly method?: string;
    readonly hash?: 'HmacSHA256' | 'HmacSHA1';
    readonly secretKey?: string;
  };
  /** What becomes of the signature before it is put into the request: another first digit, or percent-encoded. */
  readonly signature?: 'altered' | 'encoded';
  /** Everything but letters and digits in lower case, or a space as `+`. Default: percent-encoding, a space as `%20`. */
  readonly encode?: 'all' | 'plus';
  /** Puts the parameters of a POST where they do not belong. */
  readonly inQuery?: boolean;
  /** Over plain HTTP. */
  readonly plain?: boolean;
}

/** What makes a request a fresh one. */
export interface Freshness {
  readonly nonce: string;
  readonly timestamp: string;
}
