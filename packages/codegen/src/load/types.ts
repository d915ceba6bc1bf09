import type { Cursor } from '../spec/cursor.js';
import { defined } from '../spec/defined.js';
import { didYouMean } from '../spec/did-you-mean.js';
import type { Spec } from '../spec/spec.js';
import type { Field, ListShape, ObjectType, ServiceType, Shape } from '../model/shapes.js';
import { readShape, referenceOf, textShape } from './shapes.js';

interface Reference {
  readonly name: string;
  readonly at: Cursor;
}

/** The schemas that a property refers to, and where it does: each reference may come from another file. */
function referencesOf(property: Cursor): Reference[] {
  const name = referenceOf(property);
  const own = name === undefined ? [] : [{ name, at: property.get('$ref') ?? property }];
  const below = [...(property.get('anyOf')?.items() ?? []), property.get('items')];
  return [...own, ...below.flatMap((each) => (each === undefined ? [] : referencesOf(each)))];
}

/** All schemas that can be reached from some. */
function reached(schemas: Cursor, roots: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const [, property] of schemas.get(name)?.get('properties')?.entries() ?? [])
      open.push(...referencesOf(property).map(({ name }) => name));
  }
  return found;
}

/** Reports a reference to a schema that is not there; where an overlay has removed it, that is to blame. */
export function checkReference(spec: Spec, schemas: Cursor, { name, at }: Reference): void {
  if (schemas.has(name)) return;
  const removal = schemas.removal(name);
  if (removal !== undefined) {
    const what = `"${name}" is removed, but ${userOf(at)} needs it`;
    spec.report(removal, { what, remedy: 'keep it, or remove that as well' });
    return;
  }
  const what = `there is no schema "${name}"`;
  const remedy = didYouMean(name, schemas.names(), 'add it, or correct the reference');
  spec.report(at, { what, remedy });
}

/** What a reference stands in, by its name: a member of a type, or an Action. */
const userOf = ({ path: [first, second, third, , fifth] }: Cursor): string =>
  first === 'paths' ? String(second).slice(1) : `${third}.${fifth}`;

/** What is needed to read the types of a service. */
export interface TypesContext {
  readonly spec: Spec;
  readonly schemas: Cursor;
  /** Names of types in code, by schema. */
  readonly names: ReadonlyMap<string, string>;
  /** Parameters that choose what a request is about: names, or ends of names after `*`. */
  readonly selectors: readonly string[];
  readonly operations: readonly {
    readonly input: string;
    readonly output: string;
    readonly mayBeTrial: boolean;
  }[];
}

class TypeReader {
  readonly #context: TypesContext;
  readonly #inputs: ReadonlySet<string>;
  readonly #requests: ReadonlySet<string>;
  readonly #answers: ReadonlySet<string>;
  readonly #outputs: ReadonlySet<string>;
  /** What a trial gives, too: of it there may be nothing but the request id. */
  readonly #ofTrials: ReadonlySet<string>;

  constructor(context: TypesContext) {
    const { schemas, operations } = context;
    this.#context = context;
    this.#inputs = new Set(operations.map(({ input }) => input));
    this.#requests = reached(schemas, [...this.#inputs]);
    this.#outputs = new Set(operations.map(({ output }) => output));
    this.#answers = reached(schemas, [...this.#outputs]);
    this.#ofTrials = new Set(operations.flatMap(({ output, mayBeTrial }) => (mayBeTrial ? [output] : [])));
  }

  #shape(at: Cursor): Shape {
    const { spec, schemas, names } = this.#context;
    for (const reference of referencesOf(at)) checkReference(spec, schemas, reference);
    return readShape(spec, at, (schema) => names.get(schema) ?? schema);
  }

  /** A list that is never sent empty, by its name or because the spec says so. */
  #selects(schema: string, name: string, { minItems = 0 }: ListShape): boolean {
    return (
      this.#requests.has(schema) &&
      (minItems > 0 ||
        this.#context.selectors.some((selector) =>
          selector.startsWith('*') ? name.endsWith(selector.slice(1)) : name === selector,
        ))
    );
  }

  #isAnswered(schema: string, name: string, always: ReadonlySet<string>): boolean {
    if (this.#outputs.has(schema) && name === 'RequestId') return true;
    return always.has(name) && !this.#ofTrials.has(schema);
  }

  #fields(schema: string, at: Cursor): Field[] {
    const required = new Set(at.texts('required'));
    const inBoth = this.#requests.has(schema) && this.#answers.has(schema);
    const always = new Set(
      inBoth ? at.texts('x-qcloud-output-required') : this.#answers.has(schema) ? required : [],
    );
    return (at.get('properties')?.entries() ?? []).map(([name, property]) => {
      const shape = this.#shape(property);
      const unless = this.#unless(at, name, required);
      return {
        name,
        required: this.#requests.has(schema) && required.has(name),
        ...(unless.length > 0 && this.#requests.has(schema) && { unless }),
        // Every answer has its request id, which the vendor's descriptions do not say.
        answered: this.#isAnswered(schema, name, always),
        shape,
        ...(shape.kind === 'list' && this.#selects(schema, name, shape) && { selects: true as const }),
      };
    });
  }

  /** The members in whose place another one may be left out. */
  #unless(at: Cursor, name: string, required: ReadonlySet<string>): string[] {
    const word = 'x-qcloud-required-unless';
    const property = at.at('properties', name);
    const others = property?.get(word)?.items() ?? [];
    this.#checkMembers(at, others, 'give in its place');
    for (const other of others) {
      const isAlways = required.has(String(other.value));
      if (other.value !== name && !isAlways) continue;
      const what = isAlways ? `"${String(other.value)}" is always required` : `"${name}" is named by itself`;
      this.#context.spec.report(other, { what, remedy: 'leave it out' });
    }
    const said = property?.get(word);
    if (said !== undefined && required.has(name))
      this.#context.spec.report(said, { what: `"${name}" is always required`, remedy: 'leave this out' });
    return property?.texts(word) ?? [];
  }

  /** Reports those of some names that no member of an object has. */
  #checkMembers(at: Cursor, names: readonly Cursor[], purpose: string): void {
    const members = at.get('properties')?.names() ?? [];
    for (const name of names) {
      const text = String(name.value);
      if (members.includes(text)) continue;
      const removal = at.get('properties')?.removal(text);
      if (removal !== undefined) {
        const what = `"${text}" is removed, but ${String(at.path.at(-1))} has a rule for it`;
        this.#context.spec.report(removal, { what, remedy: 'keep it, or remove the rule as well' });
        continue;
      }
      const what = `there is no "${text}" to ${purpose}`;
      const remedy = didYouMean(text, members, 'correct it, or leave it out');
      this.#context.spec.report(name, { what, remedy });
    }
  }

  #exclusive(at: Cursor): (readonly [string, string])[] {
    const seen = new Set<string>();
    const required = new Set(at.texts('required'));
    return (at.get('x-qcloud-exclusive')?.items() ?? []).map((pair) => {
      this.#checkMembers(at, pair.items(), 'exclude');
      const [first = '', second = ''] = pair.items().map(({ value }) => String(value));
      if (second !== '' && seen.has(`${second} ${first}`))
        this.#context.spec.report(pair, {
          what: `${first} and ${second} exclude each other already`,
          remedy: 'leave one of them out',
        });
      for (const name of pair.items().filter(({ value }) => required.has(String(value)))) {
        const what = `"${String(name.value)}" is always required`;
        const remedy = 'leave this pair out: the other could never be given';
        this.#context.spec.report(name, { what, remedy });
      }
      seen.add(`${first} ${second}`);
      return [first, second];
    });
  }

  read(schema: string, at: Cursor): ServiceType {
    const facts = {
      name: this.#context.names.get(schema) ?? schema,
      ...defined({ description: at.text('description'), source: at.text('x-qcloud-source') }),
    };
    if (at.text('type') !== 'object')
      return { kind: 'value', ...facts, shape: textShape(this.#context.spec, at) };
    for (const word of ['required', 'x-qcloud-output-required'])
      this.#checkMembers(at, at.get(word)?.items() ?? [], 'require');
    const type: ObjectType = {
      kind: 'object',
      ...facts,
      fields: this.#fields(schema, at),
      exclusive: this.#exclusive(at),
      inRequests: this.#requests.has(schema),
      inAnswers: this.#answers.has(schema),
    };
    return type;
  }
}

/** The types of a service, by their name in code. */
export function readTypes(context: TypesContext): Map<string, ServiceType> {
  const reader = new TypeReader(context);
  const types = context.schemas.entries().map(([schema, at]) => reader.read(schema, at));
  return new Map(types.map((type) => [type.name, type]));
}
