import { own } from '../../model/own.js';
import type { Encoding, Hash } from './crypto.node.js';

/**
 * The part of Web Crypto that signs.
 *
 * @throws Error where there is none.
 */
function subtleCrypto(): SubtleCrypto {
  const { subtle } = (globalThis as { crypto?: Partial<Crypto> }).crypto ?? {};
  if (subtle) return subtle;
  throw new Error(
    'Web Crypto (crypto.subtle) is not available: browsers provide it only over https: or on localhost',
  );
}

const bytesOf = (data: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);

/** Bytes in lower-case hex, or in base64. */
const textOf = (bytes: Uint8Array, encoding: Encoding): string =>
  encoding === 'hex'
    ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    : btoa(String.fromCharCode(...bytes));

/** SHA-256 of a text as UTF-8, or of bytes, in lower-case hex. */
export const sha256 = async (data: string | Uint8Array): Promise<string> =>
  textOf(new Uint8Array(await subtleCrypto().digest('SHA-256', bytesOf(data))), 'hex');

/** HMAC of a text under a key, texts as UTF-8. */
export async function hmac(hash: Hash, key: string | Uint8Array, text: string): Promise<Uint8Array> {
  // Web Crypto refuses an empty key. HMAC fills a key up with zeros, so this is the same one.
  const raw = bytesOf(key.length > 0 ? key : '\0');
  const algorithm = own({ name: 'HMAC', hash: hash.replace('sha', 'SHA-') });
  const imported = await subtleCrypto().importKey('raw', raw, algorithm, false, ['sign']);
  return new Uint8Array(await subtleCrypto().sign('HMAC', imported, bytesOf(text)));
}

/** The same as text: lower-case hex, or base64. */
export const hmacText = async (
  hash: Hash,
  key: string | Uint8Array,
  { text, encoding }: { readonly text: string; readonly encoding: Encoding },
): Promise<string> => textOf(await hmac(hash, key, text), encoding);
