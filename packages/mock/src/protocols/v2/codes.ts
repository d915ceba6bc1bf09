import { codeNames } from './codes.gen.js';

/** A common code in words, as answers have it in `codeDesc`. */
export const codeName = (code: number): string | undefined => codeNames[code];
