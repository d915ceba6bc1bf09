import { createHmac } from 'node:crypto';

/** HMAC of a text under a key, in base64. At once on Node, a promise elsewhere. */
export function hmac(options: {
  readonly hash: 'SHA-1' | 'SHA-256';
  readonly key: string;
  readonly text: string;
}): string | Promise<string> {
  return createHmac(options.hash === 'SHA-256' ? 'sha256' : 'sha1', options.key)
    .update(options.text)
    .digest('base64');
}
