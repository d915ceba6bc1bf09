import { codeFile, docComment, union } from '../../emit/layout.js';
import type { GeneratedFile } from '../../emit/layout.js';
import { propertyName, quote } from '../../emit/literal.js';
import type { Field, ObjectType, Service, ServiceType, Shape } from '../model.js';
import type { EmitTarget } from './target.js';
import { fieldComment, typeComment } from './words.js';

/** The alternatives of a type; one for most. */
function alternatives(shape: Shape): string[] {
  const nothing = shape.nullable === true ? ['null'] : [];
  switch (shape.kind) {
    case 'string':
      if (shape.values !== undefined) return [...shape.values.map(quote), ...nothing];
      if (shape.known !== undefined)
        return [...shape.known.map(({ value }) => quote(value)), '(string & {})', ...nothing];
      return ['string', ...nothing];
    case 'integer':
      return [...(shape.values?.map(String) ?? ['number']), ...nothing];
    case 'number':
      return ['number', ...nothing];
    case 'boolean':
      return ['boolean', ...nothing];
    case 'binary':
      return ['string', ...nothing];
    case 'named':
      return [shape.type, ...nothing];
    case 'list': {
      const items = alternatives(shape.items);
      const item = items.join(' | ');
      return [`readonly ${items.length === 1 ? item : `(${item})`}[]`, ...nothing];
    }
  }
}

/** Whether a value of the type always has the field, be it in a request or in an answer. */
function isAlwaysThere({ inRequests, inAnswers }: ObjectType, { required, answered }: Field): boolean {
  return (required || !inRequests) && (answered || !inAnswers) && (inRequests || inAnswers);
}

function member(type: ObjectType, field: Field): string {
  const optional = isAlwaysThere(type, field) ? '' : '?';
  const before = `readonly ${propertyName(field.name)}${optional}:`;
  const text = union(alternatives(field.shape), { before, indent: '  ' });
  return `${docComment(fieldComment(field.shape), '  ')}  ${text};`;
}

function declaration(type: ServiceType): string {
  if (type.kind === 'value') {
    const { shape } = type;
    const comment = docComment(typeComment({ ...type, ...(shape.known && { known: shape.known }) }));
    return `${comment}${union(alternatives(shape), { before: `export type ${type.name} =` })};`;
  }
  const comment = docComment(typeComment(type));
  // An interface without members would take anything. Written out, as a type of the vendor's may be called Record.
  if (type.fields.length === 0)
    return `${comment}export type ${type.name} = { readonly [name: string]: never };`;
  const members = type.fields.map((field) => member(type, field));
  return `${comment}export interface ${type.name} {\n${members.join('\n')}\n}`;
}

/** `types.gen.ts`: what operations take and give, and what that is made of. */
export function emitTypes(service: Service, { folder }: EmitTarget): GeneratedFile {
  return codeFile(`${folder}/types.gen.ts`, service.specs, service.types.map(declaration));
}
