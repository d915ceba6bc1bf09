import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './streams.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder, and none can be made there',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'there is a file of that name',
  EISDIR: 'it is a folder where a file is needed',
  ELOOP: 'its symbolic links go round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EMFILE: 'too many files are open',
  EIO: 'the disk cannot be read or written',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

export const hasCode = (error: unknown, ...codes: string[]): boolean => codes.includes(codeOf(error));

/** Does something with a path; what the system says against it is said in words, with the path. */
export async function onDisk<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (!/^E[A-Z]+$/.test(code)) throw error;
    throw new UsageError(`Cannot use ${path}: ${reasons[code] ?? code}.`, { cause: error });
  }
}

/**
 * Makes a folder and those above it. Not `recursive`: where a folder exists and refuses to have others in it (`/proc`), Node tries
 * for ever.
 */
export async function makeFolder(path: string): Promise<void> {
  const isFolder = async (): Promise<boolean> =>
    (await stat(path).catch(() => undefined))?.isDirectory() === true;
  if (await isFolder()) return;
  const above = dirname(path);
  if (above !== path) await makeFolder(above);
  await mkdir(path).catch(async (error: unknown) => {
    // Another program may have made it just now.
    if (!(await isFolder())) throw error;
  });
}
