/** HMAC of a text under a key, in base64. At once on Node, a promise elsewhere. */
export async function hmac(options: {
  readonly hash: 'SHA-1' | 'SHA-256';
  readonly key: string;
  readonly text: string;
}): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(options.key),
    { name: 'HMAC', hash: options.hash },
    false,
    ['sign'],
  );
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(options.text)));
  return btoa(String.fromCharCode(...bytes));
}
