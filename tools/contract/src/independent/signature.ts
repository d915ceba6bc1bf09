import { createHmac } from 'node:crypto';

/**
 * A second opinion on signing, written from the documentation and sharing no line with the packages: what the suites
 * judge them by.
 */
export interface Address {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

export function canonicalText(
  parameters: ReadonlyMap<string, string>,
  { method, host, path }: Address,
): string {
  const signed = [...parameters].filter(
    ([name, value]) => name !== 'Signature' && !(method === 'POST' && value.startsWith('@')),
  );
  signed.sort(([one], [other]) => Buffer.compare(Buffer.from(one, 'utf8'), Buffer.from(other, 'utf8')));
  const pairs = signed.map(
    ([name, value]) => `${name[0] === '_' ? name : name.split('_').join('.')}=${value}`,
  );
  return `${method}${host}${path}?${pairs.join('&')}`;
}

export const hmacOf = (text: string, { secretKey, signatureMethod }: SigningKey): string =>
  createHmac(signatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1', Buffer.from(secretKey, 'utf8'))
    .update(Buffer.from(text, 'utf8'))
    .digest('base64');

export interface SigningKey {
  readonly secretKey: string;
  /** The request's own SignatureMethod, if it has one. */
  readonly signatureMethod: string | undefined;
}

/** The signature that a request with these parameters must carry. */
export const signatureFor = (
  parameters: ReadonlyMap<string, string>,
  { secretKey, ...address }: Address & { readonly secretKey: string },
): string =>
  hmacOf(canonicalText(parameters, address), {
    secretKey,
    signatureMethod: parameters.get('SignatureMethod'),
  });
