/**
 * Nonces that never repeat within one process and that cannot be foretold.
 *
 * The page says only "random positive integer" of type UInt (https://cloud.tencent.com/document/api/213/6976). We
 * give 1 … 2^31 − 1: the widest range that also fits a signed 32-bit integer, in which the service may store it. The
 * vendor's own SDKs draw from 1 … 65,535, so that two busy processes are refused as replays several times a minute.
 *
 * Drawing 31 random bits and hoping is not enough: after 120,000 calls (two hours, the longest replay window, at the
 * documented quota) three repeats are to be expected. Remembering every Nonce would do, but grows. So the range is cut
 * into 2^15 blocks of 2^16. A process starts in a random block, draws fresh random numbers within it, keeps one byte for
 * each, and moves on when the block is half used up: 64 KiB of memory, and no repeat before 2^30 calls.
 */

const blockSize = 65_536;
const blockCount = 32_768;

/** Makes a source of Nonces. `fillRandom` must be cryptographically random. */
export function createNonces(fillRandom: (words: Uint32Array<ArrayBuffer>) => void): () => number {
  const words = new Uint32Array(64);
  let left = 0;
  const word = (): number => {
    if (left === 0) {
      fillRandom(words);
      left = words.length;
    }
    return words[--left]!;
  };

  let block = word() % blockCount;
  let used = new Uint8Array(blockSize);
  let count = 0;
  return () => {
    if (count === blockSize / 2) {
      block = (block + 1) % blockCount;
      used = new Uint8Array(blockSize);
      count = 0;
    }
    for (;;) {
      const low = word() % blockSize;
      const nonce = block * blockSize + low;
      if (used[low] || nonce === 0) continue;
      used[low] = 1;
      count++;
      return nonce;
    }
  };
}
