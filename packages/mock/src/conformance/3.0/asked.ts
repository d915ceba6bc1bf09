import type { Asked as AskedV2 } from '../2.0/asked.js';
import type { Changes } from '../making.js';

/** The first match of a regular expression is replaced. */
export interface Replacement {
  readonly replace: string;
  readonly by: string;
}

/** One request signed by TC3-HMAC-SHA256, right unless something is said to be wrong with it. */
export interface AskedTc3 {
  /** Default: POST. */
  readonly method?: 'GET' | 'POST';
  /** Default: DescribeInstances. */
  readonly action?: string;
  /** Default: `{ Limit: 1 }`. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The body as it is sent, instead of the parameters as JSON. */
  readonly body?: string;
  /** Seconds from the service's time. */
  readonly clockOff?: number;
  /** Headers with another value, or left out, before signing. Names in lower case. */
  readonly change?: Changes;
  /** Headers that are signed in addition to `content-type` and `host`. */
  readonly alsoSigned?: readonly string[];
  /** Headers that are not signed. */
  readonly notSigned?: readonly string[];
  /** Signs `UNSIGNED-PAYLOAD` in the place of the body. */
  readonly unsignedPayload?: boolean;
  /** How a client that does not know better would sign. */
  readonly signedAs?: {
    readonly secretId?: string;
    readonly secretKey?: string;
    readonly prefix?: string;
    readonly date?: string;
    readonly method?: string;
  };
  /** Puts another first digit into the signature. */
  readonly signature?: 'altered';
  /** In the whole header, after signing. */
  readonly authorization?: Replacement;
  /** Headers with another value, or left out, after signing. */
  readonly tamper?: Changes;
  /** In the body or the query, after signing. */
  readonly tamperPayload?: Replacement;
}

/** One request of DescribeInstances signed by method v1: that of API 2.0, with everything among the parameters. */
export interface AskedV1 extends Pick<AskedV2, 'method' | 'signatureMethod' | 'tamper'> {
  readonly signing: 'v1';
  /** Default: `{ Limit: 1 }`. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** What is asked of API 3.0. */
export type Asked = AskedTc3 | AskedV1;
