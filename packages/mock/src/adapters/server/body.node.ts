import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { IncomingCall } from '../../core/http/call.js';

/** A body as an `IncomingCall` has it: as bytes where it may hold files, or is no UTF-8. */
export type Body = Pick<IncomingCall, 'body' | 'bytes'>;

const empty: Body = { body: '', bytes: undefined };

/** Whether a body has parts, of which some may be files. */
export const isMultipart = ({ headers }: IncomingMessage): boolean =>
  /^\s*multipart\//i.test(headers['content-type'] ?? '');

/**
 * Reads a body and holds no more than `limit` bytes of it, whatever its head announced. Never calls back when the caller goes away in
 * the middle: then there is no connection to answer on.
 */
export function readBody(
  request: IncomingMessage,
  { limit, done }: { limit: number; done: (body: Body | 'too large') => void },
): void {
  const announced = request.headers['content-length'];
  if (announced === undefined ? request.headers['transfer-encoding'] === undefined : announced === '0') {
    done(empty);
    return;
  }
  if (Number(announced) > limit) {
    done('too large');
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
      done('too large');
    }
  });
  request.once('end', () => {
    const [only] = chunks;
    const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks);
    const isText = !isMultipart(request) && isUtf8(whole);
    done(isText ? { body: whole.toString('utf8'), bytes: undefined } : { body: '', bytes: whole });
  });
}
