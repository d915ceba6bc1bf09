import { codeFile, docComment, importNames, union } from '../text/layout.js';
import type { GeneratedFile } from '../text/layout.js';
import { propertyName } from '../text/literal.js';
import { isAlwaysThere, saidOf, typesOf } from '../../model/shapes.js';
import type { Field, ObjectType, ServiceType, Shape, Types } from '../../model/shapes.js';
import type { Service } from '../../model/service.js';
import { listOf, valuesOf } from '../text/types.js';
import { schemaComment } from '../text/words.js';
import { pathIn } from './target.js';
import type { EmitTarget } from './target.js';

/** The alternatives of a type; one for most. */
const alternatives = (shape: Shape, types: Types, indent = ''): string[] => [
  ...definition(shape, types, indent),
  ...(shape.nullable === true ? ['null'] : []),
];

function definition(shape: Shape, types: Types, indent: string): string[] {
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
    case 'named': {
      const type = types.get(shape.type);
      return [type?.kind === 'object' && type.inline === true ? objectText(type, types, indent) : shape.type];
    }
    case 'list':
      return [listOf(alternatives(shape.items, types, indent))];
    case 'map':
      return [`{ readonly [key: string]: ${alternatives(shape.values, types, indent).join(' | ')} }`];
  }
}

function member(type: ObjectType, field: Field, { types, indent }: { types: Types; indent: string }): string {
  const optional = isAlwaysThere(type, field) ? '' : '?';
  const before = `readonly ${propertyName(field.name)}${optional}:`;
  const text = union(alternatives(field.shape, types, indent), { before, indent });
  const comment = schemaComment(saidOf(types, field.shape), { definition: field.shape.kind !== 'named' });
  return `${docComment(comment, indent)}${indent}${text};`;
}

/** An object type between braces. */
function objectText(type: ObjectType, types: Types, indent = ''): string {
  // An interface without members would take anything. Written out, as a type of the vendor's may be called Record.
  if (type.fields.length === 0) return '{ readonly [name: string]: never }';
  const members = type.fields.map((field) => member(type, field, { types, indent: `${indent}  ` }));
  return `{\n${members.join('\n')}\n${indent}}`;
}

/** Without a description of the type, its page says no more than the comment of its operation. */
function comment(type: ServiceType): string {
  if (type.description === undefined) return '';
  const shape = type.kind === 'value' ? type.shape : { kind: type.kind };
  const { description, source } = type;
  return docComment(
    schemaComment({ ...shape, description, ...(source && { source }) }, { definition: true }),
  );
}

function declaration(type: ServiceType, types: Types): string {
  const members = type.kind === 'object' ? [objectText(type, types)] : alternatives(type.shape, types);
  const isInterface = type.kind === 'object' ? type.fields.length > 0 : type.shape.kind === 'map';
  return isInterface
    ? `${comment(type)}export interface ${type.name} ${members.join('')}`
    : `${comment(type)}${union(members, { before: `export type ${type.name} =` })};`;
}

/** Declarations of the types that have a name, in the order of their names. */
export const typeDeclarations = (all: readonly ServiceType[], types: Types): string[] =>
  all.flatMap((type) => (type.kind === 'object' && type.inline ? [] : [declaration(type, types)]));

/** `types.gen.ts`: what operations take and give, and what that is made of. */
export function emitTypes(service: Service, { folder, header, common }: EmitTarget): GeneratedFile {
  const shared = service.types.flatMap(({ name, shared: isShared }) => (isShared === true ? [name] : []));
  const own = service.types.filter((type) => type.shared !== true);
  const imports =
    shared.length === 0 ? [] : [importNames(shared, common), `export type { ${shared.join(', ')} };`];
  const blocks = [imports.join('\n'), ...typeDeclarations(own, typesOf(service))];
  return codeFile(
    pathIn(folder, 'types.gen.ts'),
    header,
    service.types.length === 0 ? ['export {};'] : blocks,
  );
}
