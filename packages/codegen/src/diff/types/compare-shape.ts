import { Assignability } from './assignable.js';
import type { Service } from '../../model/service.js';
import type { Shape, Types } from '../../model/shapes.js';
import { bottomOf, typesOf } from '../../model/shapes.js';
import { without } from '../facts/compare-facts.js';

/** What a shape has become, whether or not null is one of its values. */
interface ShapeChange {
  readonly same: boolean;
  /** Whether everything that programs could give can still be given. */
  readonly accepts: boolean;
  /** Whether everything that programs get is what they could get. */
  readonly gives: boolean;
  /** Whether values of a closed set are gone: what compares with one of them does not compile. */
  readonly loses: boolean;
  /** In words. */
  readonly from: string;
  readonly to: string;
}

const quoted = (value: string | number): string => JSON.stringify(value);

const closedValues = (shape: Shape): readonly (string | number)[] | undefined =>
  shape.kind === 'string' || shape.kind === 'integer' ? shape.values : undefined;

/** A shape in words, as a program sees it. */
export function shapeWords(shape: Shape): string {
  switch (shape.kind) {
    case 'string':
    case 'integer':
      return shape.values === undefined
        ? shape.kind === 'string'
          ? 'a string'
          : 'a number'
        : `one of ${shape.values.map(quoted).join(', ')}`;
    case 'number':
      return 'a number';
    case 'boolean':
      return 'a boolean';
    case 'binary':
      return 'bytes in base64';
    case 'named':
      return shape.type;
    case 'list':
      return `a list (of: ${shapeWords(shape.items)}${shape.items.nullable === true ? ' or null' : ''})`;
    case 'map':
      return `an object (of: ${shapeWords(shape.values)})`;
  }
}

/** A shape as the compiler sees it. */
function shapeText(shape: Shape, renamed: ReadonlyMap<string, string>): string {
  const inner = (each: Shape): string => shapeText(each, renamed) + (each.nullable === true ? ' | null' : '');
  switch (shape.kind) {
    case 'named':
      return renamed.get(shape.type) ?? shape.type;
    case 'list':
      return `[${inner(shape.items)}]`;
    case 'map':
      return `{${inner(shape.values)}}`;
    case 'string':
    case 'integer':
      return shape.values === undefined
        ? shape.kind.replace('integer', 'number')
        : shape.values.map(quoted).join(' | ');
    case 'binary':
      return 'string';
    default:
      return shape.kind;
  }
}

/** Whether it is bytes, in a list or not. */
export const isBinary = (shape: Shape): boolean =>
  shape.kind === 'binary' || (shape.kind === 'list' && isBinary(shape.items));

const isText = (shape: Shape): boolean =>
  shape.kind === 'list' ? isText(shape.items) : shape.kind === 'binary' || shape.kind === 'string';

/** Compares shapes of two versions of an API; `renamed`: new names of types by their old ones. */
export class ShapeComparison {
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #given: readonly Assignability[];
  readonly #got: readonly Assignability[];
  readonly #types: { readonly before: Types; readonly after: Types };

  constructor(before: Service, after: Service, renamed: ReadonlyMap<string, string>) {
    this.#renamed = renamed;
    this.#types = { before: typesOf(before), after: typesOf(after) };
    const inNew = new Assignability(after, after);
    // Programs write values out, or have them by the name of a type, which means the new one.
    this.#given = [new Assignability(before, after), inNew];
    this.#got = [new Assignability(after, before), inNew];
  }

  compare(before: Shape, after: Shape): ShapeChange {
    const [was, is] = [withoutNull(before), withoutNull(after)];
    const same = shapeText(was, this.#renamed) === shapeText(is, new Map());
    const [written, named] = this.#given;
    const [read] = this.#got;
    const renamed = this.#rename(was);
    return {
      same,
      accepts: same || (written?.shapes(was, is) === true && named?.shapes(renamed, is) === true),
      gives: same || (read?.shapes(is, was) === true && named?.shapes(is, renamed) === true),
      loses: !same && this.#loses(was, is),
      from: shapeWords(was),
      to: shapeWords(is),
    };
  }

  #loses(before: Shape, after: Shape): boolean {
    const [was, is] = [bottomOf(this.#types.before, before), bottomOf(this.#types.after, after)];
    if (was.kind === 'list' && is.kind === 'list') return this.#loses(was.items, is.items);
    if (was.kind === 'object' || is.kind === 'object') return false;
    const [all, left] = [closedValues(was), closedValues(is)];
    return all !== undefined && left !== undefined && without(all, left).length > 0;
  }

  #rename(shape: Shape): Shape {
    if (shape.kind === 'list') return { ...shape, items: this.#rename(shape.items) };
    if (shape.kind === 'map') return { ...shape, values: this.#rename(shape.values) };
    return shape.kind === 'named' ? { ...shape, type: this.#renamed.get(shape.type) ?? shape.type } : shape;
  }

  /** Whether text has become bytes, or the other way round: to the compiler both are strings. */
  changesCoding(before: Shape, after: Shape): boolean {
    return isBinary(before) !== isBinary(after) && isText(before) && isText(after);
  }
}

function withoutNull(shape: Shape): Shape {
  const { nullable: _, ...rest } = shape;
  return rest;
}
