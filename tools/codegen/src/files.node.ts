import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { byCodeUnits } from '@qcvm/codegen/toolkit';
import { generatedMark } from './emit/text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { outputFolders } from './emit/output-folders.js';
import { commonPath, isModulePath } from './load/v2/load.js';
import { isConformancePath } from './conformance/load.js';
import { isSuccessionPath } from './succession/load.js';
import { isV3Path } from './load/v3.js';

/** What has to happen on disk so that it holds exactly what was generated; paths, sorted. */
export interface Changes {
  /** Generated files that are not there, or say something else. */
  readonly write: readonly string[];
  /** Generated files that nothing generates any more. */
  readonly remove: readonly string[];
  readonly unchanged: number;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Not through promises: for thousands of small files these are more work than the reading. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The texts of the specs of both generations, by their path below the directory. */
export async function readSpecs(directory: string): Promise<Map<string, string>> {
  const pathsIn = async (folder: string): Promise<string[]> => {
    const names = await readdir(join(directory, folder)).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    return names.map((name) => `${folder}/${name}`);
  };
  const paths = [
    commonPath,
    ...(await pathsIn('2.0')).filter(isModulePath),
    ...(await pathsIn('3.0')).filter(isV3Path),
    ...(await pathsIn('succession')).filter(isSuccessionPath),
    ...(await pathsIn('conformance')).filter(isConformancePath),
  ].sort();
  return new Map(
    paths.flatMap((path) => {
      const text = textOf(join(directory, path));
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

/** Files under the output folders with the mark of generated ones, and are not among those wanted. */
async function unwantedPaths(root: string, wanted: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  for (const folder of outputFolders) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
      (error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      },
    );
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(root.length + 1).replaceAll('\\', '/');
      if (wanted.has(path)) continue;
      const [firstLine = ''] = (textOf(file) ?? '').split('\n', 1);
      if (firstLine.includes(generatedMark)) found.push(path);
    }
  }
  return found.sort();
}

/**
 * Compares what was generated with what is on disk. `differs` is given each file that has to be written as soon as it
 * is found: they need not all be held.
 */
export async function compare(
  root: string,
  files: AsyncIterable<GeneratedFile>,
  differs: (file: GeneratedFile) => void,
): Promise<Changes> {
  const wanted = new Set<string>();
  const write: string[] = [];
  for await (const file of files) {
    wanted.add(file.path);
    if (textOf(join(root, file.path)) === file.text) continue;
    write.push(file.path);
    differs(file);
  }
  const remove = await unwantedPaths(root, wanted);
  return { write: write.sort(byCodeUnits), remove, unchanged: wanted.size - write.length };
}

/** Writes files below a directory, and the folders that they need. */
export function writerTo(root: string): (file: GeneratedFile) => void {
  const made = new Set<string>();
  return ({ path, text }) => {
    const folder = dirname(join(root, path));
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(join(root, path), text);
  };
}

/** Removes files, and the folders that become empty. */
export async function removeFrom(root: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await rm(join(root, path));
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
      const isGone = await rmdir(join(root, folder)).then(
        () => true,
        () => false,
      );
      if (!isGone) break;
    }
  }
}
