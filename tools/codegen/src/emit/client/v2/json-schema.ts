import type { ReferenceObject, SchemaObject } from 'openapi-typescript';
import type { Field, Schema } from '../../../model/v2.js';

function object(fields: readonly Field[]): SchemaObject {
  return {
    type: 'object',
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, jsonSchema(schema)])),
  };
}

function known(schema: Schema): { 'x-known-values'?: readonly (string | number)[] } {
  const values = 'known' in schema ? schema.known?.map(({ value }) => value) : undefined;
  return values === undefined ? {} : { 'x-known-values': values };
}

/** What a named schema says about types, as OpenAPI writes it. */
export function schemaDefinition(schema: Schema): SchemaObject {
  switch (schema.kind) {
    case 'string':
      return {
        type: 'string',
        ...(schema.values === undefined ? {} : { enum: [...schema.values] }),
        ...known(schema),
      };
    case 'integer':
      return {
        type: 'integer',
        ...(schema.values === undefined ? {} : { enum: [...schema.values] }),
        ...known(schema),
      };
    case 'list':
      return { type: 'array', items: jsonSchema(schema.items) };
    case 'object':
      return object(schema.fields);
    case 'map':
      return { type: 'object', additionalProperties: jsonSchema(schema.values) };
  }
}

/** The same for a schema inside of another: a named one is referred to. */
export function jsonSchema(schema: Schema): SchemaObject | ReferenceObject {
  return schema.name === undefined
    ? schemaDefinition(schema)
    : { $ref: `#/components/schemas/${schema.name}` };
}
