import { byName, defined } from '@qcvm/codegen/toolkit';
import type { Cursor, Field, ObjectType, ServiceType, Shape, ShapeFacts, Spec } from '@qcvm/codegen/toolkit';
import { inOrder } from '../../model/order.js';
import { checkKeywords, readType } from './keywords.js';
import type { SchemaType } from './keywords.js';
import { checkRequired, checkValue } from './checks.js';
import { factsOf, readScalar } from './scalars.js';

/** Required ones first, then by name: the same regardless of the order in the file. */
export function sortFields(fields: readonly Field[]): Field[] {
  return [...fields].sort(
    (left, right) => Number(right.required) - Number(left.required) || byName(left.name, right.name),
  );
}

function keyOf(at: Cursor): string {
  return `${at.file.name}#${at.path.join('/')}`;
}

const isComponent = ({ path: [components, schemas], path: { length } }: Cursor): boolean =>
  length === 3 && components === 'components' && schemas === 'schemas';

/** The place of what a list or a map holds: that of the list, unless it has a name itself. */
const itemsOf = (at: Cursor, place: string): string => (isComponent(at) ? `${place}.items` : place);

/** Reads the schemas of one service, and collects the types that they make. */
export class SchemaReader {
  /** Types of the service by name, those of the common file that it refers to among them. */
  readonly types = new Map<string, ServiceType>();
  readonly #spec: Spec;
  readonly #file: string;
  readonly #sides: ReadonlySet<string>;
  readonly #read = new Map<string, Shape | undefined>();
  readonly #open = new Set<string>();
  readonly #flawed = new Set<string>();
  /** How often something flawed was read: when the number grew while a schema was read, that schema is flawed too. */
  #flaws = 0;

  /** `sides`: names of inputs and outputs. A schema of such a name, which is reported, is kept from being taken for one. */
  constructor(spec: Spec, root: Cursor, sides: readonly string[] = []) {
    this.#spec = spec;
    this.#sides = new Set(sides);
    this.#file = root.file.name;
  }

  /**
   * Reads a schema or a reference to one; undefined when something in it has been reported. An object without a name is a type that
   * is called after its `place`.
   */
  read(at: Cursor, place: string): Shape | undefined {
    if (!at.has('$ref')) return this.#readTarget(at, place);
    const target = this.#spec.follow(at);
    if (target === undefined) return undefined;
    checkKeywords(this.#spec, at, undefined);
    const shape = this.#readTarget(target, place);
    if (shape === undefined) return undefined;
    const said = { ...shape, ...factsOf(at) };
    this.#checkDefault(at, said);
    return said;
  }

  /**
   * Reads what an operation takes or gives: properties and which of them are required, without `type: object`. It gets the
   * name, the description and the source that are given, where it has none of its own.
   */
  readObject(at: Cursor | undefined, facts: Pick<ObjectType, 'name' | 'description' | 'source'>): ObjectType {
    const { name } = facts;
    const before = this.#flaws + this.#spec.problems.length;
    for (const key of at?.names() ?? []) {
      if (['properties', 'required', 'description', 'x-qcloud-source'].includes(key)) continue;
      const what = `"${key}" is unknown here`;
      const remedy = 'write "properties:" and "required:" only: it is an object in any case';
      this.#spec.report(at?.get(key) ?? at!, { what, remedy, part: 'key' });
    }
    const own = at && defined({ description: at.text('description'), source: at.text('x-qcloud-source') });
    const type = { ...this.#objectType(at, name), ...facts, ...own };
    if (this.#flaws + this.#spec.problems.length > before) this.#spec.unsound.add(name);
    this.types.set(name, type);
    return type;
  }

  /** Every schema is read once, however often it is referred to. */
  #readTarget(at: Cursor, place: string): Shape | undefined {
    const key = keyOf(at);
    if (this.#read.has(key)) {
      if (this.#flawed.has(key)) this.#flaws += 1;
      return this.#read.get(key);
    }
    if (this.#open.has(key)) {
      this.#spec.report(at, {
        what: 'this schema contains itself',
        remedy: 'write out as many levels as the service really has',
        part: 'key',
      });
      return undefined;
    }
    this.#open.add(key);
    const before = this.#flaws + this.#spec.problems.length;
    const name = String(at.path[2]);
    const called = this.#sides.has(name) ? `${name} of components` : name;
    const shape = isComponent(at) ? this.#named(at, called) : this.#inline(at, place);
    if (this.#flaws + this.#spec.problems.length > before) {
      this.#flawed.add(key);
      this.#flaws += 1;
    }
    this.#open.delete(key);
    this.#read.set(key, shape);
    return shape;
  }

  #named(at: Cursor, name: string): Shape | undefined {
    const shape = this.#inline(at, name);
    if (shape === undefined) return undefined;
    const { description, source } = shape;
    const facts = { name, ...defined({ description, source }), ...this.#shared(at) };
    const type = this.types.get(name);
    // An object is there under its name already.
    if (shape.kind === 'named' && type?.kind === 'object') {
      const { inline: _, ...own } = type;
      this.types.set(name, { ...own, ...facts });
    } else this.types.set(name, { kind: 'value', ...facts, shape });
    return { kind: 'named', type: name };
  }

  #shared(at: Cursor): { readonly shared?: true } {
    return at.file.name === this.#file ? {} : { shared: true };
  }

  #inline(at: Cursor, place: string): Shape | undefined {
    const type = readType(this.#spec, at);
    if (type === undefined) return undefined;
    checkKeywords(this.#spec, at, type);
    const shape = this.#ofType(type, at, place);
    if (shape === undefined) return undefined;
    this.#checkDefault(at, shape);
    for (const example of at.get('examples')?.items() ?? [])
      checkValue(example, shape, { spec: this.#spec, types: this.types, subject: 'the example' });
    const { examples } = shape;
    return examples === undefined
      ? shape
      : { ...shape, examples: examples.map((each) => inOrder(this.types, each, shape)) };
  }

  #ofType(type: SchemaType, at: Cursor, place: string): Shape | undefined {
    switch (type) {
      case 'array':
        return this.#list(at, factsOf(at), place);
      case 'object':
        return this.#object(at, factsOf(at), place);
      default:
        return readScalar(this.#spec, at, type);
    }
  }

  #list(at: Cursor, facts: ShapeFacts, place: string): Shape | undefined {
    const itemsAt = at.get('items');
    if (itemsAt === undefined) {
      this.#spec.report(at, {
        what: '"items" is missing',
        remedy: 'add it: a schema that says what the items of this list are',
        part: 'key',
      });
      return undefined;
    }
    const items = this.read(itemsAt, itemsOf(at, place));
    if (items === undefined) return undefined;
    return {
      kind: 'list',
      items,
      ...facts,
      ...defined({
        minItems: at.number('minItems'),
        maxItems: at.number('maxItems'),
        unique: at.flag('uniqueItems') ? (true as const) : undefined,
        singleAsList: at.flag('x-qcloud-single-as-list') ? (true as const) : undefined,
      }),
    };
  }

  #object(at: Cursor, facts: ShapeFacts, place: string): Shape | undefined {
    const valuesAt = at.get('additionalProperties');
    if (valuesAt?.isObject === true) {
      if (at.has('properties')) {
        const what = 'an object has either "properties" or "additionalProperties" with a schema, not both';
        this.#spec.report(valuesAt, { what, remedy: 'leave one of them out', part: 'key' });
      }
      const values = this.read(valuesAt, itemsOf(at, place));
      if (values === undefined) return undefined;
      const batchResults = at.flag('x-qcloud-batch-results') ? (true as const) : undefined;
      return { kind: 'map', values, ...facts, ...defined({ batchResults }) };
    }
    const { description } = facts;
    const type = { ...this.#objectType(at, place), inline: true as const, ...defined({ description }) };
    this.types.set(place, { ...type, ...this.#shared(at) });
    return { kind: 'named', type: place, ...facts };
  }

  /** Whether it is in requests or answers is known when everything is read. */
  #objectType(at: Cursor | undefined, name: string): ObjectType {
    const fields = at === undefined ? [] : this.#fields(at, name);
    return { kind: 'object', name, fields, exclusive: [], inRequests: false, inAnswers: false };
  }

  #fields(at: Cursor, owner: string): Field[] {
    const properties = at.get('properties')?.entries() ?? [];
    const required = at.texts('required');
    checkRequired(this.#spec, at);
    const fields = properties.flatMap(([name, property]): Field[] => {
      const shape = this.read(property, `${owner}.${name}`);
      if (!/\S{2}/.test(property.text('description') ?? '')) {
        const remedy = 'add "description:" with a sentence that says what it is';
        this.#spec.report(property, { what: `"${name}" has no description`, remedy, part: 'key' });
      }
      if (shape === undefined) return [];
      const isRequired = required.includes(name);
      const option = property.text('x-qcloud-option');
      return [{ name, required: isRequired, answered: isRequired, shape, ...defined({ option }) }];
    });
    return sortFields(fields);
  }

  #checkDefault(at: Cursor, shape: Shape): void {
    const fallback = at.get('default');
    if (fallback !== undefined)
      checkValue(fallback, shape, { spec: this.#spec, types: this.types, subject: 'the default' });
  }
}
