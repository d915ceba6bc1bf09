import { hmac } from '#platform/protocols/query/hmac';
import { ValidationError } from '../../model/errors.js';
import { own } from '../../model/own.js';
import { describeProblem } from '../../model/problem.js';
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

/**
 * Signs a canonical string: HMAC under the SecretKey, in base64. It is not URL-encoded yet; like every other value it is
 * encoded once, when it is put into a query string or a form.
 *
 * Source: https://cloud.tencent.com/document/api/213/6984
 *
 * @throws ValidationError if the SecretKey or the canonical string is no well-formed text.
 */
export const sign = async (options: SignOptions): Promise<string> => signature(options);

/** The same, at once where the platform can. `owner`: the object that the key belongs to, if it will sign more than once. */
export function signature(
  options: SignOptions & { readonly owner?: object | undefined },
): string | Promise<string> {
  const { secretKey: key, signatureMethod, canonical: text, owner } = own(options);
  const problems = Object.entries({ secretKey: key, canonical: text }).flatMap(
    ([parameter, value]: [string, unknown]) =>
      typeof value === 'string' && !hasLoneSurrogate(value)
        ? []
        : [
            describeProblem({
              parameter,
              rule: 'type',
              value,
              must: 'must be a text, in well-formed Unicode',
            }),
          ],
  );
  if (problems.length > 0) throw new ValidationError(problems);
  return hmac(signatureMethod === 'HmacSHA256' ? 'SHA-256' : 'SHA-1', { key, text, owner });
}
