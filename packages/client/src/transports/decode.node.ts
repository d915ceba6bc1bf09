import type { IncomingHttpHeaders } from 'node:http';
import { assertDecoded, maxCodings, tooLong, tooManyCodings, undecodable } from './answer-body.js';

type Zlib = typeof import('node:zlib');
type Options = { readonly maxOutputLength: number; readonly finishFlush?: number };
type Decode = (
  bytes: Buffer,
  options: Options,
  callback: (error: Error | null, decoded: Buffer) => void,
) => void;

/** How bytes in a coding are decoded; `undefined` on a Node that does not know it. */
type Decoder = (zlib: Zlib, bytes: Buffer) => { decode: Decode; finishFlush?: number } | undefined;

// Of a body that is cut off, all three give what there is, as fetch does: whether it is complete shows in its text.
const gzip: Decoder = ({ gunzip, constants }) => ({ decode: gunzip, finishFlush: constants.Z_SYNC_FLUSH });
const brotli: Decoder = ({ brotliDecompress, constants }) => ({
  decode: brotliDecompress,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
});
/** With a zlib header, as it is defined, or without, as some servers send it. */
const deflate: Decoder = ({ inflate, inflateRaw, constants }, bytes) => ({
  decode: (bytes[0]! & 0x0f) === 8 ? inflate : inflateRaw,
  finishFlush: constants.Z_SYNC_FLUSH,
});
/** Node 22.15 and newer. */
const zstd: Decoder = (zlib) =>
  'zstdDecompress' in zlib ? { decode: zlib.zstdDecompress as Decode } : undefined;

/** None of them is asked for. Some proxies compress all the same, and fetch takes these off by itself. */
const decoders: ReadonlyMap<string, Decoder> = new Map([
  ['gzip', gzip],
  ['x-gzip', gzip],
  ['br', brotli],
  ['deflate', deflate],
  ['zstd', zstd],
]);

const utf8 = (bytes: Buffer): string => {
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
};

/**
 * The text of a body: its content codings taken off, read as UTF-8 without a byte order mark, as fetch does. It is left as it
 * is if one of the codings is unknown.
 *
 * @throws TransportFailure if it cannot be decoded, or is longer than `maxBytes` when decoded.
 */
export function decodeBody(bytes: Buffer, answer: CodedAnswer): string | Promise<string> {
  return answer.headers['content-encoding'] ? decodeAll(bytes, answer) : utf8(bytes);
}

interface CodedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly maxBytes: number;
}

async function decodeAll(bytes: Buffer, { status, headers, maxBytes }: CodedAnswer): Promise<string> {
  const coding = headers['content-encoding']!;
  const names = coding.split(',').map((name) => name.trim().toLowerCase());
  if (names.length > maxCodings) throw tooManyCodings();
  const zlib = process.getBuiltinModule('node:zlib');
  let decoded = bytes;
  try {
    if (bytes.length > 0 && names.every((name) => decoders.get(name)?.(zlib, bytes)))
      for (const name of names.reverse())
        decoded = await decode(decoders.get(name)!(zlib, decoded)!, decoded, maxBytes);
  } catch (cause) {
    throw cause instanceof RangeError ? tooLong(maxBytes, cause) : undecodable(coding, cause);
  }
  if (decoded.length > maxBytes) throw tooLong(maxBytes);
  const text = utf8(decoded);
  assertDecoded(text, { status, headers: (name) => headers[name] as string | undefined });
  return text;
}

const decode = (
  { decode: run, ...options }: NonNullable<ReturnType<Decoder>>,
  bytes: Buffer,
  maxOutputLength: number,
): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    run(bytes, { ...options, maxOutputLength }, (error, decoded) =>
      error ? reject(error) : resolve(decoded),
    ),
  );
