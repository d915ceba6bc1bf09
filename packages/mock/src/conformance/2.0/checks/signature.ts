import { expectAll, expectCode, type Check } from '../check.js';
import { pages } from '../pages.js';

const success = 0;
const refused = 4100;
const source = pages.signature;

/** The same text with its first letter exchanged for another. */
const altered = (signature: string): string => (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);

/** Everything but letters and digits encoded, in lower case: allowed, if not usual. */
const encodeAll = (text: string): string =>
  [...new TextEncoder().encode(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');

const many = Object.fromEntries(
  Array.from({ length: 12 }, (_, index) => [`lanIps.${index}`, `192.0.2.${index + 1}`]),
);

/** Who is let in, and who is not. */
export const signatureChecks: readonly Check[] = [
  {
    id: 'signature/sha256',
    title: 'a request signed with HmacSHA256 is accepted, by GET and by POST',
    meaning:
      'No client can talk to this endpoint, unless it is the key that is wrong: check SecretId, SecretKey and the clock first.',
    source,
    run: expectAll(['GET', {}, success], ['POST', { method: 'POST' }, success]),
  },
  {
    id: 'signature/sha1',
    title: 'a request signed with HmacSHA1 is accepted, by GET and by POST',
    meaning: 'Clients that sign with SHA-1, the default of the API, are locked out.',
    source,
    run: expectAll(
      ['GET', { signatureMethod: 'HmacSHA1' }, success],
      ['POST', { signatureMethod: 'HmacSHA1', method: 'POST' }, success],
    ),
  },
  {
    id: 'signature/sha1-when-absent',
    title: 'without SignatureMethod, HMAC-SHA1 is meant',
    meaning: 'Older clients, which do not send the parameter, are locked out.',
    source,
    run: expectCode({ signatureMethod: null }, success),
  },
  {
    id: 'signature/wrong',
    title: 'a signature that is not right is refused with 4100',
    meaning: 'Requests can be made in the name of any SecretId.',
    source,
    run: expectAll(
      ['one letter changed', { signature: altered }, refused],
      ['another SecretKey', { signedAs: { secretKey: 'another-key-than-the-one-of-this-run' } }, refused],
    ),
  },
  {
    id: 'signature/hash-named',
    title: 'SignatureMethod decides: SHA-1 in a request that says HmacSHA256 is refused with 4100',
    meaning: 'The weaker hash is taken where the stronger one was asked for.',
    source,
    run: expectCode({ signedAs: { hash: 'HmacSHA1' } }, refused),
  },
  {
    id: 'signature/parameters',
    title: 'a parameter changed, added or left out after signing is refused with 4100',
    meaning: 'A request that was seen can be changed into another one.',
    source,
    run: expectAll(
      ['changed', { tamper: { limit: '2' } }, refused],
      ['added', { tamper: { offset: '0' } }, refused],
      ['left out', { tamper: { limit: undefined } }, refused],
    ),
  },
  {
    id: 'signature/method',
    title: 'the HTTP method is part of what is signed',
    meaning: 'A signed GET can be sent as a POST, and the other way round.',
    source,
    run: expectAll(
      ['signed as GET, sent as POST', { method: 'POST', signedAs: { method: 'GET' } }, refused],
      ['signed as POST, sent as GET', { method: 'GET', signedAs: { method: 'POST' } }, refused],
    ),
  },
  {
    id: 'signature/encoded-twice',
    title: 'a signature that is encoded twice is refused with 4100',
    meaning:
      'Requests are decoded more often than once: values with a percent sign arrive as something else.',
    source,
    run: expectCode({ signature: encodeURIComponent }, refused),
  },
  {
    id: 'signature/byte-order',
    title: 'names are sorted as bytes: lanIps.10 stands before lanIps.2',
    meaning: 'Calls with more than ten items in a list are refused.',
    source,
    run: expectCode({ parameters: many }, success),
  },
  {
    id: 'signature/raw-values',
    title: 'values are signed as they are, not encoded, in any script',
    meaning: 'Calls with a space, a reserved character or Chinese in a value are refused.',
    source,
    run: expectAll(
      ['Chinese', { parameters: { searchWord: '云服务器', limit: '1' } }, success],
      ['reserved characters', { parameters: { searchWord: "a b+c%&=/?#~*'()", limit: '1' } }, success],
      [
        'Chinese, by POST',
        { method: 'POST', parameters: { searchWord: '云服务器 & more', limit: '1' } },
        success,
      ],
    ),
  },
  {
    id: 'signature/encoding',
    title: 'how a character is percent-encoded does not matter; + is a space',
    meaning: 'Clients whose platform encodes otherwise are locked out.',
    source,
    run: expectAll(
      ['all that is no letter or digit, in lower case', { encode: encodeAll }, success],
      [
        'a space as +',
        {
          parameters: { searchWord: 'a b', limit: '1' },
          encode: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
        },
        success,
      ],
    ),
  },
  {
    id: 'signature/at-sign',
    title: 'in a POST, a value that starts with @ is not signed, as the official SDKs do it; in a GET it is',
    meaning: 'Calls with such a value are refused when they come from the official SDKs.',
    source: pages.sdk,
    run: expectAll(
      ['GET', { parameters: { searchWord: '@web', limit: '1' } }, success],
      ['POST', { method: 'POST', parameters: { searchWord: '@web', limit: '1' } }, success],
    ),
  },
  {
    id: 'signature/secret-id',
    title: 'a SecretId that does not exist is refused with 4104',
    meaning: 'A client cannot tell a wrong key from a wrong signature, or an unknown key is accepted.',
    source: pages.errors,
    run: expectCode({ change: { SecretId: 'AKIDdoesnotexistdoesnotexistdoesnote' } }, 4104),
  },
];
