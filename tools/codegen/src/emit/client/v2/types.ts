import type { NamedSchema, ObjectSchema, Schema, Service } from '../../../model/v2.js';
import {
  docComment,
  importNames,
  listOf,
  propertyName,
  schemaComment,
  union,
  valuesOf,
} from '@qcvm/codegen/toolkit';
import { codeFile } from '../../text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { serviceFolder } from '../../text/naming.js';

/** The members of an object type between braces, each with a comment that says what its schema says. */
function membersText({ fields }: ObjectSchema, indent: string): string {
  const inner = `${indent}  `;
  const lines = fields.map(({ name, required, schema }) => {
    const before = `readonly ${propertyName(name)}${required ? '' : '?'}:`;
    const type = union(alternatives(schema, inner), { before, indent: inner });
    return `${docComment(schemaComment(schema), inner)}${inner}${type};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** The alternatives of a type, one for most; a named schema is referred to. */
function alternatives(schema: Schema, indent = ''): string[] {
  return schema.name === undefined ? definition(schema, indent) : [schema.name];
}

function definition(schema: Schema, indent: string): string[] {
  switch (schema.kind) {
    case 'string':
      return valuesOf('string', schema);
    case 'integer':
      return valuesOf('number', schema);
    case 'list':
      return [listOf(alternatives(schema.items, indent))];
    case 'object':
      return [schema.fields.length === 0 ? 'Record<string, never>' : membersText(schema, indent)];
    case 'map':
      return [`{ readonly [key: string]: ${alternatives(schema.values, indent).join(' | ')} }`];
  }
}

function declaration({ name, schema }: NamedSchema): string {
  const comment = docComment(schemaComment(schema, { definition: true }));
  const types = definition(schema, '');
  return types[0]?.startsWith('{') === true
    ? `${comment}export interface ${name} ${types[0]}`
    : `${comment}${union(types, { before: `export type ${name} =` })};`;
}

/** Declarations of named schemas: interfaces and type aliases. */
export const typeDeclarations = (schemas: readonly NamedSchema[]): string[] => schemas.map(declaration);

/** `<service>/types.gen.ts`: inputs, outputs and what they are made of. */
export function emitTypes(service: Service, shared: readonly NamedSchema[]): GeneratedFile {
  const names = shared.map(({ name }) => name).filter((name) => service.sharedSchemas.includes(name));
  const imports = [
    importNames(names, '../../2.0.gen.js'),
    names.length === 0 ? '' : `export type { ${names.join(', ')} };`,
  ];
  return codeFile(
    `packages/client/src/${serviceFolder(service)}/types.gen.ts`,
    [service.spec],
    [imports.filter((line) => line !== '').join('\n'), ...typeDeclarations(service.schemas)],
  );
}
