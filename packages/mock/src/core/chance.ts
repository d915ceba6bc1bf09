/**
 * Chance without `Math.random`: every stream of numbers is a function of the emulator's seed and a label, so
 * that drawing for one purpose never disturbs another.
 */

/** Spreads every bit of a 32-bit number over all of it (the finalizer of MurmurHash3). */
function mix(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A 32-bit number from a text, well mixed (FNV-1a and a finalizer). */
export function hash(text: string, seed = 0): number {
  let state = 0x811c9dc5 ^ mix(seed);
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(state);
}

/** The nth number of a stream, from 0 up to but not including 1. */
export const chance = (seed: number, label: string, nth = 0): number =>
  mix(hash(label, seed) + Math.imul(nth, 0x9e3779b9)) / 0x1_0000_0000;

/** A whole number from 0 up to but not including `bound`. */
export const pick = (seed: number, label: string, bound: number): number => hash(label, seed) % bound;

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Each byte in base 16. */
const inHex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Thirty-two digits in base 16, two at a time: every call needs an id. */
export function hexDigits(label: string, seed: number): string {
  const start = hash(label, seed);
  let text = '';
  for (let index = 1; index <= 4; index++) {
    const mixed = mix(start + Math.imul(index, 0x9e3779b9));
    for (let shift = 24; shift >= 0; shift -= 8) text += inHex[(mixed >>> shift) & 0xff];
  }
  return text;
}

/** A text of so many digits in base 36, or in a lower base. */
export function code(
  label: string,
  { seed, length, base = 36 }: { seed: number; length: number; base?: number },
): string {
  const start = hash(label, seed);
  let text = '';
  for (let index = 1; index <= length; index++) {
    text += digits.charAt(mix(start + Math.imul(index, 0x9e3779b9)) % base);
  }
  return text;
}
