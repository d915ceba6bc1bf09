import { randomFillSync } from 'node:crypto';

/** Fills the array with cryptographically random words. The web's `crypto` global costs Node 2 ms at its first use. */
export const fillRandom = (words: Uint32Array): void => void randomFillSync(words);
