import { canonicalString, sign } from '@qcvm/client/wire';
import type { ConformanceOptions } from '../conformance-options.js';
import { altered, change, spellings } from '../making.js';
import type { Made } from '../session.js';
import type { Asked, Freshness } from './asked.js';

const alterations = { altered, encoded: encodeURIComponent };

const encodings = {
  usual: encodeURIComponent,
  all: (text: string): string =>
    [...new TextEncoder().encode(text)]
      .map((byte) => {
        const character = String.fromCharCode(byte);
        return /[A-Za-z0-9]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
      })
      .join(''),
  plus: (text: string): string => encodeURIComponent(text).replaceAll('%20', '+'),
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
    signedAs = {},
  } = asked;
  const encode = encodings[asked.encode ?? 'usual'];
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
  change(parameters, asked.change);
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
  const sent = asked.signature === undefined ? signature : alterations[asked.signature](signature);
  parameters['Signature'] = sent;
  change(parameters, asked.tamper);
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
