import type { Field, Schema } from '../../model/model.js';

/** A schema as OpenAPI writes it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

function fields(all: readonly Field[]): JsonSchema {
  return {
    type: 'object',
    required: all.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(all.map(({ name, schema }) => [name, jsonSchema(schema)])),
  };
}

/** What a schema says about types, written as JSON Schema; a named one as a reference. */
export function jsonSchema(schema: Schema, options: { readonly definition?: boolean } = {}): JsonSchema {
  if (schema.name !== undefined && options.definition !== true)
    return { $ref: `#/components/schemas/${schema.name}` };
  switch (schema.kind) {
    case 'string':
    case 'integer':
      return {
        type: schema.kind,
        ...(schema.values === undefined ? {} : { enum: schema.values }),
        ...(schema.known === undefined ? {} : { 'x-known-values': schema.known.map(({ value }) => value) }),
      };
    case 'list':
      return { type: 'array', items: jsonSchema(schema.items) };
    case 'object':
      return fields(schema.fields);
    case 'map':
      return { type: 'object', additionalProperties: jsonSchema(schema.values) };
  }
}
