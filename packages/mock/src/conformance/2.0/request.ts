import { canonicalString, sign } from '@qcvm/client/wire';
import type { ConformanceOptions } from '../conformance-options.js';
import { spellings, type Made } from '../session.js';

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
  /** Public parameters with another value, or (`undefined`) left out, before signing. */
  readonly change?: Readonly<Record<string, string | undefined>>;
  /** Parameters with another value, or left out, after signing. */
  readonly tamper?: Readonly<Record<string, string | undefined>>;
  /** How a client that does not know better would sign. */
  readonly signedAs?: {
    readonly method?: string;
    readonly hash?: 'HmacSHA256' | 'HmacSHA1';
    readonly secretKey?: string;
  };
  /** The signature as it is put into the request, before encoding. */
  readonly signature?: (signature: string) => string;
  /** Default: percent-encoding, a space as `%20`. */
  readonly encode?: (text: string) => string;
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

const apply = (parameters: Record<string, string>, changes: Asked['change'] = {}): void => {
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete parameters[name];
    else parameters[name] = value;
  }
};

/** Makes the request, signed by the key of the run. The SecretKey is in nothing but the HMAC. */
export async function makeRequest(
  asked: Asked,
  {
    options: { credentials, region = 'ap-guangzhou' },
    url,
    now,
    nonce: fresh,
    signal,
  }: { options: ConformanceOptions; url: URL; now: number; nonce: string; signal: AbortSignal },
): Promise<Made & Freshness> {
  const {
    method = 'GET',
    action = 'DescribeInstances',
    signatureMethod = 'HmacSHA256',
    encode = encodeURIComponent,
  } = asked;
  const { nonce, timestamp } = asked.reuse ?? {
    nonce: fresh,
    timestamp: `${Math.floor(now / 1000) + (asked.clockOff ?? 0)}`,
  };
  const { secretId, secretKey, token } = credentials;
  const parameters: Record<string, string> = {
    ...(asked.parameters ?? { limit: '1' }),
    Action: action,
    Region: region,
    Timestamp: timestamp,
    Nonce: nonce,
    SecretId: secretId,
    ...(signatureMethod === null ? {} : { SignatureMethod: signatureMethod }),
    ...(token === undefined ? {} : { Token: token }),
  };
  apply(parameters, asked.change);
  const { signedAs = {} } = asked;
  const signature = await sign({
    secretKey: signedAs.secretKey ?? secretKey,
    signatureMethod: signedAs.hash ?? parameters['SignatureMethod'],
    canonical: canonicalString({
      method: signedAs.method ?? method,
      host: url.host,
      path: url.pathname,
      params: parameters,
    }),
  });
  const sent = asked.signature?.(signature) ?? signature;
  parameters['Signature'] = sent;
  apply(parameters, asked.tamper);
  const form = Object.entries(parameters)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
  const target = new URL(url);
  if (asked.plain) target.protocol = 'http:';
  if (method === 'GET' || asked.inQuery) target.search = form;
  const request = new Request(target, {
    method,
    signal,
    redirect: 'manual',
    ...(method === 'POST'
      ? { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: asked.inQuery ? '' : form }
      : {}),
  });
  return { request, nonce, timestamp, secrets: spellings([secretKey, token ?? '', signature, sent], encode) };
}
