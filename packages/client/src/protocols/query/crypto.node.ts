/** Spelt as Node finds them soonest. */
export type Hash = 'sha1' | 'sha256';

export type Encoding = 'hex' | 'base64';

/** At once where the platform can. */
export type Soon<Value> = Value | Promise<Value>;

let loaded: typeof import('node:crypto') | undefined;

/** At the first signature: loading it takes about as long as loading all of this package. */
const crypto = (): typeof import('node:crypto') => (loaded ??= process.getBuiltinModule('node:crypto'));

/** SHA-256 of a text as UTF-8, or of bytes, in lower-case hex. At once: Web Crypto takes 5 to 10 times as long on Node. */
export const sha256 = (data: string | Uint8Array): Soon<string> => crypto().hash('sha256', data, 'hex');

/** HMAC of a text under a key, texts as UTF-8. */
export const hmac = (hash: Hash, key: string | Uint8Array, text: string): Soon<Uint8Array> =>
  crypto().createHmac(hash, key).update(text).digest();

/** The same as text: lower-case hex, or base64. */
export const hmacText = (
  hash: Hash,
  key: string | Uint8Array,
  { text, encoding }: { readonly text: string; readonly encoding: Encoding },
): Soon<string> => crypto().createHmac(hash, key).update(text).digest(encoding);
