import { hmac, hmacText, sha256 } from '#platform/protocols/query/crypto';
import { describeProblem, textProblems } from '../../model/errors/problem.js';
import { needObjects, throwIfAny } from '../../model/option-rules.js';
import { own } from '../../model/own.js';
import type { Soon } from '../query/crypto.node.js';

/** What an `Authorization` begins with, and a string to sign. */
const algorithm = 'TC3-HMAC-SHA256';

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

/** Headers that are signed. */
export interface CanonicalHeaders {
  /** As the signature sees them: a line for each. */
  readonly lines: string;
  /** As it lists them: `content-type;host`. */
  readonly names: string;
}

/** Of two that differ in the case of their names only, the last counts. */
function canonicalHeaders(headers: readonly (readonly [name: string, value: string])[]): CanonicalHeaders {
  const values = new Map<string, string>();
  for (const [name, value] of headers) values.set(name.trim().toLowerCase(), value.trim().toLowerCase());
  const names = [...values.keys()].sort();
  return { lines: names.map((name) => `${name}:${values.get(name)}\n`).join(''), names: names.join(';') };
}

/** The names of the signed headers as the signature lists them: `content-type;host`. */
export function signedHeaders(headers: HeaderValues): string {
  needObjects({ headers });
  return canonicalHeaders(Object.entries(headers)).names;
}

/**
 * The request as the signature sees it.
 *
 * Source: https://cloud.tencent.com/document/api/213/30654
 */
export function canonicalRequest(options: CanonicalRequestOptions): string {
  needObjects({ options });
  const request = own(options);
  const { headers, hashedPayload } = request;
  needObjects({ 'options.headers': headers });
  return requestText(request, canonicalHeaders(Object.entries(headers)), hashedPayload);
}

function requestText(
  { method, path = '/', query = '' }: Pick<CanonicalRequestOptions, 'method' | 'path' | 'query'>,
  { lines, names }: CanonicalHeaders,
  hashedPayload: string,
): string {
  const verb = method.toUpperCase();
  return `${verb}\n${path}\n${verb === 'POST' ? '' : query}\n${lines}\n${names}\n${hashedPayload}`;
}

/** Later ones have no date of ten characters. */
export const latestTimestamp = 253_402_300_799;

const secondsPerDay = 86_400;
let lastDay: readonly [day: number, date: string] | undefined;

function dayOf(timestamp: number): string {
  const day = Math.floor(timestamp / secondsPerDay);
  if (lastDay?.[0] !== day) lastDay = [day, new Date(timestamp * 1000).toISOString().slice(0, 10)];
  return lastDay[1];
}

/** The UTC day of a Timestamp: `2019-02-25`. */
export function dateOf(timestamp: number): string {
  const must = 'must be whole seconds since 1970';
  if (!Number.isSafeInteger(timestamp) || timestamp < 0 || timestamp > latestTimestamp)
    throwIfAny([describeProblem({ parameter: 'timestamp', rule: 'type', value: timestamp, must })]);
  return dayOf(timestamp);
}

/** What a signature holds for: a day, a service, and this way of signing. */
const scopeOf = (timestamp: number, service: string): string => `${dayOf(timestamp)}/${service}/tc3_request`;

export interface StringToSignOptions {
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** The signing name of the service: `cvm`. */
  readonly service: string;
  readonly canonicalRequest: string;
}

/** The text that is signed: algorithm, Timestamp, scope, and the hash of the canonical request. */
export const stringToSign = async (options: StringToSignOptions): Promise<string> => {
  needObjects({ options });
  const { timestamp, service } = options;
  dateOf(timestamp);
  return beforeHash(timestamp, scopeOf(timestamp, service)) + (await sha256(options.canonicalRequest));
};

const beforeHash = (timestamp: number, scope: string): string => `${algorithm}\n${timestamp}\n${scope}\n`;

/** Goes on with a value: at once where it is there. */
const after = <Value, Next>(value: Soon<Value>, next: (value: Value) => Soon<Next>): Soon<Next> =>
  value instanceof Promise ? value.then(next) : next(value);

/** The last derived key of each owner. It is as secret as the SecretKey that it is derived from. */
const derived = new WeakMap<object, { readonly from: string; readonly key: Soon<string | Uint8Array> }>();

/** The key that signs what is in a scope, kept for this scope and SecretKey only. */
function signingKey(
  { secretKey, service, timestamp, owner = {} }: Signable,
  scope: string,
): Soon<string | Uint8Array> {
  const from = `${scope}\n${secretKey}`;
  let known = derived.get(owner);
  if (known?.from !== from) {
    const key = [dayOf(timestamp), service, 'tc3_request'].reduce<Soon<string | Uint8Array>>(
      (soon, step) => after(soon, (made) => hmac('sha256', made, step)),
      `TC3${secretKey}`,
    );
    derived.set(owner, (known = { from, key }));
  }
  return known.key;
}

export interface SigningOptions {
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

/** What is signed in addition to the headers; `body` stands for the payload. */
type Signable = Omit<SigningOptions, 'headers' | 'unsignedPayload'>;

const sign = (options: Signable, canonical: CanonicalHeaders, scope: string): Soon<string> =>
  after(sha256(options.body ?? ''), (hashedPayload) =>
    after(sha256(requestText(options, canonical, hashedPayload)), (hashedRequest) =>
      after(signingKey(options, scope), (key) =>
        hmacText('sha256', key, {
          text: beforeHash(options.timestamp, scope) + hashedRequest,
          encoding: 'hex',
        }),
      ),
    ),
  );

/** What is signed of a request with any headers. */
export function signable(options: SigningOptions): readonly [Signable, CanonicalHeaders] {
  const given = own(options);
  const { headers = {}, contentType, host, unsignedPayload } = given;
  return [
    unsignedPayload ? own({ ...given, body: 'UNSIGNED-PAYLOAD' }) : given,
    canonicalHeaders([...Object.entries(headers), ['content-type', contentType], ['host', host]]),
  ];
}

/** The signature of what is known to be well-formed, in lower-case hex; at once where the platform can. */
export function signature(options: SigningOptions): string | Promise<string> {
  needObjects({ options });
  const { secretKey, service, method, host, contentType } = own(options);
  throwIfAny(textProblems({ secretKey, service, method, host, contentType }));
  dateOf(options.timestamp);
  return sign(...signable(options), scopeOf(options.timestamp, options.service));
}

/** `authorization` of what is known to be well-formed. */
export async function authorize(options: Signable, canonical: CanonicalHeaders): Promise<string> {
  const scope = scopeOf(options.timestamp, options.service);
  const signed = await sign(options, canonical, scope);
  return `${algorithm} Credential=${options.secretId}/${scope}, SignedHeaders=${canonical.names}, Signature=${signed}`;
}
