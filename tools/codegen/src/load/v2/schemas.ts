import { mismatches } from '../../model/check.js';
import type { Field, JsonValue, NamedValue, ObjectSchema, Schema, SchemaFacts } from '../../model/v2.js';
import { byName, defined, didYouMean, readText } from '@qcvm/codegen/toolkit';
import type { Cursor, Spec } from '@qcvm/codegen/toolkit';
import { inOrder } from '../../model/order.js';
import { checkKeywords, readType } from './keywords.js';

/** Required ones first, then by name: the same whatever the order in the file. */
export function sortFields(fields: readonly Field[]): Field[] {
  return [...fields].sort(
    (left, right) => Number(right.required) - Number(left.required) || byName(left.name, right.name),
  );
}

/** The place of a mismatch inside of a value, in words. */
function placeOf(path: readonly (string | number)[]): string {
  return path.length === 0 ? '' : ` at ${path.join('.')}`;
}

function keyOf(at: Cursor): string {
  return `${at.file.name}#${at.path.join('/')}`;
}

/** Reads the schemas of one service, and collects those that have names. */
export class SchemaReader {
  /** Named schemas of the service's own file. */
  readonly own = new Map<string, Schema>();
  /** Named schemas of the common file. */
  readonly shared = new Map<string, Schema>();
  readonly #spec: Spec;
  readonly #file: string;
  readonly #read = new Map<string, Schema | undefined>();
  readonly #open = new Set<string>();
  readonly #flawed = new Set<string>();
  /** How often something flawed was read: when the number grew while a schema was read, that schema is flawed too. */
  #flaws = 0;

  constructor(spec: Spec, root: Cursor) {
    this.#spec = spec;
    this.#file = root.file.name;
  }

  /** Reads a schema or a reference to one; undefined when something in it has been reported. */
  read(at: Cursor): Schema | undefined {
    if (!at.has('$ref')) return this.#readTarget(at);
    const target = this.#spec.follow(at);
    if (target === undefined) return undefined;
    checkKeywords(this.#spec, at, undefined);
    const schema = this.#readTarget(target);
    if (schema === undefined) return undefined;
    const said = { ...schema, ...this.#facts(at) };
    this.#checkDefault(at, said);
    return said;
  }

  /**
   * Reads what an operation takes or gives: properties and which of them are required, without `type: object`. It gets the
   * name, the description and the source that are given, where it has none of its own.
   */
  readObject(
    at: Cursor,
    facts: SchemaFacts & { readonly name: string },
  ): ObjectSchema & { readonly name: string } {
    const before = this.#flaws + this.#spec.problems.length;
    for (const name of at.names()) {
      if (['properties', 'required', 'description', 'x-qcloud-source'].includes(name)) continue;
      const what = `"${name}" is unknown here`;
      const remedy = 'write "properties:" and "required:" only: it is an object in any case';
      this.#spec.report(at.get(name) ?? at, { what, remedy, part: 'key' });
    }
    const schema = { ...this.#fields(at), ...facts, ...this.#facts(at), name: facts.name };
    if (this.#flaws + this.#spec.problems.length > before) this.#spec.unsound.add(schema);
    this.own.set(facts.name, schema);
    return schema;
  }

  /** Whether something is wrong in a schema that has been read, or in what it refers to. */
  isFlawed(at: Cursor): boolean {
    return this.#flawed.has(keyOf(at));
  }

  /** Every schema is read once, however often it is referred to. */
  #readTarget(at: Cursor): Schema | undefined {
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
    const schema = this.#named(at, this.#inline(at));
    if (this.#flaws + this.#spec.problems.length > before) {
      this.#flawed.add(key);
      this.#flaws += 1;
    }
    this.#open.delete(key);
    this.#read.set(key, schema);
    return schema;
  }

  #named(at: Cursor, schema: Schema | undefined): Schema | undefined {
    const [components, schemas, name] = at.path;
    if (schema === undefined || at.path.length !== 3 || components !== 'components' || schemas !== 'schemas')
      return schema;
    const named = { ...schema, name: String(name) };
    (at.file.name === this.#file ? this.own : this.shared).set(String(name), named);
    return named;
  }

  #inline(at: Cursor): Schema | undefined {
    const type = readType(this.#spec, at);
    if (type === undefined) return undefined;
    checkKeywords(this.#spec, at, type);
    const schema = this.#ofType(type, at);
    if (schema === undefined) return undefined;
    this.#checkDefault(at, schema);
    for (const example of at.get('examples')?.items() ?? []) this.#checkValue(example, schema, 'the example');
    const { examples } = schema;
    return examples === undefined
      ? schema
      : { ...schema, examples: examples.map((each) => inOrder(each, schema)) };
  }

  #facts(at: Cursor): SchemaFacts {
    const fallback = at.get('default')?.value;
    const examples = at
      .get('examples')
      ?.items()
      .map((item) => item.value as JsonValue);
    return defined({
      description: at.text('description'),
      default: typeof fallback === 'string' || typeof fallback === 'number' ? fallback : undefined,
      examples: examples === undefined || examples.length === 0 ? undefined : examples,
      deprecated: at.flag('deprecated') ? (true as const) : undefined,
      source: at.text('x-qcloud-source'),
    });
  }

  #ofType(type: 'string' | 'integer' | 'array' | 'object', at: Cursor): Schema | undefined {
    const facts = this.#facts(at);
    switch (type) {
      case 'string': {
        this.#checkEnum(at, type);
        const values = at.text('const') === undefined ? at.texts('enum') : [at.text('const') ?? ''];
        const known = this.#namedValues(at, 'string');
        return { ...facts, ...readText(this.#spec, at, values), ...defined({ known }) };
      }
      case 'integer': {
        this.#checkEnum(at, type);
        const values = at.number('const') === undefined ? at.numbers('enum') : [at.number('const') ?? 0];
        return {
          kind: 'integer',
          ...facts,
          ...defined({
            minimum: at.number('minimum'),
            maximum: at.number('maximum'),
            values: values.length === 0 ? undefined : values,
            known: this.#namedValues(at, 'integer'),
          }),
        };
      }
      case 'array':
        return this.#list(at, facts);
      case 'object':
        return this.#object(at, facts);
    }
  }

  /** Every allowed value is of the type. */
  #checkEnum(at: Cursor, type: 'string' | 'integer'): void {
    for (const value of at.get('enum')?.items() ?? []) {
      if (type === 'string' ? typeof value.value === 'string' : Number.isSafeInteger(value.value)) continue;
      const what = `${JSON.stringify(value.value)} is not of type ${type}`;
      this.#spec.report(value, { what, remedy: 'correct the value, or the type' });
    }
  }

  #namedValues(at: Cursor, type: 'string' | 'integer'): readonly NamedValue[] | undefined {
    const words = at.get('x-qcloud-values');
    if (words === undefined) return undefined;
    const names = new Map<string, string>();
    const values = words.entries().flatMap(([key, word]): NamedValue[] => {
      const value = type === 'integer' ? Number(key) : key;
      const name = word.text('name') ?? key;
      if (typeof value === 'number' && !Number.isSafeInteger(value)) {
        const what = `"${key}" is not an integer, but names a value of one`;
        this.#spec.report(word, { what, remedy: 'write the integer that the service sends', part: 'key' });
        return [];
      }
      const other = names.get(name);
      if (other !== undefined) {
        const what = `the values ${other} and ${key} have the same name "${name}"`;
        this.#spec.report(word.get('name') ?? word, { what, remedy: 'give each value a name of its own' });
      }
      names.set(name, key);
      return [{ value, name, meaning: word.text('meaning') ?? '' }];
    });
    return values.sort((left, right) => (type === 'integer' ? Number(left.value) - Number(right.value) : 0));
  }

  #list(at: Cursor, facts: SchemaFacts): Schema | undefined {
    const itemsAt = at.get('items');
    if (itemsAt === undefined) {
      this.#spec.report(at, {
        what: '"items" is missing',
        remedy: 'add it: a schema that says what the items of this list are',
        part: 'key',
      });
      return undefined;
    }
    const items = this.read(itemsAt);
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

  #object(at: Cursor, facts: SchemaFacts): Schema | undefined {
    const valuesAt = at.get('additionalProperties');
    if (valuesAt?.isObject === true) {
      if (at.has('properties')) {
        const what = 'an object has either "properties" or "additionalProperties" with a schema, not both';
        this.#spec.report(valuesAt, { what, remedy: 'leave one of them out', part: 'key' });
      }
      const values = this.read(valuesAt);
      if (values === undefined) return undefined;
      const batchResults = at.flag('x-qcloud-batch-results') ? (true as const) : undefined;
      return { kind: 'map', values, ...facts, ...defined({ batchResults }) };
    }
    return { ...this.#fields(at), ...facts };
  }

  #fields(at: Cursor): ObjectSchema {
    const properties = at.get('properties')?.entries() ?? [];
    const required = at.texts('required');
    for (const [index, name] of required.entries()) {
      if (properties.some(([property]) => property === name)) continue;
      this.#spec.report(at.at('required', index) ?? at, {
        what: `"${name}" is required but not among the properties`,
        remedy: didYouMean(
          name,
          properties.map(([property]) => property),
          'add the property, or leave it out here',
        ),
      });
    }
    const fields = properties.flatMap(([name, property]): Field[] => {
      const schema = this.read(property);
      if (!/\S{2}/.test(property.text('description') ?? '')) {
        const remedy = 'add "description:" with a sentence that says what it is';
        this.#spec.report(property, { what: `"${name}" has no description`, remedy, part: 'key' });
      }
      if (schema === undefined) return [];
      const option = property.text('x-qcloud-option');
      return [{ name, required: required.includes(name), schema, ...defined({ option }) }];
    });
    return { kind: 'object', fields: sortFields(fields) };
  }

  #checkDefault(at: Cursor, schema: Schema): void {
    const fallback = at.get('default');
    if (fallback !== undefined) this.#checkValue(fallback, schema, 'the default');
  }

  /** Reports everything in which a value that is written in the spec does not fit its schema. */
  #checkValue(at: Cursor, schema: Schema, subject: string): void {
    for (const { path, message } of mismatches(schema, at.value)) {
      this.#spec.report(at.at(...path) ?? at, {
        what: `${subject} does not fit its schema${placeOf(path)}: ${message}`,
        remedy: 'correct the value, or the schema',
      });
    }
  }
}
