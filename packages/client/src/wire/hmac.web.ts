export type Hash = 'SHA-1' | 'SHA-256';

const encoder = new TextEncoder();

/**
 * HMAC of a text under a key, both as UTF-8, in base64. The key is imported each time: that takes microseconds, and nothing
 * of it is left behind in this module.
 */
export async function hmac(
  hash: Hash,
  { key, text }: { readonly key: string; readonly text: string },
): Promise<string> {
  const algorithm = { name: 'HMAC', hash };
  // Web Crypto refuses an empty key. HMAC fills a key up with zeros, so this is the same one.
  const bits = encoder.encode(key || '\0');
  const imported = await crypto.subtle.importKey('raw', bits, algorithm, false, ['sign']);
  const bytes = await crypto.subtle.sign('HMAC', imported, encoder.encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
