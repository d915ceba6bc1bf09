/**
 * The part of Web Crypto that signs.
 *
 * @throws Error where there is none.
 */
export function subtleCrypto(): SubtleCrypto {
  const { subtle } = (globalThis as { crypto?: Partial<Crypto> }).crypto ?? {};
  if (subtle) return subtle;
  throw new Error(
    'this runtime has no Web Crypto (crypto.subtle); a browser has it only in pages that are loaded by https: or from localhost',
  );
}
