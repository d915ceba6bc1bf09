import type { IncomingHttpHeaders } from 'node:http';
import { assertDecoded, maxCodings, tooLong, tooManyCodings, undecodable } from './answer-body.js';

type Decode = (bytes: Buffer, options: { maxOutputLength: number; finishFlush: number }) => Buffer;

/**
 * What takes each coding off, by its name in `node:zlib`; zstd is there from Node 22.15 on. None of them is asked for. Some
 * proxies compress all the same, and fetch takes these off by itself.
 */
const decoders: ReadonlyMap<string, string> = new Map([
  ['gzip', 'gunzip'],
  ['x-gzip', 'gunzip'],
  ['br', 'brotliDecompress'],
  // With a zlib header, as it is defined; without one, as some servers send it, it is `inflateRaw`.
  ['deflate', 'inflate'],
  ['zstd', 'zstdDecompress'],
]);

/** `BROTLI_OPERATION_FLUSH` and `Z_SYNC_FLUSH` of `node:zlib`. */
const [brotliFlush, zlibFlush] = [1, 2];

const utf8 = (bytes: Buffer): string => {
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
};

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
  const decoderOf = (name: string, coded: Buffer): Decode | undefined => {
    const known = decoders.get(name);
    const isRaw = known === 'inflate' && (coded[0]! & 0x0f) !== 8;
    return (zlib as unknown as Record<string, Decode>)[`${isRaw ? 'inflateRaw' : known}Sync`];
  };
  let decoded = bytes;
  try {
    if (bytes.length > 0 && names.every((name) => decoderOf(name, bytes)))
      for (const name of names.reverse())
        decoded = decoderOf(name, decoded)!(decoded, {
          maxOutputLength: maxBytes,
          // Of a body that is cut off, it gives what there is, as fetch does: whether it is complete shows in its text.
          finishFlush: name === 'br' ? brotliFlush : zlibFlush,
        });
  } catch (cause) {
    throw cause instanceof RangeError ? tooLong(maxBytes, cause) : undecodable(coding, cause);
  }
  if (decoded.length > maxBytes) throw tooLong(maxBytes);
  const text = utf8(decoded);
  assertDecoded(text, { status, headers: (name) => headers[name] as string | undefined });
  return text;
}
