import ts from 'typescript';
import type { NamedSchema, Service } from '../../../model/v2.js';
import { codeFile, docComment, importNames, union } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import { serviceFolder } from '../../text/naming.js';
import { createTypeOf } from './openapi-typescript.js';
import { schemaComment } from './schema-comment.js';
import { membersText, typeText } from './type-text.js';

function declaration({ name, schema }: NamedSchema, type: ts.TypeNode): string {
  const comment = docComment(schemaComment(schema, { definition: true }));
  if (ts.isTypeLiteralNode(type))
    return `${comment}export interface ${name} ${membersText(type, schema, '')}`;
  const before = `export type ${name} =`;
  const text = ts.isUnionTypeNode(type)
    ? union(
        type.types.map((each) => typeText(each, schema)),
        { before },
      )
    : `${before} ${typeText(type, schema)}`;
  return `${comment}${text};`;
}

/** Declarations of named schemas: interfaces and type aliases. */
export async function typeDeclarations(schemas: readonly NamedSchema[]): Promise<string[]> {
  const typeOf = await createTypeOf();
  // One after the other: the trees of thousands of types at once are most of what the generator would need in memory.
  return schemas.map((named) => declaration(named, typeOf(named)));
}

/** `<service>/types.gen.ts`: inputs, outputs and what they are made of. */
export async function emitTypes(service: Service, shared: readonly NamedSchema[]): Promise<GeneratedFile> {
  const used = shared.filter(({ name }) => service.sharedSchemas.includes(name));
  const names = used.map(({ name }) => name);
  return codeFile(
    `packages/client/src/${serviceFolder(service)}/types.gen.ts`,
    [service.spec],
    [
      [
        importNames(names, '../../2.0.gen.js'),
        names.length === 0 ? '' : `export type { ${names.join(', ')} };`,
      ]
        .filter((line) => line !== '')
        .join('\n'),
      ...(await typeDeclarations(service.schemas)),
    ],
  );
}
