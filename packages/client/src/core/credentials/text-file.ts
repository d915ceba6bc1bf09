/**
 * The text in the bytes of a file that people edit: UTF-8, or UTF-16 as some editors and shells of Windows write it, with or
 * without a byte order mark.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    (first === 0xff && second === 0xfe) || (first !== 0 && second === 0)
      ? 'utf-16le'
      : (first === 0xfe && second === 0xff) || (first === 0 && second !== undefined && second !== 0)
        ? 'utf-16be'
        : 'utf-8';
  // It takes the byte order mark off.
  return new TextDecoder(encoding).decode(bytes);
}
