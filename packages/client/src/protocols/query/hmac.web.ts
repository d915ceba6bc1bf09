import { own } from '../../model/own.js';
import { subtleCrypto } from '../../model/subtle-crypto.js';
import type { Hash, HmacOptions } from './hmac.node.js';

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const ready = new WeakMap<object, { readonly id: string; readonly key: Promise<CryptoKey> }>();

const importKey = (hash: Hash, key: string): Promise<CryptoKey> =>
  // Web Crypto refuses an empty key. HMAC fills a key up with zeros, so this is the same one.
  subtleCrypto().importKey('raw', encode(key || '\0'), own({ name: 'HMAC', hash }), false, ['sign']);

function keyOf(hash: Hash, { key, owner = {} }: HmacOptions): Promise<CryptoKey> {
  const id = `${hash} ${key}`;
  let known = ready.get(owner);
  if (known?.id !== id) ready.set(owner, (known = { id, key: importKey(hash, key) }));
  return known.key;
}

/** HMAC of a text under a key, both as UTF-8, in base64. */
export async function hmac(hash: Hash, options: HmacOptions): Promise<string> {
  const key = await keyOf(hash, options);
  const bytes = await subtleCrypto().sign('HMAC', key, encode(options.text));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
