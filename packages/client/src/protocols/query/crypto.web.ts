import { own } from '../../model/own.js';
import type { Hash } from './crypto.node.js';

/**
 * The part of Web Crypto that signs.
 *
 * @throws Error where there is none.
 */
function subtleCrypto(): SubtleCrypto {
  const { subtle } = (globalThis as { crypto?: Partial<Crypto> }).crypto ?? {};
  if (subtle) return subtle;
  throw new Error(
    'there is no Web Crypto (crypto.subtle): browsers have it only in pages that are loaded by https: or from localhost',
  );
}

const bytesOf = (data: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);

/** SHA-256 of a text as UTF-8, or of bytes. */
export const sha256 = async (data: string | Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await subtleCrypto().digest('SHA-256', bytesOf(data)));

/** HMAC of a text under a key, texts as UTF-8. */
export async function hmac(hash: Hash, key: string | Uint8Array, text: string): Promise<Uint8Array> {
  // Web Crypto refuses an empty key. HMAC fills a key up with zeros, so this is the same one.
  const raw = bytesOf(key.length > 0 ? key : '\0');
  const imported = await subtleCrypto().importKey('raw', raw, own({ name: 'HMAC', hash }), false, ['sign']);
  return new Uint8Array(await subtleCrypto().sign('HMAC', imported, bytesOf(text)));
}

/** Bytes in lower-case hex, or in base64. */
export const textOf = (bytes: Uint8Array, encoding: 'hex' | 'base64'): string =>
  encoding === 'hex'
    ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    : btoa(String.fromCharCode(...bytes));
