import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError, usageError } from '../cli-error.js';
import type { AppendFile, Files } from '../environment.js';
import { exitCodes } from '../exit-codes.js';
import { textOf } from './streams.node.js';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** `undefined` in place of "there is no such file". */
async function unlessMissing<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw fileError(error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ENOENT: 'there is no such file or directory',
  ENOTDIR: 'a part of its path is not a directory',
  EEXIST: 'it exists already',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

/** Node's file errors in words; the path is in the message, the contents never are. */
function fileError(error: unknown): unknown {
  const code = codeOf(error);
  const path = error instanceof Error && 'path' in error ? String(error.path) : 'a file';
  if (code === undefined) return error;
  return new CliError(`cannot use ${path}: ${reasons[code] ?? code}`, {
    exitCode: exitCodes.usage,
    cause: error,
  });
}

async function translated<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof CliError ? error : fileError(error);
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * A lock that a kill -9 leaves behind but does not keep: the file holds the id of its process, and counts for
 * nothing once that process is gone.
 */
async function lock(path: string): Promise<() => Promise<void>> {
  const lockPath = `${path}.lock`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await writeFile(lockPath, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      return () => unlessMissing(unlink(lockPath)).then(() => undefined);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const owner = Number((await unlessMissing(readFile(lockPath, 'utf8'))) ?? '0');
    if (owner !== process.pid && owner > 0 && isAlive(owner)) break;
    if (owner === process.pid) break;
    await rm(lockPath, { force: true });
  }
  throw usageError(`${path} is in use by another qcvm`, `When no other one runs, remove ${lockPath}.`);
}

async function openAppend(
  path: string,
  options: { mustBeNew: boolean; truncateTo?: number },
): Promise<AppendFile> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unlock = await lock(path);
  try {
    const file = await open(path, options.mustBeNew ? 'ax' : 'a', 0o600);
    if (options.truncateTo !== undefined) await file.truncate(options.truncateTo);
    return {
      append: async (text) => void (await file.appendFile(text)),
      sync: () => file.datasync(),
      close: async () => {
        await file.datasync();
        await file.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** The file system of this machine. Rejections are `CliError`s that name the file. */
export const nodeFiles: Files = {
  read: (path) => unlessMissing(readFile(path, 'utf8')),
  async *readPieces(path) {
    try {
      yield* textOf(createReadStream(path));
    } catch (error) {
      throw fileError(error);
    }
  },
  writePrivate: (path, text) =>
    translated(async () => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
      try {
        const file = await open(temporary, 'wx', 0o600);
        await file.writeFile(text);
        await file.sync();
        await file.close();
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    }),
  openAppend: (path, options) => translated(() => openAppend(path, options)),
  list: async (directory) => (await unlessMissing(readdir(directory))) ?? [],
  remove: async (path) => void (await translated(() => rm(path, { force: true }))),
  mode: async (path) => {
    const found = await unlessMissing(stat(path));
    return found === undefined ? undefined : found.mode & 0o777;
  },
};
