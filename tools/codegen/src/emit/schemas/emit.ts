import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import { Code, literal, quote } from '@qcvm/codegen/toolkit';
import { dataFile } from '../text/files.js';
import { schemaTexts } from './table.js';

/** `schemas/tables.gen.ts`: what operations of every service take and give. */
export function emitSchemas(all: readonly Service[]): GeneratedFile {
  const tables = all.map((api) => {
    const { names, texts, rules, types, operations } = schemaTexts(api);
    return {
      service: api.name,
      version: api.version,
      // Each on one line: they are read by a program only.
      names: new Code(quote(names.join(' '))),
      texts: new Code(quote(texts.join('\n'))),
      rules: new Code(quote(rules.join('\n'))),
      types: new Code(quote(types.join('\n'))),
      operations: new Code(quote(operations.join('\n'))),
    };
  });
  return dataFile(
    'packages/client/src/schemas/tables.gen.ts',
    [...new Set(all.flatMap(({ specs }) => specs))],
    [
      "import type { SchemaTable } from './read.js';",
      `/** What the operations of every service take and give, as \`read.ts\` reads it. */
${literal(tables, { before: 'export const tables: readonly SchemaTable[] = ', after: ';' })}`,
    ],
  );
}
