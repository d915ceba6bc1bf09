import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked } from '../../src/packed/install.js';
import { consumerPrograms } from '../../src/types/consumer.js';

let directory: string;

beforeAll(async () => {
  directory = await installPacked({ packages: ['client', 'mock'], also: ['@types/node'] });
  for (const [file, text] of Object.entries(consumerPrograms)) await writeFile(join(directory, file), text);
});
afterAll(() => rm(directory, { recursive: true }));

const resolutions = {
  'Node (NodeNext)': {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts'],
    types: ['node'],
  },
  'a bundler, with the types of a browser': {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  },
} satisfies Record<string, ts.CompilerOptions>;

describe('the types of the installed tarballs', () => {
  it.each(Object.entries(resolutions))(
    'compile strictly for %s, and refuse what is wrong',
    (_, resolution) => {
      const files = Object.keys(consumerPrograms).map((file) => join(directory, file));
      const { getSemanticDiagnostics, getGlobalDiagnostics, getOptionsDiagnostics, getSyntacticDiagnostics } =
        ts.createProgram(files, {
          ...resolution,
          target: ts.ScriptTarget.ES2022,
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          noEmit: true,
          // Our own declarations are checked as well; the platform's are not ours.
          skipLibCheck: false,
          skipDefaultLibCheck: true,
        });
      const diagnostics = [
        ...getOptionsDiagnostics(),
        ...getGlobalDiagnostics(),
        ...getSyntacticDiagnostics(),
        ...getSemanticDiagnostics(),
      ].filter(
        ({ file }) => file === undefined || !/[/\\](@types|typescript|undici-types)[/\\]/.test(file.fileName),
      );
      expect(diagnostics.map((each) => ts.formatDiagnostic(each, host))).toEqual([]);
    },
  );
});

const host: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => directory,
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};
