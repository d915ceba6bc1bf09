/** Fills the array with cryptographically random words. */
export const fillRandom = (words: Uint32Array<ArrayBuffer>): void => void crypto.getRandomValues(words);
