import { bottomOf, describeInline, fieldsOf, namedIn, saidOf } from '@qcvm/codegen/toolkit';
import type { Field, Service, ServiceType, Shape, Types } from '@qcvm/codegen/toolkit';
import { inlineCode, listed } from './markdown.js';

/** The types of a page, and whether those that are worth it have a section there; else what they hold stands where they are used. */
export interface PageTypes {
  readonly types: Types;
  readonly protocol: Service['protocol'];
}

/** A type that has a section of its own: an object, or a set of documented values. */
export function sectionOf({ types, protocol }: PageTypes, shape: Shape): ServiceType | undefined {
  const type = protocol === 'v2' && shape.kind === 'named' ? types.get(shape.type) : undefined;
  if (type?.kind === 'object') return type.inline === true ? undefined : type;
  return type !== undefined && 'known' in type.shape ? type : undefined;
}

/** The type of a field in words. */
export function typeInWords(page: PageTypes, shape: Shape): string {
  const section = sectionOf(page, shape);
  if (section !== undefined) return `[${section.name}](#${section.name.toLowerCase()})`;
  const bottom = bottomOf(page.types, shape);
  switch (bottom.kind) {
    case 'list': {
      const items = typeInWords(page, bottom.items);
      return `list of ${/^(?:string|integer|number|boolean|object)$/.test(items) ? `${items}s` : items}`;
    }
    case 'map':
      return `object of ${typeInWords(page, bottom.values)}`;
    case 'binary':
      return 'string';
    default:
      return 'values' in bottom && bottom.values !== undefined
        ? listed(bottom.values.map(inlineCode), 'or')
        : bottom.kind;
  }
}

const knownOf = (types: Types, shape: Shape | undefined): readonly (string | number)[] => {
  const bottom = shape && bottomOf(types, shape);
  if (bottom?.kind === 'list') return knownOf(types, bottom.items);
  return bottom?.kind === 'string' || bottom?.kind === 'integer'
    ? (bottom.known ?? []).map(({ value }) => value)
    : [];
};

/** What is said of a value where it is used, and, where no section says it, which there are. */
function described(page: PageTypes, shape: Shape): string {
  const { types, protocol } = page;
  const known = protocol === 'v2' ? [] : knownOf(types, shape);
  const said = [
    describeInline(saidOf(types, shape)),
    known.length === 0 ? '' : `Documented: ${listed(known.map(inlineCode))}.`,
    shape.nullable === true ? 'May be `null`.' : '',
  ];
  return said.filter((part) => part !== '').join(' ');
}

/** A shape, or that of the type that it names, unless that is an object. */
function spelt(types: Types, shape: Shape): Shape {
  const type = shape.kind === 'named' ? types.get(shape.type) : undefined;
  return type?.kind === 'value' ? spelt(types, type.shape) : shape;
}

/** One side of an operation, or a type. */
export interface RowOptions extends PageTypes {
  /** What follows the name of a list. */
  readonly index: string;
  readonly isAlwaysThere: (field: Field) => boolean;
}

/** Where fields are: below which name, and inside of which types, so that one that contains itself ends. */
interface Place {
  readonly prefix: string;
  readonly within: readonly string[];
}

/** Fields with those of objects without a section below them, by the whole name: `policies.n.ports.n`. */
export function fieldRows(
  owner: string,
  options: RowOptions,
  { prefix, within }: Place = { prefix: '', within: [] },
): string[][] {
  if (within.includes(owner)) return [];
  return fieldsOf(options.types, owner).flatMap((field) => {
    let shape = spelt(options.types, field.shape);
    let name = prefix + field.name;
    const cells = [typeInWords(options, field.shape), options.isAlwaysThere(field) ? 'yes' : 'no'];
    const words = described(options, field.shape);
    for (; shape.kind === 'list'; shape = spelt(options.types, shape.items)) name += options.index;
    const below =
      shape.kind === 'named' && sectionOf(options, shape) === undefined
        ? fieldRows(shape.type, options, { prefix: `${name}.`, within: [...within, owner] })
        : [];
    return [[inlineCode(name), ...cells, words], ...below];
  });
}

/** The types with a section that some refer to, directly or through others, each once. */
export function sections(page: PageTypes, roots: readonly string[]): ServiceType[] {
  const found = new Set<ServiceType>();
  const seen = new Set<string>();
  const visit = (shape: Shape): void => {
    const name = namedIn(shape);
    if (name === undefined || seen.has(name)) return;
    seen.add(name);
    const section = sectionOf(page, { kind: 'named', type: name });
    if (section !== undefined) found.add(section);
    const type = page.types.get(name);
    if (type?.kind === 'value') visit(type.shape);
    visitFields(name);
  };
  const visitFields = (owner: string): void =>
    fieldsOf(page.types, owner).forEach(({ shape }) => visit(shape));
  roots.forEach(visitFields);
  return [...found];
}
