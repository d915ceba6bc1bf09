import { canonicalRequest, dateOf, signedHeaders, stringToSign } from '@qcvm/client/v3/wire';

/** What a request is signed by. What a client may get wrong can be said apart from what is right. */
export interface SigningOptions {
  readonly secretId: string;
  readonly secretKey: string;
  /** What the key begins with in the chain. */
  readonly prefix: string;
  readonly service: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  /** The day of the scope; that of the Timestamp unless a client is wrong. */
  readonly date: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** The headers that are signed. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, or what stands for it. */
  readonly payload: string;
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const hex = (data: ArrayBuffer): string =>
  [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes(text)));
}

/** The signature of TC3-HMAC-SHA256, in hex, and the header that it stands in. */
export async function signTc3(
  options: SigningOptions,
): Promise<{ readonly signature: string; readonly header: (signature: string) => string }> {
  const { secretId, secretKey, prefix, service, timestamp, date, headers, payload } = options;
  const hashedPayload = hex(await crypto.subtle.digest('SHA-256', bytes(payload)));
  const right = await stringToSign({
    timestamp,
    service,
    canonicalRequest: canonicalRequest({ ...options, hashedPayload }),
  });
  let key = bytes(prefix + secretKey);
  for (const step of [date, service, 'tc3_request']) key = await hmac(key, step);
  const text = right.replace(`\n${dateOf(timestamp)}/`, `\n${date}/`);
  const scope = `${date}/${service}/tc3_request`;
  return {
    signature: hex((await hmac(key, text)).buffer),
    header: (signature) =>
      `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders(headers)}, Signature=${signature}`,
  };
}
