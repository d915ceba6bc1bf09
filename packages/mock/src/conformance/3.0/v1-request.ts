import { cvm } from '@qcvm/client/v3';
import { canonicalString, sign } from '@qcvm/client/wire';
import { spellings, type Made } from '../session.js';
import { apply, flatOf, formOf, type Changes, type Making } from './request.js';

/** One request signed by method v1: that of API 2.0, with everything among the parameters. */
export interface AskedV1 {
  readonly signing: 'v1';
  /** Default: GET. */
  readonly method?: 'GET' | 'POST';
  /** Default: HmacSHA256; `null` leaves the parameter out, which means HMAC-SHA1. */
  readonly signatureMethod?: 'HmacSHA256' | 'HmacSHA1' | null;
  /** Default: `{ Limit: 1 }`. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Parameters with another value, or left out, after signing. */
  readonly tamper?: Changes;
}

/** Makes the request of a call of DescribeInstances. */
export async function makeRequestV1(
  { method = 'GET', signatureMethod = 'HmacSHA256', parameters = { Limit: 1 }, tamper }: AskedV1,
  { options, url, now, signal, nonce }: Making & { readonly nonce: string },
): Promise<Made> {
  const { credentials, region = 'ap-guangzhou' } = options;
  const { secretId, secretKey, token } = credentials;
  const all: Record<string, string> = {
    ...flatOf(parameters),
    Action: 'DescribeInstances',
    Version: cvm.version,
    Region: region,
    Timestamp: `${Math.floor(now / 1000)}`,
    Nonce: nonce,
    SecretId: secretId,
    ...(signatureMethod === null ? {} : { SignatureMethod: signatureMethod }),
    ...(token === undefined ? {} : { Token: token }),
  };
  const signature = await sign({
    secretKey,
    signatureMethod: all['SignatureMethod'],
    canonical: canonicalString({ method, host: url.host, path: url.pathname, params: all }),
  });
  all['Signature'] = signature;
  apply(all, tamper);
  const form = formOf(all);
  const target = new URL(url);
  if (method === 'GET') target.search = form;
  const request = new Request(target, {
    method,
    signal,
    redirect: 'manual',
    ...(method === 'GET'
      ? {}
      : { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form }),
  });
  return { request, secrets: spellings([secretKey, token ?? '', signature]) };
}
