import { printable } from '../model/shape.js';
import { TransportFailure } from '../model/transport.js';

/** Sent with every request: the answers are short, and what is not compressed cannot expand. */
export const acceptEncoding = { 'accept-encoding': 'identity' } as const;

/** What is wrong with a body that cannot be had from its content coding. */
export const undecodable = (coding: string, cause?: unknown): TransportFailure =>
  new TransportFailure(
    `the answer came in the content coding “${printable(coding)}” and could not be decoded`,
    { phase: 'response', cause },
  );

/** Bytes that are no text: a control character, or what stands for bytes that are no UTF-8. */
const binary = /[\0-\x08\ufffd]/;

/**
 * Some servers name a coding and send plain text, and some runtimes take a coding off and leave its name: only what looks like
 * no text is still coded.
 *
 * @throws TransportFailure that names the coding.
 */
export function assertDecoded(text: string, coding: string | null | undefined): void {
  if (coding && binary.test(text.slice(0, 256))) throw undecodable(coding);
}
