import { dirname } from 'node:path';
import ts from 'typescript';

/** Files of the compiler's own library: the same for every program, and more than all others together. */
const library = new Map<string, ts.SourceFile | undefined>();

/** A host that reads the compiler's library once in a process, and has files that are on no disk, by their absolute paths. */
export function compilerHost(
  options: ts.CompilerOptions,
  texts: ReadonlyMap<string, string> = new Map(),
): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folders = [...texts.keys()].map((path) => dirname(path));
  const { getSourceFile } = host;
  const libraryFolder = host.getDefaultLibLocation?.() ?? '';
  host.fileExists = (path) => texts.has(path) || ts.sys.fileExists(path);
  host.directoryExists = (path) =>
    folders.some((folder) => folder.startsWith(path)) || ts.sys.directoryExists(path);
  host.readFile = (path) => texts.get(path) ?? ts.sys.readFile(path);
  host.getSourceFile = (path, language, ...others) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, language);
    if (dirname(path) !== libraryFolder) return getSourceFile(path, language, ...others);
    if (!library.has(path)) library.set(path, getSourceFile(path, language, ...others));
    return library.get(path);
  };
  return host;
}
