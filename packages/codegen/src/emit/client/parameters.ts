import { Code, literal as printed } from '../text/literal.js';
import type { LiteralObject } from '../text/literal.js';
import { camelCase, identifier } from '../../model/names.js';
import { freeName } from '../../model/code-names.js';
import type { Field, ObjectType, Service, ServiceType, Shape } from '../../model/service.js';

/** The object type that a shape refers to, in a list or not. */
function objectNamed(types: ReadonlyMap<string, ServiceType>, shape: Shape): ObjectType | undefined {
  if (shape.kind === 'list') return objectNamed(types, shape.items);
  const type = shape.kind === 'named' ? types.get(shape.type) : undefined;
  return type?.kind === 'object' ? type : undefined;
}

/** A type of requests as a table that several operations share. */
export interface SharedTable {
  /** The name of its constant. */
  readonly name: string;
  readonly type: ObjectType;
}

/** A parameter that many operations take, word for word. */
export interface SharedParameter {
  /** The name of its constant. */
  readonly name: string;
  readonly literal: LiteralObject;
}

/** What is written this often is a constant: the file is shorter, and is read, compiled and checked as much quicker. */
const often = 3;

/** What is this long is called after the parameter that has it first; what is shorter, after what it is. */
const long = 40;

const kinds: Readonly<Record<string, string>> = { string: 'text', boolean: 'flag', number: 'decimal' };

/** What a short rule is called: `requiredText`, `textList`. */
function ruleName({ kind: said, required, items, ...more }: LiteralObject): string {
  const kind = typeof said === 'string' ? said : '';
  const of = items === undefined ? '' : ruleName(items as LiteralObject);
  const flags = Object.keys(more).filter((name) => more[name] !== undefined);
  const words = [required === true ? 'required' : '', ...flags, of, kinds[kind] ?? kind];
  return identifier(words.join(' '));
}

/** A literal as a key; `undefined` for one that refers to a table, which may not be written yet. */
function keyOf(literal: LiteralObject): string | undefined {
  let refers = false;
  const key = JSON.stringify(literal, (_, value: unknown) => {
    if (value instanceof Code) refers = true;
    return value;
  });
  return refers ? undefined : key;
}

/**
 * The plans by which the runtime checks inputs. Each type that inputs hold is a table of its own, which operations share and
 * bundlers leave out with them. Tables come after those that they refer to; where types hold each other, by a function.
 */
export class Parameters {
  /** In the order in which they have to be written. */
  readonly tables: readonly SharedTable[];
  /** Whether what was printed names the type of a parameter. */
  namesType = false;
  /** Written before all tables. */
  readonly shared: readonly SharedParameter[];
  readonly #shared = new Map<string, string>();
  readonly #types: ReadonlyMap<string, ServiceType>;
  readonly #names = new Map<string, string>();
  readonly #selectors: readonly string[];
  /** The tables that are written when another is: it can refer to these as they are. */
  readonly #written = new Set<string>();

  constructor(service: Service, taken: ReadonlySet<string>) {
    this.#types = new Map(service.types.map((type) => [type.name, type]));
    this.#selectors = service.selectors;
    const names = new Set(taken);
    const tables: SharedTable[] = [];
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
    for (const { input } of service.operations) {
      const type = this.#types.get(input);
      if (type?.kind === 'object') this.#visitFields(type, visit);
    }
    this.tables = tables;
    this.shared = this.#findShared(service, names);
  }

  #findShared({ operations }: Service, names: Set<string>): readonly SharedParameter[] {
    const counts = new Map<
      string,
      { readonly name: string; readonly literal: LiteralObject; count: number }
    >();
    const inputs = operations.map(({ input }) => this.input(input));
    for (const [name, literal] of [
      ...inputs,
      ...this.tables.map(({ type }) => this.#fields(type.fields)),
    ].flatMap((fields) => Object.entries(fields) as [string, LiteralObject][])) {
      const key = keyOf(literal);
      if (key === undefined) continue;
      const known = counts.get(key) ?? { name, literal, count: 0 };
      known.count++;
      counts.set(key, known);
    }
    return [...counts].flatMap(([key, { name: parameter, literal, count }]) => {
      if (count < often) return [];
      const called = key.length < long ? ruleName(literal) : `${identifier(parameter)}Parameter`;
      const name = freeName(called, names);
      names.add(name);
      this.#shared.set(key, name);
      return [{ name, literal }];
    });
  }

  #visitFields(type: ObjectType, visit: (type: ObjectType) => void): void {
    for (const { shape } of type.fields) {
      const named = objectNamed(this.#types, shape);
      if (named !== undefined) visit(named);
    }
  }

  /** A table as a literal; from then on others can refer to it. */
  table({ name, type }: SharedTable): LiteralObject {
    const literal = this.#fields(type.fields);
    this.#written.add(name);
    return literal;
  }

  /** The type of what an operation takes. */
  inputType(name: string): Pick<ObjectType, 'fields' | 'exclusive'> {
    const type = this.#types.get(name);
    return type?.kind === 'object' ? type : { fields: [], exclusive: [] };
  }

  /** What an operation takes. */
  input(name: string): LiteralObject {
    return this.#fields(this.inputType(name).fields, { ofInput: true });
  }

  #selects(name: string): boolean {
    return this.#selectors.some((selector) =>
      selector.startsWith('*') ? name.endsWith(selector.slice(1)) : name === selector,
    );
  }

  #fields(fields: readonly Field[], options: { readonly ofInput?: true } = {}): LiteralObject {
    const members = fields.map(({ name, required, shape }): [string, LiteralObject | Code] => {
      const selects = options.ofInput === true && shape.kind === 'list' && this.#selects(name);
      const literal = this.#parameter(shape, { required, selects });
      const constant = this.#shared.get(keyOf(literal) ?? '');
      if (constant !== undefined) return [name, new Code(constant)];
      if (!(name in Object.prototype) || name === '__proto__') return [name, literal];
      // Every object has it, so the compiler does not take its type from the table's.
      this.namesType = true;
      return [name, new Code(`${printed(literal)} as Parameter`)];
    });
    return Object.fromEntries(members);
  }

  #parameter(shape: Shape, { required = false, selects = false } = {}): LiteralObject {
    const rules = this.#rules(shape);
    return {
      kind: rules['kind'],
      required: required ? true : undefined,
      nullable: shape.nullable,
      ...rules,
      selects: selects ? true : undefined,
      default: shape.default,
    };
  }

  #rules(shape: Shape): LiteralObject {
    switch (shape.kind) {
      case 'string': {
        const { pattern, meaning, minLength, maxLength, values } = shape;
        return { kind: 'string', pattern, meaning, minLength, maxLength, values };
      }
      case 'integer': {
        const { minimum, maximum, values } = shape;
        return { kind: 'integer', minimum, maximum, values };
      }
      case 'number':
        return { kind: 'number', minimum: shape.minimum, maximum: shape.maximum };
      case 'boolean':
        return { kind: 'boolean' };
      case 'binary':
        return { kind: 'string' };
      case 'list': {
        const { items, maxItems, unique } = shape;
        return { kind: 'list', items: this.#parameter(items), maxItems, unique };
      }
      case 'named': {
        const type = this.#types.get(shape.type);
        if (type?.kind === 'value') return this.#rules(type.shape);
        const name = this.#names.get(shape.type) ?? '';
        return {
          kind: 'object',
          fields: new Code(this.#written.has(name) ? name : `() => ${name}`),
          exclusive: type === undefined || type.exclusive.length === 0 ? undefined : type.exclusive,
        };
      }
    }
  }
}
