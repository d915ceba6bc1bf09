import { Code, literal as printed } from '../text/literal.js';
import type { LiteralObject } from '../text/literal.js';
import { camelCase } from '../../model/names.js';
import { freeName } from '../../model/code-names.js';
import type { Filters, Operation, Service } from '../../model/service.js';
import { bottomOf, fieldsOf, namedIn, typesOf } from '../../model/shapes.js';
import type { Field, ListShape, ObjectType, Shape, Types } from '../../model/shapes.js';
import { SharedParameters } from './shared-parameters.js';
import type { SharedParameter } from './shared-parameters.js';

/** A type of requests as a table that several operations share. */
export interface SharedTable {
  /** The name of its constant. */
  readonly name: string;
  readonly literal: LiteralObject;
}

/**
 * The plans by which the runtime checks inputs. Each type that inputs hold is a table of its own, which operations share and
 * bundlers leave out with them. Tables come after those that they refer to; where types hold each other, by a function.
 */
export class Parameters {
  /** Constants that tables and operations name; written before all tables. */
  readonly shared: readonly SharedParameter[];
  /** Constants for types of requests, in the order in which they have to be written. */
  readonly tables: readonly SharedTable[];
  /** Constants that operations name, and that refer to tables; written after these. */
  readonly sharedTables: readonly SharedParameter[];
  /** Whether what was printed names the type of a parameter. */
  namesType = false;
  readonly #shared: SharedParameters;
  readonly #types: Types;
  readonly #names = new Map<string, string>();
  /** The tables that are written when another is: it can refer to these as they are. */
  readonly #written = new Set<string>();

  constructor(service: Service, taken: ReadonlySet<string>) {
    this.#types = typesOf(service);
    const names = new Set(taken);
    const tables: { readonly name: string; readonly type: ObjectType }[] = [];
    const seen = new Set<string>();
    const visit = (type: ObjectType): void => {
      if (seen.has(type.name)) return;
      seen.add(type.name);
      this.#visitFields(type, visit);
      const name = freeName(`${camelCase(type.name)}Fields`, names);
      names.add(name);
      this.#names.set(type.name, name);
      tables.push({ name, type });
    };
    for (const { input, filters } of service.operations) {
      const type = this.#types.get(input);
      if (type?.kind !== 'object') continue;
      const isFilters = ({ name }: Field): boolean => name === filters?.parameter;
      this.#visitFields({ fields: type.fields.filter((field) => !isFilters(field)) }, visit);
      // The table of filters is written where the operation is, as it has names of its own.
      this.#visitFields({ fields: type.fields.filter(isFilters) }, (filter) =>
        this.#visitFields(filter, visit),
      );
    }
    this.#shared = new SharedParameters(names);
    // Programs bundle an operation or two of API 2.0: there a constant of its own only makes them longer.
    const share: SharedParameters['add'] = (all, options) =>
      service.protocol === 'v2' ? [] : this.#shared.add(all, options);
    const inputs = (): LiteralObject[] => service.operations.map((operation) => this.input(operation));
    this.shared = share([...inputs(), ...tables.map(({ type }) => this.#fields(type.fields))]);
    this.namesType = false;
    this.tables = tables.map(({ name, type }) => {
      const literal = this.#fields(type.fields);
      this.#written.add(name);
      return { name, literal };
    });
    const { namesType } = this;
    this.sharedTables = share(inputs(), { refersToTables: true });
    // Inputs are printed later, some of their parameters then as constants, which name no type.
    this.namesType = namesType;
  }

  #visitFields(type: Pick<ObjectType, 'fields'>, visit: (type: ObjectType) => void): void {
    for (const { shape } of type.fields) {
      const type = this.#types.get(namedIn(shape) ?? '');
      // One without a name is written where it is used.
      if (type?.kind === 'object' && type.inline === true) this.#visitFields(type, visit);
      else if (type?.kind === 'object') visit(type);
    }
  }

  /** The type of what an operation takes. */
  inputType(name: string): Pick<ObjectType, 'fields' | 'exclusive'> {
    const type = this.#types.get(name);
    return type?.kind === 'object' ? type : { fields: [], exclusive: [] };
  }

  /** What an operation takes. */
  input({ input, filters }: Pick<Operation, 'input' | 'filters'>): LiteralObject {
    return this.#fields(this.inputType(input).fields, { filters });
  }

  /** The filters that an operation knows: their names, and how many values each can have. */
  #filters({ names, maxValues }: Filters, { items, ...list }: ListShape): LiteralObject {
    const fields = fieldsOf(this.#types, namedIn(items)).map(
      ({ name, shape, required }): [string, LiteralObject] => {
        const literal = this.#parameter(shape, { required });
        if (name === 'Name' && shape.kind === 'string')
          return [name, { ...literal, names: names.map((known) => known.name) }];
        return [
          name,
          name === 'Values' && shape.kind === 'list' ? { ...literal, maxItems: maxValues } : literal,
        ];
      },
    );
    const { maxItems, unique } = list;
    return { kind: 'list', items: { kind: 'object', fields: Object.fromEntries(fields) }, maxItems, unique };
  }

  #fields(fields: readonly Field[], options: { readonly filters?: Filters | undefined } = {}): LiteralObject {
    const members = fields.map(
      ({ name, required, unless, shape, ...field }): [string, LiteralObject | Code] => {
        const selects = field.selects === true;
        const { filters } = options;
        const known =
          filters?.parameter === name && shape.kind === 'list' ? this.#filters(filters, shape) : {};
        const literal = { ...this.#parameter(shape, { required, unless, selects }), ...known };
        const constant = this.#shared.nameOf(literal);
        if (constant !== undefined) return [name, new Code(constant)];
        if (!(name in Object.prototype) || name === '__proto__') return [name, literal];
        // Every object has it, so the compiler does not take its type from the table's.
        this.namesType = true;
        return [name, new Code(`${printed(literal)} as Parameter`)];
      },
    );
    return Object.fromEntries(members);
  }

  #parameter(
    shape: Shape,
    {
      required = false,
      unless,
      selects = false,
    }: {
      readonly required?: boolean;
      readonly unless?: readonly string[] | undefined;
      readonly selects?: boolean;
    } = {},
  ): LiteralObject {
    const rules = this.#rules(shape);
    return {
      kind: rules['kind'],
      required: required ? true : undefined,
      unless,
      nullable: shape.nullable,
      ...rules,
      selects: selects ? true : undefined,
      default: shape.default,
    };
  }

  #rules(shape: Shape): LiteralObject {
    const bottom = bottomOf(this.#types, shape);
    switch (bottom.kind) {
      case 'string': {
        const { pattern, meaning, minLength, maxLength, values } = bottom;
        return { kind: 'string', pattern, meaning, minLength, maxLength, values };
      }
      case 'integer': {
        const { minimum, maximum, values } = bottom;
        return { kind: 'integer', minimum, maximum, values };
      }
      case 'number':
        return { kind: 'number', minimum: bottom.minimum, maximum: bottom.maximum };
      case 'boolean':
        return { kind: 'boolean' };
      case 'binary':
        return { kind: 'string' };
      case 'list': {
        const { items, maxItems, unique } = bottom;
        return { kind: 'list', items: this.#parameter(items), maxItems, unique };
      }
      case 'map':
        throw new Error('a map has no wire form');
      case 'object': {
        const name = this.#names.get(bottom.name);
        return {
          kind: 'object',
          fields:
            name === undefined
              ? this.#fields(bottom.fields)
              : new Code(this.#written.has(name) ? name : `() => ${name}`),
          exclusive: bottom.exclusive.length === 0 ? undefined : bottom.exclusive,
        };
      }
    }
  }
}
