/**
 * How a signature was made, step by step, so that each step can be done wrong by itself. The right plan and every variation of it
 * are carried out by the same few lines.
 */
export interface Plan {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The signed headers, as they are written and in the order in which they are. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly signedHeaders: string;
  /** What the hash of the payload is of. */
  readonly payload: string | Uint8Array;
  readonly upperCaseHash?: boolean;
  /** Stands between the headers and their names. */
  readonly gap: string;
  readonly timestamp: string;
  readonly date: string;
  readonly service: string;
  /** The service in the chain of keys, where it is another one. */
  readonly keyService?: string;
  readonly keyPrefix: string;
  readonly secretKey: string;
  /** The canonical request itself stands in the string to sign, not its hash. */
  readonly unhashed?: boolean;
}

const encoder = new TextEncoder();

const bytesOf = (data: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(typeof data === 'string' ? encoder.encode(data) : data);

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

const sha256 = async (data: string | Uint8Array): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', bytesOf(data)));

async function hmac(key: string | ArrayBuffer, text: string): Promise<ArrayBuffer> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  // Web Crypto refuses an empty key. HMAC fills a key up with zeros, so this is the same one.
  const bytes = typeof key === 'string' ? bytesOf(key || '\0') : key;
  const imported = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  return crypto.subtle.sign('HMAC', imported, bytesOf(text));
}

/** The request as a plan sees it. */
export async function canonicalOf(plan: Plan): Promise<string> {
  const { method, path, query, headers, gap, signedHeaders, payload, upperCaseHash } = plan;
  const hashed = await sha256(payload);
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  return `${method}\n${path}\n${query}\n${lines}${gap}${signedHeaders}\n${upperCaseHash ? hashed.toUpperCase() : hashed}`;
}

/** The text that a plan signs. */
export async function textOf(plan: Plan, canonical: string): Promise<string> {
  const { timestamp, date, service, unhashed } = plan;
  const last = unhashed ? canonical : await sha256(canonical);
  return `TC3-HMAC-SHA256\n${timestamp}\n${date}/${service}/tc3_request\n${last}`;
}

/** Signs texts by plans: a derived key is made once for its day, service and SecretKey. */
export class Signer {
  readonly #keys = new Map<string, Promise<ArrayBuffer>>();

  async sign(
    { keyPrefix, secretKey, date, service, keyService = service }: Plan,
    text: string,
  ): Promise<string> {
    const steps = [`${keyPrefix}${secretKey}`, date, keyService] as const;
    const name = steps.join('\n');
    let key = this.#keys.get(name);
    if (!key) this.#keys.set(name, (key = derive(...steps)));
    return hex(await hmac(await key, text));
  }
}

const derive = async (secret: string, date: string, service: string): Promise<ArrayBuffer> =>
  hmac(await hmac(await hmac(secret, date), service), 'tc3_request');
