import type { SignatureCause } from '../../../core/signature-explanation.js';
import { causes } from './causes.js';
import { causeOf } from './mistake.js';
import { decodedOnce } from './plan.js';

/** One way to read the Signature that arrived: the base64 text that was meant, and what was done to it. */
export interface Reading {
  readonly signature: string;
  readonly cause?: SignatureCause;
}

function bytesOf(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

/** The base64 of a digest in hexadecimal; the same text where it is none. */
const hexToBase64 = (text: string): string =>
  /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)
    ? btoa((text.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join(''))
    : text;

function plainBase64(signature: string): string {
  const digits = signature.replaceAll('-', '+').replaceAll('_', '/').replace(/=*$/, '');
  return digits + '='.repeat((4 - (digits.length % 4)) % 4);
}

/** Every way to read it, the plain one first. */
export function readingsOf(signature: string): readonly Reading[] {
  const decoded = bytesOf(signature);
  const hexInside = decoded === undefined ? signature : hexToBase64(decoded);
  const read: Readonly<Partial<Record<keyof typeof causes, string>>> = {
    'signature-not-encoded': signature.replaceAll(' ', '+'),
    'signature-encoded-twice': decodedOnce(signature),
    'signature-with-white-space': signature.trim(),
    'signature-with-line-breaks': signature.replace(/\s+/g, ''),
    'base64-for-urls': plainBase64(signature),
    'signature-in-hex': hexToBase64(signature),
    'base64-of-hex': hexInside === decoded ? signature : hexInside,
  };
  const readings: Reading[] = [{ signature }];
  for (const [name, meant] of Object.entries(read))
    if (readings.every((known) => known.signature !== meant))
      readings.push({ signature: meant, cause: causeOf(causes, name as keyof typeof causes) });
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
