import { hmacText } from '#platform/protocols/query/crypto';
import { ValidationError } from '../../model/errors/errors.js';
import { needObjects } from '../../model/option-rules.js';
import { own } from '../../model/own.js';
import { textProblems } from '../../model/errors/problem.js';
import { hasLoneSurrogate } from '../../model/shape.js';

/** How a request is signed. HMAC-SHA1 is what the service assumes when a request does not say. */
export type SignatureMethod = 'HmacSHA256' | 'HmacSHA1';

export interface SignOptions {
  readonly secretKey: string;
  /** SHA-256 only for exactly `HmacSHA256`; for anything else, and for none, SHA-1: so does the service. */
  readonly signatureMethod?: string | undefined;
  /** See `canonicalString`. */
  readonly canonical: string;
}

/** The signature of texts that are known to be well-formed; at once where the platform can. */
export const signText = ({ secretKey, signatureMethod, canonical }: SignOptions): string | Promise<string> =>
  hmacText(signatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1', secretKey, {
    text: canonical,
    encoding: 'base64',
  });

const isText = (value: unknown): boolean => typeof value === 'string' && !hasLoneSurrogate(value);

/** The same as `sign`, at once where the platform can. */
export function signature(options: SignOptions): string | Promise<string> {
  needObjects({ options });
  const { secretKey, signatureMethod, canonical } = own(options);
  if (!isText(secretKey) || !isText(canonical))
    throw new ValidationError(textProblems({ secretKey, canonical }));
  return signText({ secretKey, signatureMethod, canonical });
}

/**
 * Signs a canonical string: HMAC under the SecretKey, in base64. It is not URL-encoded yet; like every other value it is
 * encoded once, when it is put into a query string or a form.
 *
 * Source: https://cloud.tencent.com/document/api/213/6984
 *
 * @throws ValidationError if the SecretKey or the canonical string is no well-formed text.
 */
export const sign = async (options: SignOptions): Promise<string> => signature(options);
