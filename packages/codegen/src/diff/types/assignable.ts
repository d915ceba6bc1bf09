import { bottomOf, isAlwaysThere, typesOf } from '../../model/shapes.js';
import type { ObjectType, OwnShape, Shape, Types } from '../../model/shapes.js';
import type { Service } from '../../model/service.js';

/** What the compiler takes a scalar for. */
function baseOf({ kind }: OwnShape): string {
  if (kind === 'binary') return 'string';
  return kind === 'integer' ? 'number' : kind;
}

const closedValues = (shape: OwnShape): readonly (string | number)[] | undefined =>
  shape.kind === 'string' || shape.kind === 'integer' ? shape.values : undefined;

/** Whether the compiler takes values of one API's types for values of another's. */
export class Assignability {
  readonly #from: Types;
  readonly #to: Types;
  /** Pairs that are taken for granted while they are looked at, as types hold themselves; and what was found. */
  readonly #known = new Map<string, boolean>();

  constructor(from: Pick<Service, 'types'>, to: Pick<Service, 'types'>) {
    this.#from = typesOf(from);
    this.#to = typesOf(to);
  }

  /** Whether a value of one shape is one of the other. */
  shapes(from: Shape, to: Shape): boolean {
    if (from.nullable === true && to.nullable !== true) return false;
    const [source, target] = [bottomOf(this.#from, from), bottomOf(this.#to, to)];
    if (source.kind === 'object' || target.kind === 'object')
      return source.kind === 'object' && target.kind === 'object' && this.objects(source, target);
    if (source.kind === 'list' && target.kind === 'list') return this.shapes(source.items, target.items);
    if (source.kind === 'map' && target.kind === 'map') return this.shapes(source.values, target.values);
    if (baseOf(source) !== baseOf(target)) return false;
    const allowed = closedValues(target);
    if (allowed === undefined) return true;
    return closedValues(source)?.every((value) => allowed.includes(value)) ?? false;
  }

  /** Whether a value of one object type is one of the other. */
  objects(from: ObjectType, to: ObjectType): boolean {
    const key = `${from.name} ${to.name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, true);
    const found = this.#fields(from, to);
    this.#known.set(key, found);
    return found;
  }

  #fields(from: ObjectType, to: ObjectType): boolean {
    // What has no members takes none, and is of no interface.
    if (to.fields.length === 0) return from.fields.length === 0;
    const sources = new Map(from.fields.map((field) => [field.name, field]));
    const shared = to.fields.filter(({ name }) => sources.has(name));
    const isWeak = to.fields.every((field) => !isAlwaysThere(to, field));
    // Two types without anything in common are refused even where everything can be left out.
    if (isWeak && shared.length === 0) return from.fields.length === 0;
    return to.fields.every((field) => {
      const source = sources.get(field.name);
      if (source === undefined) return !isAlwaysThere(to, field);
      if (isAlwaysThere(to, field) && !isAlwaysThere(from, source)) return false;
      return this.shapes(source.shape, field.shape);
    });
  }
}
