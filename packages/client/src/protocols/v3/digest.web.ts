import { own } from '../../model/own.js';
import { subtleCrypto } from '../../model/subtle-crypto.js';
const bytesOf = (data: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);

/** Bytes in lower-case hex. */
const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of a text as UTF-8, or of bytes, in lower-case hex. */
export const sha256 = async (data: string | Uint8Array): Promise<string> =>
  hex(new Uint8Array(await subtleCrypto().digest('SHA-256', bytesOf(data))));

/** HMAC-SHA256 of a text under a key. */
export async function hmacSha256(key: string | Uint8Array, text: string): Promise<Uint8Array> {
  const algorithm = own({ name: 'HMAC', hash: 'SHA-256' });
  const imported = await subtleCrypto().importKey('raw', bytesOf(key), algorithm, false, ['sign']);
  return new Uint8Array(await subtleCrypto().sign('HMAC', imported, bytesOf(text)));
}
