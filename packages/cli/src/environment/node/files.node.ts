import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readFile, readdir, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CliError, usageError } from '../cli-error.js';
import type { AppendFile, Files } from '../environment.js';
import { errorCode } from '../error-code.js';
import { exitCodes } from '../exit-codes.js';
import { lockPath } from './lock.node.js';
import { textOf } from './streams.node.js';

/** `undefined` in place of "there is no such file". */
async function unlessMissing<Value>(promise: Promise<Value>, path?: string): Promise<Value | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw fileError(error, path);
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
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it would become larger than it may',
  EROFS: 'the file system is read-only',
  EIO: 'the disk reports an error',
};

/** The path was wrong. Everything else is a failure of the machine. */
const wrongPath = new Set([
  'EACCES',
  'EPERM',
  'EISDIR',
  'ENOENT',
  'ENOTDIR',
  'EEXIST',
  'ELOOP',
  'ENAMETOOLONG',
]);

/** Node's file errors in words; the path is in the message, the contents never are. */
function fileError(error: unknown, path?: string): unknown {
  const code = errorCode(error);
  if (code === undefined || error instanceof CliError) return error;
  const place = path ?? (error instanceof Error && 'path' in error ? String(error.path) : 'a file');
  return new CliError(`cannot use ${place}: ${reasons[code] ?? code}`, {
    exitCode: wrongPath.has(code) ? exitCodes.usage : exitCodes.local,
    cause: error,
  });
}

async function translated<Value>(work: () => Promise<Value>, path?: string): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw fileError(error, path);
  }
}

/**
 * Makes a directory and those above it, for the owner alone. Not `recursive`: where a directory exists and refuses to
 * have others in it (`/proc`), Node tries for ever.
 */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' || (await stat(path).catch(() => undefined))?.isDirectory()) return;
    const above = dirname(path);
    if (code !== 'ENOENT' || above === path || (await stat(above).catch(() => undefined)) !== undefined)
      throw error;
    await makeDirectory(above);
    await mkdir(path, { mode: 0o700 }).catch((again: unknown) => {
      if (errorCode(again) !== 'EEXIST') throw again;
    });
  }
}

/** A pipe or a device is never a journal: opening one may wait for ever. */
async function mustBeRegular(path: string): Promise<void> {
  const found = await unlessMissing(stat(path));
  if (found === undefined || found.isFile()) return;
  throw usageError(
    `cannot use ${path}: ${found.isDirectory() ? 'it is a directory' : 'it is a pipe, a socket or a device'}`,
    'Give the path of a regular file.',
  );
}

/** The name of a new file is on the disk as well. Not every system lets a directory be opened. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r').catch(() => undefined);
  await directory?.sync().catch(() => undefined);
  await directory?.close();
}

async function openAppend(
  path: string,
  options: { mustBeNew: boolean; truncateTo?: number },
): Promise<AppendFile> {
  await mustBeRegular(path);
  const file = await open(path, options.mustBeNew ? 'ax' : 'a', 0o600);
  try {
    if (options.truncateTo !== undefined) await file.truncate(options.truncateTo);
  } catch (error) {
    await file.close();
    throw error;
  }
  if (options.mustBeNew) await syncDirectory(dirname(path));
  return {
    append: (text) => translated(() => file.appendFile(text), path),
    sync: () => translated(() => file.datasync(), path),
    close: () => translated(() => file.close(), path),
  };
}

async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
  await mustBeRegular(path);
  const { size } = await stat(path);
  // What has no size (a file of `/proc`) may have no end either.
  if (size > 0) yield* createReadStream(path, { end: size - 1 }) as AsyncIterable<Uint8Array>;
}

/** The file that a path stands for: of a link, also of one that points to nothing yet, what it points to. */
async function targetOf(path: string): Promise<string> {
  const found = await unlessMissing(realpath(path));
  return (
    found ??
    (await readlink(path).then(
      (to) => resolve(dirname(path), to),
      () => path,
    ))
  );
}

/** Writes a file beside a path, and puts it there in one step. What is left of it afterwards is removed. */
const placeFile = <Placed>(
  given: string,
  { text, mode }: { readonly text: string; readonly mode: number },
  place: (temporary: string, path: string) => Promise<Placed>,
): Promise<Placed> =>
  translated(async () => {
    // A link stays a link: what it points to is what is written.
    const path = await targetOf(given);
    await makeDirectory(dirname(path));
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const file = await open(temporary, 'wx', mode);
      await file.writeFile(text);
      await file.sync();
      await file.close();
      return await place(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
  });

/** Replaces a file in one step. */
const replaceFile = (path: string, text: string, mode: number): Promise<void> =>
  placeFile(path, { text, mode }, rename);

/** Makes a file in one step, unless there is one: a second name of a file is refused where one has it, in any file system. */
const createFile = (given: string, text: string, mode: number): Promise<boolean> =>
  placeFile(given, { text, mode }, async (temporary, path) => {
    try {
      await link(temporary, path);
      await syncDirectory(dirname(path));
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    }
  });

/** The file system of this machine. Rejections are `CliError`s that name the file. */
export const nodeFiles: Files = {
  read: async (path) => {
    const bytes = await unlessMissing(readFile(path), path);
    return bytes && (await import('@qcvm/client/internal')).decodeText(bytes);
  },
  async *readPieces(path) {
    try {
      yield* textOf(createReadStream(path));
    } catch (error) {
      throw fileError(error, path);
    }
  },
  async *readBytes(path) {
    try {
      yield* readBytes(path);
    } catch (error) {
      throw fileError(error, path);
    }
  },
  writePrivate: (path, text) => replaceFile(path, text, 0o600),
  createPrivate: (path, text) => createFile(path, text, 0o600),
  writePublic: (path, text) => replaceFile(path, text, 0o644),
  openAppend: (path, options) => translated(() => openAppend(path, options), path),
  lock: (path, advice) =>
    translated(async () => {
      await mustBeRegular(path);
      await makeDirectory(dirname(path));
      return lockPath(path, advice);
    }, path),
  list: async (directory) => (await unlessMissing(readdir(directory))) ?? [],
  remove: async (path) => void (await translated(() => rm(path, { force: true }))),
  isNamedPipe: async (path) => {
    const isPipe = (await unlessMissing(stat(path)))?.isFIFO() ?? false;
    // A pipe of a shell, `<(…)`, has no name, but for that of its descriptor: it has its writer already.
    const name = isPipe ? await realpath(path).catch(() => undefined) : undefined;
    return name !== undefined && !/^\/(?:dev|proc)\//.test(name);
  },
  mode: async (path) => {
    const found = await unlessMissing(stat(path));
    return found === undefined ? undefined : found.mode & 0o777;
  },
};
