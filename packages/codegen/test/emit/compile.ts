import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { GeneratedFile } from '../../src/emit/text/layout.js';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: [],
};

/** Source files of the compiler's library and of the client: the same for every compilation. */
const unchanging = new Map<string, ts.SourceFile | undefined>();

/**
 * What the compiler says of generated files, at the strictest, beside the client's descriptor types. Files of plain data
 * are looked into as well.
 */
export function complaints(files: readonly GeneratedFile[]): string[] {
  const texts = new Map(
    files.map(({ path, text }) => [join(repository, path), text.replace('// @ts-nocheck', '// Checked')]),
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getCurrentDirectory = () => repository;
  host.fileExists = (path) => texts.has(path) || ts.sys.fileExists(path);
  host.directoryExists = (path) =>
    [...texts.keys()].some((each) => dirname(each).startsWith(path)) || ts.sys.directoryExists(path);
  host.getSourceFile = (path, language) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, language);
    if (!unchanging.has(path)) unchanging.set(path, getSourceFile(path, language));
    return unchanging.get(path);
  };
  host.readFile = (path) => texts.get(path) ?? readFileSync(path, 'utf8');
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return `${file?.fileName.slice(repository.length) ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
