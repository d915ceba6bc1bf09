import { hmac } from '#hmac';

/** `HmacSHA256` means SHA-256; anything else, and its absence, means SHA-1. */
export type SignatureMethod = 'HmacSHA256' | 'HmacSHA1';

/** Signs a canonical string: HMAC with the SecretKey, in base64, not yet URL-encoded. */
export async function sign(options: {
  readonly secretKey: string;
  readonly signatureMethod?: string | undefined;
  readonly canonical: string;
}): Promise<string> {
  const { secretKey, signatureMethod, canonical } = options;
  return hmac({
    hash: signatureMethod === 'HmacSHA256' ? 'SHA-256' : 'SHA-1',
    key: secretKey,
    text: canonical,
  });
}
