import { createHash, createHmac } from 'node:crypto';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** What a request is signed by, by the vendor's documentation alone. */
export interface Tc3Request {
  readonly method: string;
  readonly path: string;
  /** Of a GET. */
  readonly query: string;
  /** The signed headers, by their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** The body, or what stands for it. */
  readonly payload: string;
  readonly secretId: string;
  readonly secretKey: string;
  readonly service: string;
  /** Seconds. */
  readonly timestamp: number;
}

/** The header `Authorization` of TC3-HMAC-SHA256. */
export function tc3Authorization(request: Tc3Request): string {
  const { method, path, query, headers, payload, secretId, secretKey, service, timestamp } = request;
  const names = [...headers.keys()].sort();
  const canonical = [
    method,
    path,
    method === 'POST' ? '' : query,
    names.map((name) => `${name}:${(headers.get(name) ?? '').trim().toLowerCase()}\n`).join(''),
    names.join(';'),
    sha256(payload),
  ].join('\n');
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const text = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request');
  const signature = hmac(key, text).toString('hex');
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
}
