import { defined } from '@qcvm/codegen/toolkit';
import type { Field, Filters, ObjectType, Service, ServiceType, Shape } from '@qcvm/codegen/toolkit';

/** The schemas of one service as text: what `packages/client/src/schemas/read.ts` reads. Both change together. */
export interface SchemaTexts {
  /** Names of members, the commonest first. */
  readonly names: readonly string[];
  /** What things are and which values they have, the commonest first. */
  readonly texts: readonly string[];
  /** Rules of values as JSON Schema keywords. */
  readonly rules: readonly string[];
  /** A type on each line. */
  readonly types: readonly string[];
  /** An operation on each line: its Action, and the places of its types; none where the names of types say the same. */
  readonly operations: readonly string[];
}

/** Entries by how often they are there, each with its place. */
class Pool {
  readonly #counts = new Map<string, number>();
  readonly #places = new Map<string, number>();

  count(entry: string): void {
    this.#counts.set(entry, (this.#counts.get(entry) ?? 0) + 1);
  }

  sorted(): readonly string[] {
    const entries = [...this.#counts].sort(
      ([left, one], [right, other]) => other - one || (left < right ? -1 : 1),
    );
    for (const [place, [entry]] of entries.entries()) this.#places.set(entry, place);
    return entries.map(([entry]) => entry);
  }

  place(entry: string): string {
    return (this.#places.get(entry) ?? 0).toString(36);
  }
}

/** Keywords that a shape has beyond its type, as JSON; empty for none. `isFilled`: the client does not send it as an empty list. */
function rulesOf(shape: Shape, isFilled: boolean): string {
  const pattern = shape.kind === 'string' ? shape.pattern : undefined;
  const sized = shape.kind === 'string' ? shape : undefined;
  const ranged = shape.kind === 'integer' || shape.kind === 'number' ? shape : undefined;
  const valued = shape.kind === 'string' || shape.kind === 'integer' ? shape : undefined;
  const list = shape.kind === 'list' ? shape : undefined;
  const rules = {
    pattern: pattern === undefined ? undefined : `^(?:${pattern})$`,
    minLength: sized?.minLength,
    maxLength: sized?.maxLength,
    minimum: ranged?.minimum,
    maximum: ranged?.maximum,
    enum: valued?.values,
    examples: valued?.known?.map(({ value }) => value),
    minItems: list && isFilled ? Math.max(list.minItems ?? 0, 1) : list?.minItems,
    maxItems: list?.maxItems,
    uniqueItems: list?.unique,
    default: shape.default,
    deprecated: shape.deprecated,
  };
  const text = JSON.stringify(rules);
  return text === '{}' ? '' : text;
}

/** Rules for members of a type at the place where it is used. */
type MemberRules = Readonly<Record<string, object>>;

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** A schema of the names; one that ends with `{key}` stands for all that begin so, as the client has it. */
function namesSchema(names: readonly string[]): object {
  const isKind = (name: string): boolean => name.endsWith('{key}');
  const kinds = names
    .filter(isKind)
    .map((name) => ({ type: 'string', pattern: `^${escaped(name.slice(0, -'{key}'.length))}[\\s\\S]` }));
  const known = { enum: names.filter((name) => !isKind(name)) };
  return kinds.length === 0 ? known : { anyOf: [known, ...kinds] };
}

/** What holds of the members of a filter at one operation. */
const filterRules = ({ names, maxValues }: Filters): MemberRules => ({
  Name: namesSchema(names.map(({ name }) => name)),
  ...(maxValues !== undefined && { Values: { maxItems: maxValues } }),
});

/** Whether operations are just the pairs of types that are called like what they take and give. */
function areNamedByTypes({ types, operations }: Service): boolean {
  const names = new Set(types.map(({ name }) => name));
  const pairs = types.flatMap(({ name }) => {
    const action = /^(.+)Input$/.exec(name)?.[1];
    return action !== undefined && names.has(`${action}Output`) ? [action] : [];
  });
  const regular = operations.filter(
    ({ action, input, output }) => input === `${action}Input` && output === `${action}Output`,
  );
  return regular.length === operations.length && pairs.length === operations.length;
}

/** Line breaks inside of a text mean nothing, but paragraphs are two. */
const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();

/** Whether requests must have a member, and answers always have it. */
const flags: Readonly<Record<string, string>> = {
  'false false': ':',
  'true false': '!',
  'false true': '.',
  'true true': '*',
};

const kinds = { string: 's', integer: 'i', number: 'n', boolean: 'b', binary: 'y' } as const;

const descriptionOf = (shape: Shape): string | undefined =>
  shape.description ??
  (shape.kind === 'string' && shape.meaning !== undefined ? `Must be ${shape.meaning}.` : undefined);

class Encoder {
  readonly names = new Pool();
  readonly texts = new Pool();
  readonly rules = new Pool();
  readonly #places: ReadonlyMap<string, number>;
  /** What operations take, with the filters of each. */
  readonly #inputs: ReadonlyMap<string, Filters | undefined>;
  readonly #hasEmptyLists: boolean;
  readonly #types: ReadonlyMap<string, ServiceType>;
  #counting = true;

  constructor(api: Service) {
    this.#hasEmptyLists = api.protocol === 'v3';
    this.#types = new Map(api.types.map((type) => [type.name, type]));
    this.#places = new Map(api.types.map(({ name }, place) => [name, place]));
    this.#inputs = new Map(api.operations.map(({ input, filters }) => [input, filters]));
  }

  /** From then on everything has its place. */
  settle(): void {
    this.#counting = false;
  }

  place(type: string): string {
    return (this.#places.get(type) ?? 0).toString(36);
  }

  #in(pool: Pool, entry: string): string {
    if (this.#counting) pool.count(entry);
    return pool.place(entry);
  }

  #said(text: string | undefined): string {
    return text === undefined || text === '' ? '' : `#${this.#in(this.texts, oneLine(text))}`;
  }

  #ruled(sign: string, rules: string): string {
    return rules === '' ? '' : `${sign}${this.#in(this.rules, rules)}`;
  }

  /** Type, null, rules, and what it is; `ofMembers` are rules for the members of the type that it refers to. */
  #shape(shape: Shape, { isFilled = false, ofMembers = '' } = {}): string {
    const ruled = this.#ruled('%', rulesOf(shape, isFilled));
    const said = this.#said(descriptionOf(shape));
    const nullable = shape.nullable === true ? '~' : '';
    switch (shape.kind) {
      case 'list':
        return `[${nullable}${ruled}${said},${this.#shape(shape.items, { ofMembers })}`;
      case 'map':
        return `{${nullable}${ruled}${said},${this.#shape(shape.values)}`;
      case 'named':
        return `@${this.place(shape.type)}${nullable}${this.#ruled('&', ofMembers)}${ruled}${said}`;
      default:
        return `${kinds[shape.kind]}${nullable}${ruled}${said}`;
    }
  }

  #field({ name, required, answered, shape, selects }: Field, type: ObjectType): string {
    const flag = flags[`${required} ${answered}`] ?? ':';
    // What answers hold may be empty all the same: the reader of a schema knows what it reads it for.
    const isFilled = selects === true || (this.#inputs.has(type.name) && !this.#hasEmptyLists);
    const known = this.#inputs.get(type.name);
    const filters = known?.parameter === name ? known : undefined;
    const rules = {
      ...(filters && filterRules(filters)),
      ...(selects === true && shape.kind === 'list' && this.#filled(shape.items, filters?.maxValues)),
    };
    const ofMembers = Object.keys(rules).length === 0 ? '' : JSON.stringify(rules);
    return `${this.#in(this.names, name)}${flag}${this.#shape(shape, { isFilled, ofMembers })}`;
  }

  /** Within what selects no list is sent empty: what holds of those in a type there. */
  #filled(shape: Shape, maxItems: number | undefined): MemberRules {
    const type = shape.kind === 'named' ? this.#types.get(shape.type) : undefined;
    const lists = type?.kind === 'object' ? type.fields.filter((field) => field.shape.kind === 'list') : [];
    return Object.fromEntries(
      lists.map(({ name }) => [name, { minItems: 1, ...(name === 'Values' && defined({ maxItems })) }]),
    );
  }

  type(type: ServiceType): string {
    if (type.kind === 'value')
      return `${type.name}${this.#said(type.description)}=${this.#shape(type.shape)}`;
    const exclusive = type.exclusive.map(
      ([one, other]) => `^${this.#in(this.names, one)}^${this.#in(this.names, other)}`,
    );
    const instead = type.fields.flatMap(({ name, unless }) =>
      unless === undefined
        ? []
        : [[name, ...unless].map((each) => `|${this.#in(this.names, each)}`).join('')],
    );
    return [
      `${type.name}${this.#said(type.description)}`,
      ...type.fields.map((field) => this.#field(field, type)),
      ...exclusive,
      ...instead,
    ].join(' ');
  }
}

/** The schemas of a service as text. */
export function schemaTexts(api: Service): SchemaTexts {
  const encoder = new Encoder(api);
  for (const type of api.types) encoder.type(type);
  const [names, texts, rules] = [encoder.names.sorted(), encoder.texts.sorted(), encoder.rules.sorted()];
  encoder.settle();
  return {
    names,
    texts,
    rules,
    types: api.types.map((type) => encoder.type(type)),
    operations: areNamedByTypes(api)
      ? []
      : api.operations.map(
          ({ action, input, output }) => `${action} ${encoder.place(input)} ${encoder.place(output)}`,
        ),
  };
}
