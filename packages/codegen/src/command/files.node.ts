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
  /** It is not there. */
  readonly isNew: boolean;
  /** Of `write`, those that are not there. */
  readonly missing: ReadonlySet<GeneratedFile>;
  readonly write: readonly GeneratedFile[];
  /** Files that were generated before, and are not any more. */
  readonly remove: readonly string[];
}

/** Line ends are git's business. */
const isSame = (left: string, right: string): boolean => left.replaceAll('\r\n', '\n') === right;

/**
 * Compares a folder with what was generated.
 *
 * @throws UsageError where a file that was not generated, or a link, is in the way.
 */
export async function compare(folder: string, files: readonly GeneratedFile[]): Promise<Changes> {
  const entries = await onDisk(folder, () =>
    readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return undefined;
      if (hasCode(error, 'ENOTDIR')) throw new UsageError(`${folder} is no folder: give another --out.`);
      throw error;
    }),
  );
  const present = new Map(entries?.map((entry) => [entry.name, entry]));
  const refuse = (name: string, why: string): never => {
    throw new UsageError(`${join(folder, name)} ${why} Remove it, or give another --out.`);
  };
  const write: GeneratedFile[] = [];
  const missing = new Set<GeneratedFile>();
  for (const file of files) {
    const { path } = file;
    const entry = present.get(path);
    present.delete(path);
    if (entry?.isSymbolicLink() === true)
      refuse(path, 'is a symbolic link: what is written would go elsewhere.');
    const text = entry && (await textOf(join(folder, path)));
    if (text !== undefined && isSame(text, file.text)) continue;
    if (text === undefined) missing.add(file);
    else if (!isGenerated(text)) refuse(path, 'was not generated: it would be lost.');
    write.push(file);
  }
  const remove: string[] = [];
  for (const [name, entry] of present)
    if (entry.isFile() && name.endsWith('.ts') && isGenerated(await textOf(join(folder, name))))
      remove.push(name);
  return { isNew: entries === undefined, missing, write, remove: remove.sort() };
}

const isGenerated = (text = ''): boolean => text.startsWith(`// ${mark}`);

/** Makes a folder what it has to become. */
export async function apply(
  folder: string,
  { write, remove }: Pick<Changes, 'write' | 'remove'>,
): Promise<void> {
  await onDisk(folder, () => makeFolder(folder));
  const inFolder = async (name: string, work: (path: string) => Promise<void>): Promise<void> => {
    const path = join(folder, name);
    await onDisk(path, () => work(path));
  };
  for (const { path: name, text } of write) await inFolder(name, (path) => writeFile(path, text));
  for (const name of remove) await inFolder(name, (path) => rm(path));
}
