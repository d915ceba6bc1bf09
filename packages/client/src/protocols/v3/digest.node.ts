let loaded: typeof import('node:crypto') | undefined;

/** At the first signature: loading it takes about as long as loading all of this package. */
const crypto = (): typeof import('node:crypto') => (loaded ??= process.getBuiltinModule('node:crypto'));

/** SHA-256 of a text as UTF-8, or of bytes, in lower-case hex. At once: Web Crypto takes several times as long on Node. */
export const sha256 = (data: string | Uint8Array): string | Promise<string> =>
  crypto().createHash('sha256').update(data).digest('hex');

/** HMAC-SHA256 of a text under a key. */
export const hmacSha256 = (key: string | Uint8Array, text: string): Uint8Array | Promise<Uint8Array> =>
  crypto().createHmac('sha256', key).update(text).digest();
