import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const repository = fileURLToPath(new URL('../../..', import.meta.url));
/** Where the project would be: it has nothing but the files that are given. */
const project = join(repository, 'packages/codegen/test/project');

const source = (path: string): string[] => [join(repository, 'packages/client/src', path)];
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: [],
  paths: {
    '@qcvm/client': source('index.ts'),
    '@qcvm/client/v3': source('v3/index.ts'),
    '@qcvm/client/descriptors': source('descriptors.ts'),
    '#platform/*': source('*.node.ts'),
  },
};

/** Source files of the compiler's library and of the client: the same for every project. */
const unchanging = new Map<string, ts.SourceFile | undefined>();

/**
 * What the compiler says of files, at the strictest. They are those of a project that has the client as its only package, or
 * stand in another folder.
 */
export function complaintsIn(
  files: readonly { readonly path: string; readonly text: string }[],
  folder = project,
): string[] {
  const texts = new Map(files.map(({ path, text }) => [join(folder, path), text]));
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
  const own = [...texts.keys()].flatMap((path) => program.getSourceFile(path) ?? []);
  return own
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ file, start, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
      const path = file ? relative(folder, file.fileName) : '';
      return `${path}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
}
