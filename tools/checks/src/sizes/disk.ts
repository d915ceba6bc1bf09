import type { PackedFile } from '../packed/pack.js';

const block = 4096;

/** Bytes that files take on a disk with blocks of 4 KiB, directories included: what `du` says. */
export function diskSize(files: readonly PackedFile[]): number {
  const directories = new Set<string>(['']);
  for (const { path } of files) {
    const parts = path.split('/').slice(0, -1);
    parts.forEach((_, index) => directories.add(parts.slice(0, index + 1).join('/')));
  }
  return files.reduce((sum, { size }) => sum + Math.ceil(size / block) * block, directories.size * block);
}
