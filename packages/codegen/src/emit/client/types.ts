import { codeFile, docComment, union } from '../text/layout.js';
import type { GeneratedFile } from '../text/layout.js';
import { propertyName } from '../text/literal.js';
import { isAlwaysThere } from '../../model/service.js';
import type { Field, ObjectType, Service, ServiceType, Shape } from '../../model/service.js';
import { listOf, valuesOf } from '../text/types.js';
import { schemaComment } from '../text/words.js';
import { pathIn } from './target.js';
import type { EmitTarget } from './target.js';

/** The alternatives of a type; one for most. */
function alternatives(shape: Shape): string[] {
  return [...definition(shape), ...(shape.nullable === true ? ['null'] : [])];
}

function definition(shape: Shape): string[] {
  switch (shape.kind) {
    case 'string':
      return valuesOf('string', shape);
    case 'integer':
      return valuesOf('number', shape);
    case 'number':
    case 'boolean':
      return [shape.kind];
    case 'binary':
      return ['string'];
    case 'named':
      return [shape.type];
    case 'list':
      return [listOf(alternatives(shape.items))];
  }
}

function member(type: ObjectType, field: Field): string {
  const optional = isAlwaysThere(type, field) ? '' : '?';
  const before = `readonly ${propertyName(field.name)}${optional}:`;
  const text = union(alternatives(field.shape), { before, indent: '  ' });
  return `${docComment(schemaComment(field.shape, { definition: true }), '  ')}  ${text};`;
}

/** Where a type has no words of ours, the page that it is from says no more than its operation's comment. */
function comment(type: ServiceType): string {
  const { description, ...facts } = type;
  if (description === undefined) return '';
  const known = type.kind === 'value' ? type.shape.known : undefined;
  return docComment(schemaComment({ ...facts, description, ...(known && { known }) }, { definition: true }));
}

function declaration(type: ServiceType): string {
  if (type.kind === 'value') {
    return `${comment(type)}${union(alternatives(type.shape), { before: `export type ${type.name} =` })};`;
  }
  // An interface without members would take anything. Written out, as a type of the vendor's may be called Record.
  if (type.fields.length === 0)
    return `${comment(type)}export type ${type.name} = { readonly [name: string]: never };`;
  const members = type.fields.map((field) => member(type, field));
  return `${comment(type)}export interface ${type.name} {\n${members.join('\n')}\n}`;
}

/** `types.gen.ts`: what operations take and give, and what that is made of. */
export function emitTypes({ types }: Service, { folder, header }: EmitTarget): GeneratedFile {
  const declarations = types.map(declaration);
  return codeFile(pathIn(folder, 'types.gen.ts'), header, types.length === 0 ? ['export {};'] : declarations);
}
