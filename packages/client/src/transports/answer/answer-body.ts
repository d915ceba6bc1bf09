import { printable } from '../../model/shape.js';
import { TransportFailure } from '../../model/transport.js';

/** Sent with every request: the answers are short, and what is not compressed cannot expand. */
export const acceptEncoding = 'identity';

/** What is wrong with a body that cannot be had from its content coding. */
export const undecodable = (coding: string, cause?: unknown): TransportFailure =>
  new TransportFailure(
    `the response has the content coding “${printable(coding)}” and could not be decoded`,
    { phase: 'response', cause },
  );

/** What is wrong with a body that grows too long, before or after decoding. */
export const tooLong = (maxBytes: number, cause?: unknown): TransportFailure =>
  new TransportFailure(`the response is longer than ${maxBytes} bytes`, { phase: 'response', cause });

/** More codings than this on one answer are an attack: each can expand what the one before left. */
export const maxCodings = 5;

/** What is wrong with an answer in more codings than that. */
export const tooManyCodings = (cause?: unknown): TransportFailure =>
  new TransportFailure(`the response has more than ${maxCodings} content codings, and was not decoded`, {
    phase: 'response',
    cause,
  });

/** Bytes that are no text: a control character, or what stands for bytes that are no UTF-8. */
const binary = /[\0-\x08\ufffd]/;

/** A text that starts as JSON, and does not go on as JSON to its end. */
function isCutJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/**
 * Some servers name a coding and send plain text, and some runtimes take a coding off and leave its name: only what looks like
 * no text is still coded. Of a coded body that is cut off, decoders give what they have, which may be nothing.
 *
 * @throws TransportFailure that names the coding.
 */
export function assertDecoded(
  text: string,
  {
    status,
    headers,
  }: { readonly status: number; readonly headers: (name: string) => string | null | undefined },
): void {
  const coding = headers('content-encoding');
  if (!coding) return;
  const empty = text === '' && status !== 204 && status !== 304 && headers('content-length') !== '0';
  if (empty || binary.test(text.slice(0, 256)) || isCutJson(text)) throw undecodable(coding);
}
