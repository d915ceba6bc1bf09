import { hexDigits } from '../../core/chance.js';

/** Ids of calls, as UUIDs: no two calls of one history have the same one. */
export class RequestIds {
  #seed: number;
  /** How many were given out. */
  count = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  next(): string {
    const digits = hexDigits(`request/${this.count}`, this.#seed);
    this.count += 1;
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-a${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
  }

  load(count: number, seed: number): void {
    this.count = count;
    this.#seed = seed;
  }
}
