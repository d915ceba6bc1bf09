import { flatten } from '@qcvm/client/wire';
import { dateOf } from '@qcvm/client/v3/wire';
import { cvm } from '@qcvm/client/v3';
import type { ConformanceOptions } from '../conformance-options.js';
import { altered, change, spellings } from '../making.js';
import type { Made } from '../session.js';
import type { AskedTc3, Replacement } from './asked.js';
import { canonicalOf, Signer, textOf, type Plan } from '../../protocols/v3/explain/plan.js';

/** What a request is made with in addition to what is asked. */
export interface Making {
  readonly options: ConformanceOptions;
  readonly url: URL;
  /** Milliseconds. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Makes the request, signed by the key of the run. The SecretKey is in nothing but the HMAC. */
export async function makeRequest(asked: AskedTc3, { options, url, now, signal }: Making): Promise<Made> {
  const { credentials, region = 'ap-guangzhou' } = options;
  const { secretId, secretKey, token } = credentials;
  const { method = 'POST', action = 'DescribeInstances', parameters = { Limit: 1 }, signedAs = {} } = asked;
  const timestamp = Math.floor(now / 1000) + (asked.clockOff ?? 0);
  const isGet = method === 'GET';
  const query = isGet ? formOf(flatOf(parameters)) : '';
  const body = isGet ? '' : (asked.body ?? JSON.stringify(parameters));
  const headers: Record<string, string> = {
    'content-type': isGet ? 'application/x-www-form-urlencoded' : 'application/json',
    'x-tc-action': action,
    'x-tc-version': cvm.version,
    'x-tc-region': region,
    'x-tc-timestamp': `${timestamp}`,
    'x-tc-language': 'en-US',
    ...(token === undefined ? {} : { 'x-tc-token': token }),
    ...(asked.unsignedPayload ? { 'x-tc-content-sha256': 'UNSIGNED-PAYLOAD' } : {}),
  };
  change(headers, asked.change);
  const date = signedAs.date ?? dateOf(timestamp);
  const service = cvm.signingName ?? cvm.name;
  const signed = signedOf({ ...headers, host: url.host }, asked);
  const plan: Plan = {
    ...{ path: url.pathname, query, gap: '\n', timestamp: `${timestamp}`, date, service },
    method: signedAs.method ?? method,
    headers: signed,
    signedHeaders: signed.map(([name]) => name).join(';'),
    payload: asked.unsignedPayload ? 'UNSIGNED-PAYLOAD' : body,
    keyPrefix: signedAs.prefix ?? 'TC3',
    secretKey: signedAs.secretKey ?? secretKey,
  };
  const signature = await new Signer().sign(plan, await textOf(plan, await canonicalOf(plan)));
  const header = (text: string): string =>
    `TC3-HMAC-SHA256 Credential=${signedAs.secretId ?? secretId}/${date}/${service}/tc3_request, SignedHeaders=${plan.signedHeaders}, Signature=${text}`;
  const sent = asked.signature === 'altered' ? altered(signature) : signature;
  const authorization = replaced(header(sent), asked.authorization);
  headers['authorization'] = authorization;
  change(headers, asked.tamper);
  const payload = replaced(isGet ? query : body, asked.tamperPayload);
  const target = new URL(url);
  if (isGet) target.search = payload;
  const request = new Request(target, {
    method,
    signal,
    redirect: 'manual',
    headers,
    ...(isGet ? {} : { body: payload }),
  });
  return { request, secrets: spellings([secretKey, token ?? '', signature, sent, authorization]) };
}

const replaced = (text: string, { replace, by }: Replacement = { replace: '', by: '' }): string =>
  text.replace(new RegExp(replace), by);

/** The headers that a request signs, by name. */
const signedOf = (
  headers: Readonly<Record<string, string>>,
  { alsoSigned = [], notSigned = [] }: AskedTc3,
): Plan['headers'] =>
  ['content-type', 'host', ...alsoSigned]
    .filter((name) => !notSigned.includes(name))
    .sort()
    .map((name) => [name, (headers[name] ?? '').trim().toLowerCase()]);

/** Parameters by their flat names: `Filters.0.Name`. */
const flatOf = (parameters: Readonly<Record<string, unknown>>): Record<string, string> => ({
  ...flatten(parameters),
});

/** A form or a query, percent-encoded. */
const formOf = (flat: Readonly<Record<string, string>>): string =>
  Object.entries(flat)
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
