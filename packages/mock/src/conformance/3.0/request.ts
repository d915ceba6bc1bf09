import { flatten } from '@qcvm/client/wire';
import { dateOf } from '@qcvm/client/v3/wire';
import { cvm } from '@qcvm/client/v3';
import type { ConformanceOptions } from '../conformance-options.js';
import { spellings, type Made } from '../session.js';
import { signTc3 } from './signing.js';

/** Changes of headers or parameters by name: another value, or (`undefined`) left out. */
type Changes = Readonly<Record<string, string | undefined>>;

/** One request signed by TC3-HMAC-SHA256, right unless something is said to be wrong with it. */
export interface Asked {
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
  /** Headers that are signed besides `content-type` and `host`. */
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
  /** The signature as it is put into the request. */
  readonly signature?: (signature: string) => string;
  /** The whole header, after signing. */
  readonly authorization?: (header: string) => string;
  /** Headers with another value, or left out, after signing. */
  readonly tamper?: Changes;
  /** The body or the query as it is sent, after signing. */
  readonly tamperPayload?: (payload: string) => string;
}

const apply = (values: Record<string, string>, changes: Changes = {}): void => {
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete values[name];
    else values[name] = value;
  }
};

/** What a request is made with besides what is asked. */
export interface Making {
  readonly options: ConformanceOptions;
  readonly url: URL;
  /** Milliseconds. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** Makes the request, signed by the key of the run. The SecretKey is in nothing but the HMAC. */
export async function makeRequest(asked: Asked, { options, url, now, signal }: Making): Promise<Made> {
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
  apply(headers, asked.change);
  const { signature, header } = await signTc3({
    secretId: signedAs.secretId ?? secretId,
    secretKey: signedAs.secretKey ?? secretKey,
    prefix: signedAs.prefix ?? 'TC3',
    service: cvm.signingName ?? cvm.name,
    timestamp,
    date: signedAs.date ?? dateOf(timestamp),
    method: signedAs.method ?? method,
    path: url.pathname,
    query,
    headers: signedOf({ ...headers, host: url.host }, asked),
    payload: asked.unsignedPayload ? 'UNSIGNED-PAYLOAD' : body,
  });
  const sent = asked.signature?.(signature) ?? signature;
  const authorization = asked.authorization?.(header(sent)) ?? header(sent);
  headers['authorization'] = authorization;
  apply(headers, asked.tamper);
  const payload = asked.tamperPayload?.(isGet ? query : body) ?? (isGet ? query : body);
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

/** The headers that a request signs. */
function signedOf(
  headers: Readonly<Record<string, string>>,
  { alsoSigned = [], notSigned = [] }: Asked,
): Readonly<Record<string, string>> {
  const names = ['content-type', 'host', ...alsoSigned].filter((name) => !notSigned.includes(name));
  return Object.fromEntries(names.map((name) => [name, headers[name] ?? '']));
}

/** Parameters by their flat names: `Filters.0.Name`. */
const flatOf = (parameters: Readonly<Record<string, unknown>>): Record<string, string> => ({
  ...flatten(parameters),
});

/** A form or a query, percent-encoded. */
const formOf = (flat: Readonly<Record<string, string>>): string =>
  Object.entries(flat)
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
