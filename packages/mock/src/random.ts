/**
 * Chance without `Math.random`: every stream of numbers is a function of the emulator's seed and a label, so
 * that drawing for one purpose never disturbs another.
 */

/** A 32-bit number from a text, well mixed (FNV-1a with a final avalanche). */
export function hash(text: string, seed = 0): number {
  let state = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** The nth number of the stream, from 0 up to but not including 1. */
export const chance = (seed: number, label: string, nth: number): number =>
  hash(`${label}#${nth}`, seed) / 0x1_0000_0000;

/** The nth whole number of the stream, from 0 up to but not including `bound`. */
export const pick = (seed: number, label: string, bound: number): number => hash(label, seed) % bound;

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A text of so many characters out of 0-9 and a-z (or a shorter alphabet, by base). */
export function code(
  label: string,
  { seed, length, base = 36 }: { seed: number; length: number; base?: number },
): string {
  let text = '';
  for (let index = 0; index < length; index++) {
    text += digits.charAt(hash(`${label}/${index}`, seed) % base);
  }
  return text;
}
