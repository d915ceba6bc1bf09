import type { SignatureCause } from '../../../core/signature-explanation.js';
import type { Plan } from './plan.js';
import type { Variation } from './variation.js';

function hashCause(stated: string | undefined, hash: Plan['hash']): SignatureCause {
  const used = hash === 'HmacSHA256' ? 'HmacSHA1' : 'HmacSHA256';
  if (stated === undefined) {
    return {
      name: 'signature-method-missing',
      explanation:
        'It was signed with HmacSHA256, but the request has no SignatureMethod, which means HmacSHA1.',
      advice: 'Send SignatureMethod=HmacSHA256, and sign it like every other parameter.',
    };
  }
  if (stated !== 'HmacSHA256' && stated !== 'HmacSHA1') {
    return {
      name: 'signature-method-misspelt',
      explanation: `It was signed with HmacSHA256, but SignatureMethod is "${stated}", which means HmacSHA1 like anything but exactly HmacSHA256.`,
      advice: 'Write SignatureMethod=HmacSHA256, exactly so.',
    };
  }
  return {
    name: 'signature-method-mismatch',
    explanation: `SignatureMethod is ${stated}, but it was signed with ${used}.`,
    advice: 'Sign with the method that SignatureMethod names.',
  };
}

/** What people get wrong around the key and the hash. */
export function keyMistakes(
  plan: Plan,
  context: {
    readonly stated: string | undefined;
    readonly secretId: string;
    readonly token: string | undefined;
    readonly otherKeys: readonly { readonly secretId: string; readonly secretKey: string }[];
  },
): readonly Variation[] {
  const { key } = plan;
  const withKey =
    (other: string) =>
    (base: Plan): Plan => ({ ...base, key: other });
  const misread = [`${key}\n`, `${key}\r\n`, `${key} `, ` ${key}`, `"${key}"`, key.trim()].filter(
    (other) => other !== key,
  );
  return [
    {
      step: 'hash',
      common: true,
      cause: hashCause(context.stated, plan.hash),
      apply: (base) => ({ ...base, hash: base.hash === 'HmacSHA256' ? 'HmacSHA1' : 'HmacSHA256' }),
    },
    ...misread.map((other): Variation => ({
      step: 'key',
      common: true,
      cause: {
        name: 'secret-key-with-white-space',
        explanation: 'The SecretKey was used with a line end, white space or quotation marks around it.',
        advice: 'Trim the SecretKey where it is read from a file, a variable or a clipboard.',
      },
      apply: withKey(other),
    })),
    {
      step: 'key',
      cause: {
        name: 'secret-key-with-ampersand',
        explanation: 'The SecretKey was used with a "&" after it, as other vendors want it.',
        advice: 'Use the SecretKey alone.',
      },
      apply: withKey(`${key}&`),
    },
    ...context.otherKeys.map((other): Variation => ({
      step: 'key',
      common: true,
      cause: {
        name: 'other-secret-key',
        explanation: `It was signed with the SecretKey of ${other.secretId}.`,
        advice: `Use the SecretKey that belongs to ${context.secretId}.`,
      },
      apply: withKey(other.secretKey),
    })),
    ...[
      { secret: context.secretId, what: 'the SecretId' },
      { secret: context.token, what: 'the Token' },
    ].flatMap(({ secret, what }): Variation[] =>
      secret === undefined
        ? []
        : [
            {
              step: 'key',
              cause: {
                name: 'not-the-secret-key',
                explanation: `It was signed with ${what} in place of the SecretKey.`,
                advice: 'Use the SecretKey.',
              },
              apply: withKey(secret),
            },
          ],
    ),
  ];
}
