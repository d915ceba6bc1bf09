import type { SignatureCause } from '../../../core/signature-explanation.js';

/** One way to read the Signature that arrived: the base64 text that was meant, and what was done to it. */
export interface Reading {
  readonly signature: string;
  readonly cause?: SignatureCause;
}

const cause = (name: string, explanation: string, advice: string): SignatureCause => ({
  name,
  explanation,
  advice,
});

function bytesOf(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

const hexToBase64 = (hex: string): string =>
  btoa((hex.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(''));

const isHexDigest = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Every way to read it, the plain one first. */
export function readingsOf(signature: string): readonly Reading[] {
  const readings: Reading[] = [{ signature }];
  const add = (reading: string, because: SignatureCause): void => {
    if (readings.every((known) => known.signature !== reading))
      readings.push({ signature: reading, cause: because });
  };
  add(
    signature.replaceAll(' ', '+'),
    cause(
      'signature-not-encoded',
      'The Signature was sent without being URL-encoded: its "+" arrived as a space.',
      'Encode the Signature once, like every other value: "+" becomes %2B, "/" %2F, "=" %3D.',
    ),
  );
  add(
    percentDecoded(signature),
    cause(
      'signature-encoded-twice',
      'The Signature was URL-encoded twice: what arrived still has percent signs in it.',
      'Encode the Signature once; look for an HTTP library that encodes what is encoded already.',
    ),
  );
  add(
    signature.trim(),
    cause(
      'signature-with-white-space',
      'The Signature was sent with white space or a line end around it.',
      'Cut the line end off that a command-line tool writes after its output.',
    ),
  );
  add(
    signature.replace(/\s+/g, ''),
    cause(
      'signature-with-line-breaks',
      'The Signature was sent with line breaks in it.',
      'Write base64 without line breaks.',
    ),
  );
  add(
    signature.replaceAll('-', '+').replaceAll('_', '/').replace(/=*$/, '') +
      '='.repeat((4 - (signature.replace(/=*$/, '').length % 4)) % 4),
    cause(
      'base64-for-urls',
      'The Signature is written in the base64 of URLs, or without its "=" at the end.',
      'Write it in plain base64, with "+", "/" and "=".',
    ),
  );
  if (isHexDigest(signature)) {
    add(
      hexToBase64(signature),
      cause(
        'signature-in-hex',
        'The Signature is written in hexadecimal.',
        'Write the bytes of the HMAC in base64.',
      ),
    );
  }
  const decoded = bytesOf(signature);
  if (decoded !== undefined && isHexDigest(decoded)) {
    add(
      hexToBase64(decoded),
      cause(
        'base64-of-hex',
        'The Signature is the base64 of the hexadecimal digest.',
        'Write the bytes of the HMAC in base64, not their hexadecimal form.',
      ),
    );
  }
  return readings;
}

/** What is odd about a signature of which no reading is right. */
export function oddities(signature: string, signatureMethod: string): string | undefined {
  const bytes = bytesOf(signature)?.length;
  const wanted = signatureMethod === 'HmacSHA256' ? 32 : 20;
  if (bytes === wanted) return undefined;
  if (bytes === undefined) return 'The Signature is not base64.';
  const other =
    bytes === 20 ? ', as many as HmacSHA1 gives' : bytes === 32 ? ', as many as HmacSHA256 gives' : '';
  return `The Signature has ${bytes} bytes${other}; ${signatureMethod} gives ${wanted}.`;
}
