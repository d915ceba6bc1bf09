import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generatedMark } from './emit/layout.js';
import type { GeneratedFile } from './emit/layout.js';
import { outputFolders } from './emit/output-folders.js';
import { commonPath, isModulePath } from './load/load.js';

/** What has to happen on disk so that it holds exactly what was generated. */
export interface Changes {
  readonly write: readonly GeneratedFile[];
  /** Generated files that nothing generates any more. */
  readonly remove: readonly string[];
  readonly unchanged: number;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The texts of the common file and of every module, by their path below the directory. */
export async function readSpecs(directory: string): Promise<Map<string, string>> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${name}/openapi.yaml`);
  const paths = [commonPath, ...folders.filter(isModulePath)].sort();
  const texts = await Promise.all(
    paths.map(async (path) => [path, await textOf(join(directory, path))] as const),
  );
  return new Map(texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
}

/** Files under the output folders that carry the mark of generated ones. */
async function generatedPaths(root: string): Promise<string[]> {
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
      const path = join(entry.parentPath, entry.name);
      const text = await textOf(path);
      const [firstLine = ''] = (text ?? '').split('\n', 1);
      if (firstLine.includes(generatedMark)) found.push(path.slice(root.length + 1).replaceAll('\\', '/'));
    }
  }
  return found.sort();
}

/** Compares what was generated with what is on disk. */
export async function compare(root: string, files: readonly GeneratedFile[]): Promise<Changes> {
  const wanted = new Set(files.map(({ path }) => path));
  const write: GeneratedFile[] = [];
  // One after the other, so that what is on disk is not in memory all at once as well.
  for (const file of files) {
    if ((await textOf(join(root, file.path))) !== file.text) write.push(file);
  }
  const remove = (await generatedPaths(root)).filter((path) => !wanted.has(path));
  return { write, remove, unchanged: files.length - write.length };
}

/** Writes what changed, and nothing else. */
export async function apply(root: string, changes: Changes): Promise<void> {
  for (const { path, text } of changes.write) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  for (const path of changes.remove) {
    await rm(join(root, path));
    await rmdir(dirname(join(root, path))).catch(() => undefined);
  }
}
