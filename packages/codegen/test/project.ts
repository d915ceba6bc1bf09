import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { compilerHost } from '../../client/test/support/compiler.js';

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
  lib: ['lib.es2023.d.ts', 'lib.webworker.d.ts'],
  types: [],
  paths: {
    '@qcvm/client': source('index.ts'),
    '@qcvm/client/v3': source('v3/index.ts'),
    '@qcvm/client/descriptors': source('descriptors.ts'),
    '#platform/*': source('*.node.ts'),
  },
};

/** Files on disk, the client's: the same for every project. */
const onDisk = new Map<string, ts.SourceFile | undefined>();
/** The last program of the same files: the next one looks only at what is not the same any more. */
const previous = new Map<string, ts.Program>();

/** A program of files that are those of a project that has the client as its only package, or stand in another folder. */
function programOf(
  files: readonly { readonly path: string; readonly text: string }[],
  folder: string,
): ts.Program {
  const texts = new Map(files.map(({ path, text }) => [join(folder, path), text]));
  const paths = [...texts.keys()];
  const last = previous.get(paths.join());
  const host = compilerHost(options, texts);
  const { getSourceFile } = host;
  host.getCurrentDirectory = () => repository;
  host.getSourceFile = (path, ...others) => {
    if (texts.has(path)) {
      const before = last?.getSourceFile(path);
      return before?.text === texts.get(path) ? before : getSourceFile(path, ...others);
    }
    if (!onDisk.has(path)) onDisk.set(path, getSourceFile(path, ...others));
    return onDisk.get(path);
  };
  const program = ts.createProgram(paths, options, host, last);
  previous.set(paths.join(), program);
  return program;
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
