import { Assignability } from './assignable.js';
import type { Service } from '../model/service.js';
import type { Shape } from '../model/shapes.js';
import { minor, patch } from './change.js';
import type { Said } from './change.js';

/** What a shape has become, whether or not null is one of its values. */
interface ShapeChange {
  readonly same: boolean;
  /** Whether everything that programs could give can still be given. */
  readonly accepts: boolean;
  /** Whether everything that programs get is what they could get. */
  readonly gives: boolean;
  /** In words. */
  readonly from: string;
  readonly to: string;
}

const quoted = (value: string | number): string => JSON.stringify(value);

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

const knownOf = (shape: Shape): readonly (string | number)[] => {
  if (shape.kind === 'list') return knownOf(shape.items);
  return shape.kind === 'string' || shape.kind === 'integer'
    ? (shape.known ?? []).map(({ value }) => value)
    : [];
};

/** Whether it is bytes, in a list or not. */
export const isBinary = (shape: Shape): boolean =>
  shape.kind === 'binary' || (shape.kind === 'list' && isBinary(shape.items));

const isText = (shape: Shape): boolean =>
  shape.kind === 'list' ? isText(shape.items) : shape.kind === 'binary' || shape.kind === 'string';

/** Compares shapes of two versions of an API; `renamed`: types that only their name has changed of. */
export class ShapeComparison {
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #given: readonly Assignability[];
  readonly #got: readonly Assignability[];

  constructor(before: Service, after: Service, renamed: ReadonlyMap<string, string>) {
    this.#renamed = renamed;
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
      from: shapeWords(was),
      to: shapeWords(is),
    };
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

  /** What values mean where their type is the same: documented values. */
  meaning(before: Shape, after: Shape, written: boolean): Said | undefined {
    const [was, is] = [knownOf(before), knownOf(after)];
    const added = is.filter((value) => !was.includes(value));
    const gone = was.filter((value) => !is.includes(value));
    const list = (values: readonly (string | number)[]): string => values.map(quoted).join(', ');
    if (added.length > 0)
      return minor(
        'widened',
        `${written ? 'Further values are documented' : 'Answers may say'} now: ${list(added)}.`,
      );
    return gone.length > 0
      ? patch('narrowed', `These values are not documented any more: ${list(gone)}.`)
      : undefined;
  }
}

function withoutNull(shape: Shape): Shape {
  const { nullable: _, ...rest } = shape;
  return rest;
}
