import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

/** The whole body as text, or why there is none. */
export type BodyReading =
  /** Of a multipart body, which may hold files, each character is a byte. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'notUtf8' };

const empty: BodyReading = { kind: 'text', text: '' };

/** Whether a body has parts, of which some may be files. */
export const isMultipart = ({ headers }: IncomingMessage): boolean =>
  /^\s*multipart\//i.test(headers['content-type'] ?? '');

/**
 * Reads a body and holds no more than `limit` bytes of it, whatever its head announced. Never calls back when the caller goes away in
 * the middle: then there is no connection to answer on.
 */
export function readBody(
  request: IncomingMessage,
  { limit, done }: { limit: number; done: (reading: BodyReading) => void },
): void {
  const announced = request.headers['content-length'];
  if (announced === undefined ? request.headers['transfer-encoding'] === undefined : announced === '0') {
    done(empty);
    return;
  }
  if (Number(announced) > limit) {
    done({ kind: 'tooLarge' });
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else {
      request.removeAllListeners('data');
      request.removeAllListeners('end');
      done({ kind: 'tooLarge' });
    }
  });
  request.once('end', () => {
    const [only] = chunks;
    const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks);
    if (isMultipart(request)) done({ kind: 'text', text: whole.toString('latin1') });
    else done(isUtf8(whole) ? { kind: 'text', text: whole.toString('utf8') } : { kind: 'notUtf8' });
  });
}
