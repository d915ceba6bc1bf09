import type { Api, ApiField, ApiShape, ApiType } from '@qcvm/codegen/toolkit';
import type { Model, ObjectSchema, Schema, Service } from './model/v2.js';

const described = ({ description }: Schema): { readonly description?: string } =>
  description === undefined ? {} : { description };

/** Types of one service as the comparison sees them, each once; what has no name is called after the field that has it. */
class Types {
  readonly found = new Map<string, ApiType>();
  readonly #requests = new Set<string>();
  readonly #answers = new Set<string>();

  constructor({ operations, schemas }: Service) {
    // What an operation takes is looked at first, then what it gives: a type may be in both.
    for (const { input } of operations) this.#reach(input, this.#requests, input.name);
    for (const { output } of operations) this.#reach(output, this.#answers, output.name);
    for (const { name, schema } of schemas) this.#declare(name, schema);
  }

  /** Notes the object types in a schema as used in requests or answers. */
  #reach(schema: Schema, used: Set<string>, name: string): void {
    if (schema.kind === 'list') this.#reach(schema.items, used, name);
    else if (schema.kind === 'map') this.#reach(schema.values, used, name);
    else if (schema.kind === 'object') {
      const called = schema.name ?? name;
      if (used.has(called)) return;
      used.add(called);
      for (const field of schema.fields) this.#reach(field.schema, used, `${called}.${field.name}`);
    }
  }

  #declare(name: string, schema: Schema): void {
    if (this.found.has(name)) return;
    if (schema.kind === 'object') this.#object(name, schema);
    else
      this.found.set(name, {
        kind: 'value',
        name,
        ...described(schema),
        shape: this.#definition(schema, name),
      });
  }

  #object(name: string, schema: ObjectSchema): void {
    const { fields } = schema;
    const [inRequests, inAnswers] = [this.#requests.has(name), this.#answers.has(name)];
    const object = {
      ...{ kind: 'object' as const, name, exclusive: [], inRequests, inAnswers },
      ...described(schema),
    };
    // Types may hold themselves: it is there before its fields are looked at.
    this.found.set(name, { ...object, fields: [] });
    const members = fields.map((field): ApiField => ({
      name: field.name,
      required: inRequests && field.required,
      answered: inAnswers && field.required,
      shape: this.#shape(field.schema, `${name}.${field.name}`),
    }));
    this.found.set(name, { ...object, fields: members });
  }

  #shape(schema: Schema, path: string): ApiShape {
    const name = schema.name ?? (schema.kind === 'object' ? path : undefined);
    if (name === undefined) return this.#definition(schema, path);
    this.#declare(name, schema);
    return {
      kind: 'named',
      type: name,
      ...described(schema),
      ...(schema.deprecated && { deprecated: true }),
    };
  }

  #definition(schema: Schema, path: string): ApiShape {
    switch (schema.kind) {
      case 'object':
        return { kind: 'named', type: path };
      case 'list':
        return { ...schema, items: this.#shape(schema.items, path) };
      case 'map':
        return { ...schema, values: this.#shape(schema.values, path) };
      default:
        return schema;
    }
  }
}

/** A service of API 2.0 as it is compared. */
export function apiOf(service: Service): Api {
  return {
    name: service.name,
    version: service.version,
    operations: service.operations.map(({ input, output, ...operation }) => ({
      ...operation,
      input: input.name,
      output: output.name,
    })),
    types: [...new Types(service).found.values()],
    waiters: service.waiters,
  };
}

/** The services of a model that have a name, as they are compared. */
export const apisOf = ({ services }: Model): readonly Api[] => services.map(apiOf);
