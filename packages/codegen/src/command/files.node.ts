import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GeneratedFile } from '../emit/text/layout.js';
import { mark } from '../generate.js';
import type { SpecText } from '../load/service.js';
import { hasCode, makeFolder, onDisk } from './disk.node.js';
import { UsageError } from './streams.js';

/** A file that was named on the command line. */
export async function readSource(path: string): Promise<SpecText> {
  const text = await onDisk(path, () =>
    readFile(path, 'utf8').catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) throw new UsageError(`There is no file ${path}.`);
      if (hasCode(error, 'EISDIR')) throw new UsageError(`${path} is a folder: give a file.`);
      throw error;
    }),
  );
  return { name: path, text };
}

/** The text of a file, if there is one. */
export async function textOf(path: string): Promise<string | undefined> {
  return onDisk(path, () =>
    readFile(path, 'utf8').catch((error: unknown) => {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
      throw error;
    }),
  );
}

/** What a folder has to become. */
export interface Changes {
  readonly write: readonly GeneratedFile[];
  /** Files that were generated before, and are not any more. */
  readonly remove: readonly string[];
}

/** Line ends are git's business. */
const isSame = (left: string, right: string): boolean => left.replaceAll('\r\n', '\n') === right;

/**
 * Compares a folder with what was generated.
 *
 * @throws UsageError where a file that was not generated is in the way.
 */
export async function compare(folder: string, files: readonly GeneratedFile[]): Promise<Changes> {
  const present = await onDisk(folder, () =>
    readdir(folder).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return [] as string[];
      if (hasCode(error, 'ENOTDIR')) throw new UsageError(`${folder} is no folder: give another --out.`);
      throw error;
    }),
  );
  const write: GeneratedFile[] = [];
  const remove: string[] = [];
  for (const file of files) {
    const text = present.includes(file.path) ? await textOf(join(folder, file.path)) : undefined;
    if (text === undefined) write.push(file);
    else if (!isSame(text, file.text)) {
      if (!text.startsWith(`// ${mark}`))
        throw new UsageError(
          `${join(folder, file.path)} was not generated: it would be lost. Remove it, or give another --out.`,
        );
      write.push(file);
    }
  }
  const wanted = new Set(files.map(({ path }) => path));
  for (const name of present.filter((each) => each.endsWith('.ts') && !wanted.has(each)).sort())
    if ((await textOf(join(folder, name)))?.startsWith(`// ${mark}`) === true) remove.push(name);
  return { write, remove };
}

/** Makes a folder what it has to become. */
export async function apply(folder: string, { write, remove }: Changes): Promise<void> {
  await onDisk(folder, () => makeFolder(folder));
  const inFolder = async (name: string, work: (path: string) => Promise<void>): Promise<void> => {
    const path = join(folder, name);
    await onDisk(path, () => work(path));
  };
  for (const { path: name, text } of write) await inFolder(name, (path) => writeFile(path, text));
  for (const name of remove) await inFolder(name, (path) => rm(path));
}
