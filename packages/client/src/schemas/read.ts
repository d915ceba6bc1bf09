/** One service's schemas as text: made by the generator (`tools/codegen/src/emit/schemas`). Both change together. */
export interface SchemaTable {
  readonly service: string;
  readonly version: string;
  /** Names of members, between spaces. */
  readonly names: string;
  /** What things are, a line each. */
  readonly texts: string;
  /** Keywords beyond the type, as JSON, a line each. */
  readonly rules: string;
  /**
   * A type on each line: its name, then its members, `<name>:<shape>`; or `=<shape>` for a set of values. Instead of `:` there is
   * `!` where requests must have it, `.` where answers always have it, `*` for both. `^<name>^<name>`: not both. Names, types,
   * texts and rules are given by their places, to the base of 36. `&<rule>` after a type: rules for its members at this place, by their names.
   */
  readonly types: string;
  /** An operation on each line: its Action, and the places of its types; none where the names of types say the same. */
  readonly operations: string;
}

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** What values are written for: requests name no member that is unknown, answers may. */
export type Direction = 'input' | 'output';

interface Member {
  readonly name: string;
  readonly required: boolean;
  readonly answered: boolean;
  readonly shape: string;
}

const kinds: Readonly<Record<string, JsonSchema>> = {
  s: { type: 'string' },
  i: { type: 'integer' },
  n: { type: 'number' },
  b: { type: 'boolean' },
  y: { type: 'string', contentEncoding: 'base64' },
  '[': { type: 'array' },
  '{': { type: 'object' },
};

/** The parts of a shape: its kind with the place of a type, null, rules for the members of that, rules, words, and what is inside. */
const shapeForm = /^([a-z[{]|@([0-9a-z]+))(~?)(?:&([0-9a-z]+))?(?:%([0-9a-z]+))?(?:#([0-9a-z]+))?(?:,(.*))?$/;
const memberForm = /^([0-9a-z]+)([:!.*])(.*)$/;
const headForm = /^([^#=\s]+)(?:#([0-9a-z]+))?(?:=(.*))?$/;

const at = (list: readonly string[], place: string | undefined): string =>
  place === undefined ? '' : (list[Number.parseInt(place, 36)] ?? '');

/** The operations of a service: its Action, and the places of the types that it takes and gives. */
export function operationsOf({ operations, types }: SchemaTable): readonly (readonly string[])[] {
  if (operations !== '') return operations.split('\n').map((line) => line.split(' '));
  const names = types.split('\n').map((line) => headForm.exec(line.split(' ')[0] ?? '')?.[1] ?? '');
  const places = new Map(names.map((name, place) => [name, place.toString(36)]));
  return names.flatMap((name) => {
    const action = /^(.+)Input$/.exec(name)?.[1];
    const output = places.get(`${action}Output`);
    return action === undefined || output === undefined ? [] : [[action, places.get(name) ?? '', output]];
  });
}

/** Reads the schemas of one service in one direction. */
export class SchemaReader {
  readonly #names: readonly string[];
  readonly #texts: readonly string[];
  readonly #rules: readonly string[];
  readonly #types: readonly string[];
  readonly #direction: Direction;
  /** The types that a schema refers to, by name, in the order in which they are met. */
  readonly #defs = new Map<string, JsonSchema>();

  constructor(table: SchemaTable, direction: Direction) {
    this.#names = table.names.split(' ');
    this.#texts = table.texts.split('\n');
    this.#rules = table.rules.split('\n');
    this.#types = table.types.split('\n');
    this.#direction = direction;
  }

  /** The schema of the type at a place, whole: what it refers to is in its `$defs`. */
  read(place: string): JsonSchema {
    const { name, schema } = this.#type(place);
    const $defs = Object.fromEntries(this.#defs);
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: name,
      ...schema,
      ...(this.#defs.size > 0 && { $defs }),
    };
  }

  #described(place: string | undefined): JsonSchema {
    return place === undefined ? {} : { description: at(this.#texts, place) };
  }

  #type(place: string): { readonly name: string; readonly schema: JsonSchema } {
    const [head = '', ...parts] = at(this.#types, place).split(' ');
    const [, name = '', words, shape] = headForm.exec(head) ?? [];
    const said = this.#described(words);
    if (shape !== undefined) return { name, schema: { ...this.#shape(shape), ...said } };
    const members = parts.filter((part) => !/^[\^|]/.test(part)).map((part) => this.#member(part));
    const groups = (sign: string): string[][] =>
      parts.flatMap((part) => (part.startsWith(sign) ? [this.#named(part.slice(1).split(sign))] : []));
    const rules = [
      // Either is left out: `false` is a schema that nothing satisfies.
      ...groups('^').map((pair) => pair.map((one) => ({ properties: { [one]: false } }))),
      ...groups('|').map((group) => group.map((one) => ({ properties: { [one]: true }, required: [one] }))),
    ].map((alternatives) => ({ anyOf: alternatives.map((rule) => ({ type: 'object', ...rule })) }));
    return { name, schema: { ...said, ...this.#object(members, rules) } };
  }

  #named(places: readonly string[]): string[] {
    return places.map((place) => at(this.#names, place));
  }

  #member(part: string): Member {
    const [, name, flag = '', shape = ''] = memberForm.exec(part) ?? [];
    return {
      name: at(this.#names, name),
      required: flag === '!' || flag === '*',
      answered: flag === '.' || flag === '*',
      shape,
    };
  }

  #object(members: readonly Member[], rules: readonly JsonSchema[]): JsonSchema {
    const isInput = this.#direction === 'input';
    const required = members
      .filter((each) => (isInput ? each.required : each.answered))
      .map(({ name }) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(members.map(({ name, shape }) => [name, this.#shape(shape)])),
      ...(required.length > 0 && { required }),
      ...(isInput && { additionalProperties: false }),
      ...(isInput && rules.length > 0 && { allOf: rules }),
    };
  }

  #rule(place: string | undefined): JsonSchema {
    const rules = place === undefined ? {} : (JSON.parse(at(this.#rules, place)) as JsonSchema);
    // How few a list may have is a rule of the client, for what it sends.
    const { minItems: _, ...others } = rules;
    return this.#direction === 'input' ? rules : others;
  }

  /** The schema of an object type with further rules for its members. In place of a reference, beside which many readers see nothing. */
  #narrowed(place: string, rules: JsonSchema): JsonSchema {
    const { schema } = this.#type(place);
    const properties = Object.entries(schema['properties'] as JsonSchema).map(
      ([name, member]): [string, unknown] => [name, { ...(member as object), ...(rules[name] as object) }],
    );
    return { ...schema, properties: Object.fromEntries(properties) };
  }

  #shape(text: string): JsonSchema {
    const [, kind = '', type, nullable, ofMembers, rule, words, inner] = shapeForm.exec(text) ?? [];
    const more = { ...this.#described(words), ...this.#rule(rule) };
    if (type !== undefined && ofMembers !== undefined)
      return { ...this.#narrowed(type, this.#rule(ofMembers)), ...more };
    if (type !== undefined) {
      const reference = { $ref: `#/$defs/${this.#define(type)}` };
      return { ...more, ...(nullable === '~' ? { anyOf: [reference, { type: 'null' }] } : reference) };
    }
    const base = kinds[kind] ?? {};
    return {
      ...base,
      ...(nullable === '~' && { type: [base['type'], 'null'] }),
      ...more,
      ...(kind === '[' && { items: this.#shape(inner ?? '') }),
      ...(kind === '{' && { additionalProperties: this.#shape(inner ?? '') }),
    };
  }

  /** The name of a type in `$defs`, where it is from then on. */
  #define(place: string): string {
    const [, name = ''] = headForm.exec(at(this.#types, place).split(' ')[0] ?? '') ?? [];
    if (!this.#defs.has(name)) {
      // Types may hold themselves: it is there before its members are looked at.
      this.#defs.set(name, {});
      this.#defs.set(name, this.#type(place).schema);
    }
    return name;
  }
}
