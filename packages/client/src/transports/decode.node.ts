import { TransportFailure } from '../model/transport.js';
import { assertDecoded, undecodable } from './content-coding.js';

type Decoder = (zlib: typeof import('node:zlib'), bytes: Buffer) => Decode;
type Decode = (
  bytes: Buffer,
  options: { maxOutputLength: number },
  callback: (error: Error | null, decoded: Buffer) => void,
) => void;

const gunzip: Decoder = (zlib) => zlib.gunzip;

/** None of them is asked for. Some proxies compress all the same, and fetch takes these off by itself. */
const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['br', (zlib) => zlib.brotliDecompress],
  // With a zlib header, as it is defined, or without, as some servers send it.
  ['deflate', (zlib, bytes) => ((bytes[0]! & 0x0f) === 8 ? zlib.inflate : zlib.inflateRaw)],
]);

/** More codings than this on one answer are an attack: each can expand what the one before left. */
const maxCodings = 5;

const utf8 = (bytes: Buffer): string => {
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
};

/**
 * The text of a body: its content codings taken off, read as UTF-8 without a byte order mark, as fetch does.
 *
 * @throws TransportFailure if it cannot be decoded, or is longer than `maxBytes` when decoded.
 */
export function decodeBody(
  bytes: Buffer,
  { coding = '', maxBytes }: { readonly coding?: string | undefined; readonly maxBytes: number },
): string | Promise<string> {
  return coding === '' || bytes.length === 0 ? utf8(bytes) : decodeAll(bytes, coding, maxBytes);
}

async function decodeAll(bytes: Buffer, coding: string, maxBytes: number): Promise<string> {
  const names = coding.split(',').map((name) => name.trim().toLowerCase());
  const known = names.map((name) => decoders.get(name)).filter((decoder) => decoder !== undefined);
  if (known.length > maxCodings) throw undecodable(coding);
  const zlib = process.getBuiltinModule('node:zlib');
  let decoded = bytes;
  try {
    for (const decoder of known.reverse()) decoded = await run(decoder(zlib, decoded), decoded, maxBytes);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new TransportFailure(`the answer is longer than ${maxBytes} bytes`, { phase: 'response', cause });
    throw undecodable(coding, cause);
  }
  const text = utf8(decoded);
  assertDecoded(text, coding);
  return text;
}

const run = (decode: Decode, bytes: Buffer, maxOutputLength: number): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    decode(bytes, { maxOutputLength }, (error, decoded) => (error ? reject(error) : resolve(decoded))),
  );
