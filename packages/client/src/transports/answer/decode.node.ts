import type { IncomingHttpHeaders } from 'node:http';
import { assertDecoded, maxCodings, tooLong, tooManyCodings, undecodable } from './answer-body.js';

/**
 * What takes each coding off, by its name in `node:zlib`. None of them is asked for. Some proxies compress all the same, and fetch
 * takes these off by itself.
 */
const decoders = new Map<string, 'gunzipSync' | 'brotliDecompressSync' | 'inflateSync'>([
  ['gzip', 'gunzipSync'],
  ['x-gzip', 'gunzipSync'],
  ['br', 'brotliDecompressSync'],
  // With a zlib header, as it is defined; without one, as some servers send it, it is `inflateRawSync`.
  ['deflate', 'inflateSync'],
]);

const utf8 = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\ufeff/, '');

interface CodedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly maxBytes: number;
}

/**
 * The text of a body: its content codings taken off, read as UTF-8 without a byte order mark, as fetch does. It is left as it
 * is if one of the codings is unknown. At once: it comes to `maxBytes` at most, and hardly ever to anything.
 *
 * @throws TransportFailure if it cannot be decoded, or is longer than `maxBytes` when decoded.
 */
export function decodeBody(bytes: Buffer, { status, headers, maxBytes }: CodedAnswer): string {
  const coding = headers['content-encoding'];
  if (!coding) return utf8(bytes);
  const names = coding.split(',').map((name) => name.trim().toLowerCase());
  if (names.length > maxCodings) throw tooManyCodings();
  const zlib = process.getBuiltinModule('node:zlib');
  let decoded = bytes;
  try {
    if (bytes.length > 0 && names.every((name) => decoders.has(name)))
      for (const name of names.reverse()) {
        const known = decoders.get(name)!;
        const isRaw = known === 'inflateSync' && (decoded[0]! & 0x0f) !== 8;
        decoded = zlib[isRaw ? 'inflateRawSync' : known](decoded, {
          maxOutputLength: maxBytes,
          // Of a body that is cut off, it gives what there is, as fetch does: whether it is complete shows in its text.
          // `BROTLI_OPERATION_FLUSH` and `Z_SYNC_FLUSH` of `node:zlib`.
          finishFlush: name === 'br' ? 1 : 2,
        });
      }
  } catch (cause) {
    throw cause instanceof RangeError ? tooLong(maxBytes, cause) : undecodable(coding, cause);
  }
  if (decoded.length > maxBytes) throw tooLong(maxBytes);
  const text = utf8(decoded);
  assertDecoded(text, { status, headers: (name) => headers[name] as string | undefined });
  return text;
}
