import type { JsonValue, NamedValue, Schema } from '../../../model/v2.js';
import { Code, byCodeUnits, camelCase } from '@qcvm/codegen/toolkit';
import type { LiteralObject } from '@qcvm/codegen/toolkit';

/** The constant that holds the shape of a named schema. */
export function shapeName(schemaName: string): string {
  return `${camelCase(schemaName)}Shape`;
}

function values(known: readonly NamedValue[] | undefined): readonly (string | number)[] | undefined {
  return known?.map(({ value }) => value);
}

function only<Value extends string | number>(
  examples: readonly JsonValue[] | undefined,
  isValue: (value: JsonValue) => value is Value,
): readonly Value[] | undefined {
  const found = examples?.filter(isValue) ?? [];
  return found.length === 0 ? undefined : found;
}

/** A schema as the mock wants to know it, with what it refers to written out where `reference` gives no constant. */
export function shape(schema: Schema, reference: (schema: Schema) => string | undefined): LiteralObject {
  const inner = (part: Schema): LiteralObject | Code => {
    const name = reference(part);
    return name === undefined ? shape(part, reference) : new Code(name);
  };
  switch (schema.kind) {
    case 'string': {
      const { kind, pattern, minLength, maxLength } = schema;
      const examples = only(schema.examples, (value) => typeof value === 'string');
      return {
        kind,
        pattern,
        minLength,
        maxLength,
        values: schema.values,
        known: values(schema.known),
        examples,
      };
    }
    case 'integer': {
      const { kind, minimum, maximum } = schema;
      const examples = only(schema.examples, (value) => typeof value === 'number');
      return { kind, minimum, maximum, values: schema.values, known: values(schema.known), examples };
    }
    case 'list': {
      const { kind, minItems, maxItems, unique, singleAsList } = schema;
      return { kind, items: inner(schema.items), minItems, maxItems, unique, singleAsList };
    }
    case 'object': {
      const fields = Object.fromEntries(schema.fields.map((field) => [field.name, inner(field.schema)]));
      const required = schema.fields.filter((field) => field.required).map(({ name }) => name);
      return { kind: schema.kind, fields, required: required.sort(byCodeUnits) };
    }
    case 'map':
      return { kind: schema.kind, values: inner(schema.values), batchResults: schema.batchResults };
  }
}

function parts(schema: Schema): readonly Schema[] {
  switch (schema.kind) {
    case 'string':
    case 'integer':
      return [];
    case 'list':
      return [schema.items];
    case 'map':
      return [schema.values];
    case 'object':
      return schema.fields.map((field) => field.schema);
  }
}

/** The names that these schemas refer to, each after all those that it refers to itself. */
export function referredNames(schemas: readonly Schema[]): string[] {
  const found = new Set<string>();
  const visit = (schema: Schema): void => {
    if (schema.name !== undefined && found.has(schema.name)) return;
    parts(schema).forEach(visit);
    if (schema.name !== undefined) found.add(schema.name);
  };
  for (const schema of schemas) parts(schema).forEach(visit);
  return [...found];
}
