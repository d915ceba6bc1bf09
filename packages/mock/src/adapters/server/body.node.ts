import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { IncomingCall } from '../../core/http/call.js';

/** A body as an `IncomingCall` has it: as bytes where it may hold files, or is no UTF-8. */
export type Body = Pick<IncomingCall, 'body' | 'bytes'>;

const empty: Body = { body: '', bytes: undefined };

/** Whether a body has parts, of which some may be files. */
export const isMultipart = ({ headers }: IncomingMessage): boolean =>
  /^\s*multipart\//i.test(headers['content-type'] ?? '');

/** Bytes of a body that are always accepted. */
const small = 16_384;

/** The memory for bodies that are being read, beyond the small ones. */
export class BodyRoom {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Reserves memory, if that much is free. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false;
    this.#left -= bytes;
    return true;
  }

  give(bytes: number): void {
    this.#left += bytes;
  }
}

/** What a body may have. */
export interface BodyLimits {
  readonly limit: number;
  readonly room: BodyRoom;
}

/**
 * Reads a body and holds no more than `limit` bytes of it, regardless of what its head announced. Never calls back when the caller goes away in
 * the middle: then there is no connection to answer on.
 */
export function readBody(
  request: IncomingMessage,
  {
    bodies: { limit, room },
    done,
  }: { readonly bodies: BodyLimits; readonly done: (body: Body | 'too large' | 'no room') => void },
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
  let taken = 0;
  const release = (): void => {
    room.give(taken);
    taken = 0;
    chunks.length = 0;
  };
  const refuse = (because: 'too large' | 'no room'): void => {
    request.removeAllListeners('data');
    request.removeAllListeners('end');
    release();
    done(because);
  };
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) return refuse('too large');
    chunks.push(chunk);
    if (size <= small) return;
    const more = size - small - taken;
    if (!room.take(more)) return refuse('no room');
    if (taken === 0) request.once('close', release);
    taken += more;
  });
  request.once('end', () => {
    const [only] = chunks;
    const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks);
    release();
    const isText = !isMultipart(request) && isUtf8(whole);
    done(isText ? { body: whole.toString('utf8'), bytes: undefined } : { body: '', bytes: whole });
  });
}
