/**
 * The few ASN.1 DER values that an X.509 certificate is made of (ITU-T X.690). Written out here because the
 * libraries that do it bring some twenty packages and patch the global `Reflect` of the process under test.
 */

const tagged = (tag: number, content: Uint8Array): Uint8Array => {
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  if (size > 0xffff) throw new RangeError(`A DER value of ${size} bytes does not fit a two-byte length.`);
  return Uint8Array.from([tag, ...length, ...content]);
};

const concatenated = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tagged(0x30, concatenated(parts));
export const set = (...parts: readonly Uint8Array[]): Uint8Array => tagged(0x31, concatenated(parts));

/** A context-specific value. `constructed` wraps whole DER values, otherwise `content` are the bytes themselves. */
export const contextSpecific = (
  number: number,
  content: Uint8Array,
  { constructed }: { constructed: boolean },
): Uint8Array => tagged((constructed ? 0xa0 : 0x80) | number, content);

export const nothing: Uint8Array = Uint8Array.of(0x05, 0);

export const boolean = (value: boolean): Uint8Array => tagged(0x01, Uint8Array.of(value ? 0xff : 0));

/** A non-negative integer, given as big-endian bytes. */
export const integer = (bytes: Uint8Array): Uint8Array => {
  const firstSet = bytes.findIndex((byte) => byte !== 0);
  const shortest = firstSet === -1 ? Uint8Array.of(0) : bytes.subarray(firstSet);
  const needsSign = (shortest[0] ?? 0) >= 0x80;
  return tagged(0x02, needsSign ? Uint8Array.of(0, ...shortest) : shortest);
};

/** A bit string whose last byte has `unusedBits` bits that do not count. */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Uint8Array =>
  tagged(0x03, Uint8Array.of(unusedBits, ...bytes));

export const octetString = (bytes: Uint8Array): Uint8Array => tagged(0x04, bytes);

const encoder = new TextEncoder();
export const utf8String = (text: string): Uint8Array => tagged(0x0c, encoder.encode(text));
export const ascii = (text: string): Uint8Array => encoder.encode(text);

/** An object identifier in dotted form, such as `2.5.29.17`. */
export const objectIdentifier = (dotted: string): Uint8Array => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const base128 = (value: number): number[] => {
    const digits = [value & 0x7f];
    for (let left = value >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80);
    return digits;
  };
  return tagged(0x06, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
};

/** A moment, to the second: UTCTime until 2049, GeneralizedTime after that, as RFC 5280 §4.1.2.5 asks. */
export const time = (milliseconds: number): Uint8Array => {
  const digits = new Date(milliseconds).toISOString().replace(/[-:T]|\.\d+Z$/g, '');
  const year = Number(digits.slice(0, 4));
  return year < 2050 ? tagged(0x17, ascii(`${digits.slice(2)}Z`)) : tagged(0x18, ascii(`${digits}Z`));
};

/** The values that a sequence is made of, each with its tag and length. Reads what Node has parsed before: so nothing is checked. */
export function elementsOf(sequenceOf: Uint8Array): readonly Uint8Array[] {
  const contentAt = (at: number): { readonly from: number; readonly to: number } => {
    const short = sequenceOf[at + 1] ?? 0;
    const count = short < 0x80 ? 0 : short & 0x7f;
    let size = count === 0 ? short : 0;
    for (let place = 0; place < count; place++) size = size * 0x100 + (sequenceOf[at + 2 + place] ?? 0);
    return { from: at + 2 + count, to: at + 2 + count + size };
  };
  const { from, to } = contentAt(0);
  const elements: Uint8Array[] = [];
  for (let at = from; at < to;) {
    const { to: end } = contentAt(at);
    elements.push(sequenceOf.subarray(at, end));
    at = end;
  }
  return elements;
}

/** Base64 in 64-column lines between the markers of RFC 7468. */
export const pem = (label: string, bytes: Uint8Array): string => {
  const base64 = btoa(String.fromCharCode(...bytes));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};
