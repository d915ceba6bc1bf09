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

/** A program of files that are those of a project that has the client as its only package, or stand in another folder. */
function programOf(
  files: readonly { readonly path: string; readonly text: string }[],
  folder: string,
): ts.Program {
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
  return ts.createProgram([...texts.keys()], options, host);
}

/** What the compiler says of files, at the strictest, and how many types it makes for that. */
export function check(
  files: readonly { readonly path: string; readonly text: string }[],
  folder = project,
): { readonly complaints: readonly string[]; readonly types: number } {
  const program = programOf(files, folder);
  const own = files.flatMap(({ path }) => program.getSourceFile(join(folder, path)) ?? []);
  const complaints = own
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ file, start, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
      const path = file ? relative(folder, file.fileName) : '';
      return `${path}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  return { complaints, types: program.getTypeCount() };
}

/** What the compiler says of files, at the strictest. */
export const complaintsIn = (
  files: readonly { readonly path: string; readonly text: string }[],
  folder = project,
): readonly string[] => check(files, folder).complaints;
