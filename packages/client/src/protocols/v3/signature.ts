import { ValidationError, type Problem } from '../../model/errors.js';
import { describeProblem } from '../../model/problem.js';
import { hmacSha256, sha256 } from '#platform/protocols/v3/digest';

/** What an `Authorization` begins with, and a string to sign. */
export const algorithm = 'TC3-HMAC-SHA256';

/** In place of the body's hash when the body is not signed. */
export const unsignedPayload = 'UNSIGNED-PAYLOAD';

/** Headers by name, in any spelling. */
export type HeaderValues = Readonly<Record<string, string>>;

export interface CanonicalRequestOptions {
  /** `POST` or `GET`. */
  readonly method: string;
  /** Default `/`. */
  readonly path?: string | undefined;
  /** The query string of a GET as it is sent, without `?`. A POST has none. */
  readonly query?: string | undefined;
  /** The headers that are signed; `content-type` and `host` at least. */
  readonly headers: HeaderValues;
  /** SHA-256 of the body in hex, or `UNSIGNED-PAYLOAD`'s. */
  readonly hashedPayload: string;
}

/** Names in lower case and trimmed values in lower case, sorted by name. */
const canonicalHeaders = (headers: HeaderValues): (readonly [name: string, value: string])[] =>
  Object.entries(headers)
    .map(([name, value]) => [name.trim().toLowerCase(), value.trim().toLowerCase()] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));

/** The names of the signed headers as the signature lists them: `content-type;host`. */
export const signedHeaders = (headers: HeaderValues): string =>
  canonicalHeaders(headers)
    .map(([name]) => name)
    .join(';');

/**
 * The request as the signature sees it.
 *
 * Source: https://cloud.tencent.com/document/api/213/30654
 */
export function canonicalRequest(options: CanonicalRequestOptions): string {
  const { method, path = '/', query = '', headers, hashedPayload } = options;
  const verb = method.toUpperCase();
  const lines = canonicalHeaders(headers).map(([name, value]) => `${name}:${value}\n`);
  return [
    verb,
    path,
    verb === 'POST' ? '' : query,
    lines.join(''),
    signedHeaders(headers),
    hashedPayload,
  ].join('\n');
}

/** Later ones have no date of ten characters. */
const latestTimestamp = 253_402_300_799;

/** The UTC day of a Timestamp: `2019-02-25`. */
export const dateOf = (timestamp: number): string => new Date(timestamp * 1000).toISOString().slice(0, 10);

export interface StringToSignOptions {
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** The signing name of the service: `cvm`. */
  readonly service: string;
  readonly canonicalRequest: string;
}

/** The text that is signed: algorithm, Timestamp, scope, and the hash of the canonical request. */
export async function stringToSign({
  timestamp,
  service,
  canonicalRequest: canonical,
}: StringToSignOptions): Promise<string> {
  const scope = `${dateOf(timestamp)}/${service}/tc3_request`;
  return `${algorithm}\n${timestamp}\n${scope}\n${await sha256(canonical)}`;
}

export interface SigningKeyOptions {
  readonly secretKey: string;
  /** See `dateOf`. */
  readonly date: string;
  readonly service: string;
}

/** The key that signs a service's requests of one day. It is as secret as the SecretKey that it is derived from. */
async function deriveKey({ secretKey, date, service }: SigningKeyOptions): Promise<Uint8Array> {
  const secretDate = await hmacSha256(`TC3${secretKey}`, date);
  return hmacSha256(await hmacSha256(secretDate, service), 'tc3_request');
}

/** The last derived key of each owner: it holds for its day, key and service only. */
const derived = new WeakMap<object, SigningKeyOptions & { readonly key: Promise<Uint8Array> | Uint8Array }>();

async function signingKey(options: SigningKeyOptions, owner: object | undefined): Promise<Uint8Array> {
  const { secretKey, date, service } = options;
  const known = owner && derived.get(owner);
  if (known?.secretKey === secretKey && known.date === date && known.service === service) return known.key;
  const key = deriveKey(options);
  if (owner) {
    derived.set(owner, { secretKey, date, service, key });
    // From then on without waiting; a failure is not kept.
    key.then(
      (ready) => derived.get(owner)?.key === key && derived.set(owner, { ...options, key: ready }),
      () => derived.delete(owner),
    );
  }
  return key;
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export interface SignatureOptions extends SigningKeyOptions {
  /** See `stringToSign`. */
  readonly text: string;
  /** The object that the key belongs to, if it will sign more than once. */
  readonly owner?: object | undefined;
}

/** The signature of a string to sign, in hex. */
export async function signature({ text, owner, ...options }: SignatureOptions): Promise<string> {
  return hex(await hmacSha256(await signingKey(options, owner), text));
}

export interface AuthorizationOptions {
  readonly secretId: string;
  readonly secretKey: string;
  /** The signing name of the service: `cvm`. */
  readonly service: string;
  /** Seconds since 1970; the same as in `X-TC-Timestamp`. */
  readonly timestamp: number;
  readonly method: string;
  /** The Host of the request, with its port if it names one. */
  readonly host: string;
  /** Default `/`. */
  readonly path?: string | undefined;
  /** The query string of a GET as it is sent, without `?`. */
  readonly query?: string | undefined;
  /** Exactly as it is sent, charset included. */
  readonly contentType: string;
  /** Exactly as it is sent. Default: none. */
  readonly body?: string | Uint8Array | undefined;
  /** Further headers to sign. */
  readonly headers?: HeaderValues | undefined;
  /** Leaves the body out of the signature; the request then has `X-TC-Content-SHA256: UNSIGNED-PAYLOAD`. Default `false`. */
  readonly unsignedPayload?: boolean | undefined;
  /** The object that the key belongs to, if it will sign more than once: its derived key is kept for the day. */
  readonly owner?: object | undefined;
}

/** A text that fits into one line of what is signed. */
const isLine = (value: unknown): value is string => typeof value === 'string' && !/[\r\n]/.test(value);

function checkOptions(options: AuthorizationOptions): void {
  const problems: Problem[] = [];
  const refuse = (parameter: string, must: string, value: unknown): void => {
    problems.push(describeProblem({ parameter, rule: 'type', must, value }));
  };
  for (const name of ['secretId', 'secretKey', 'service', 'method', 'host', 'contentType'] as const)
    if (!isLine(options[name]) || options[name] === '')
      refuse(name, 'must be a text of one line', options[name]);
  for (const name of ['path', 'query'] as const)
    if (options[name] !== undefined && !isLine(options[name]))
      refuse(name, 'must be a text of one line', options[name]);
  if (typeof options.query === 'string' && options.query.startsWith('?'))
    refuse('query', 'must not start with "?"', options.query);
  const { timestamp, body, headers } = options;
  if (!Number.isSafeInteger(timestamp) || timestamp < 0 || timestamp > latestTimestamp)
    refuse('timestamp', 'must be whole seconds since 1970', timestamp);
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array))
    refuse('body', 'must be a text or bytes', body);
  for (const [name, value] of Object.entries(headers ?? {}))
    if (!isLine(value) || !/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      refuse(`headers.${name}`, 'must be a header with a text of one line', value);
  if (problems.length > 0) throw new ValidationError(problems);
}

/**
 * The value of the `Authorization` header of a request, by signature method TC3-HMAC-SHA256.
 *
 * ```ts
 * const value = await authorization({
 *   secretId, secretKey, service: 'cvm', timestamp: 1551113065, method: 'POST',
 *   host: 'cvm.tencentcloudapi.com', contentType: 'application/json', body: '{"Limit":1}',
 * });
 * ```
 *
 * Source: https://cloud.tencent.com/document/api/213/30654
 */
export async function authorization(options: AuthorizationOptions): Promise<string> {
  checkOptions(options);
  const { secretId, secretKey, service, timestamp, method, host, path, query, contentType } = options;
  const further = Object.entries(options.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const headers: HeaderValues = {
    ...Object.fromEntries<string>(further),
    'content-type': contentType,
    host,
  };
  const hashedPayload = await sha256(options.unsignedPayload ? unsignedPayload : (options.body ?? ''));
  const canonical = canonicalRequest({ method, path, query, headers, hashedPayload });
  const date = dateOf(timestamp);
  const signed = await signature({
    ...{ secretKey, date, service, owner: options.owner },
    text: await stringToSign({ timestamp, service, canonicalRequest: canonical }),
  });
  const credential = `${secretId}/${date}/${service}/tc3_request`;
  return `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders(headers)}, Signature=${signed}`;
}
