import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';

export interface Source {
  /** Where it comes from, for a person: `README.md:24`. */
  readonly where: string;
  readonly text: string;
  /** The document: programs of one see each other's files. */
  readonly document: string;
  /** The file that it is, for the programs after it; nothing for a program by itself. */
  readonly file?: string | undefined;
}

/**
 * Type-checks programs against the packages that are installed in a place, all in one go, as strictly as TypeScript can.
 * Returns what is wrong, for each program by its `where`.
 */
export async function compile(
  place: string,
  sources: readonly Source[],
): Promise<ReadonlyMap<string, string[]>> {
  const files = new Map<string, string>();
  for (const [index, { where, text, document, file: name = `block-${index}.mts` }] of sources.entries()) {
    const file = join(place, 'documents', document, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${text}\nexport {};\n`);
    files.set(file, where);
  }
  const program = ts.createProgram([...files.keys()], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  });
  const wrong = new Map<string, string[]>(sources.map(({ where }) => [where, []]));
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const where = file && files.get(file.fileName);
    const line = file ? file.getLineAndCharacterOfPosition(start).line : 0;
    const code = file?.text.split('\n')[line]?.trim() ?? '';
    const message = `${ts.flattenDiagnosticMessageText(messageText, '\n')}\n    ${code}`;
    wrong.get(where ?? sources[0]?.where ?? '')?.push(message);
  }
  return wrong;
}
