import { mismatches } from './check.js';
import type { Field, JsonObject, JsonValue, ObjectSchema, Operation, Schema } from './v2.js';

/** Values that look like something, for a pattern that has no example: the first that fits is taken. */
function candidates(meaning: string | undefined): string[] {
  const words = (meaning ?? '').split(/\s+/).map((word) => word.replace(/[.,;]$/, ''));
  return [...words.reverse(), 'example', 'EXAMPLE', '1', '0', 'a'];
}

function sampleString(schema: Schema & { readonly kind: 'string' }): string {
  const chosen = schema.values?.[0] ?? schema.known?.[0]?.value ?? schema.default;
  if (typeof chosen === 'string') return chosen;
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  const sized = (text: string): string => text.padEnd(minLength, 'x').slice(0, Math.max(maxLength, 0));
  const fitting = candidates(schema.meaning).find((text) => mismatches(schema, text).length === 0);
  return schema.pattern === undefined ? sized('example') : (fitting ?? sized('example'));
}

function sampleInteger(schema: Schema & { readonly kind: 'integer' }): number {
  const chosen = schema.values?.[0] ?? schema.known?.[0]?.value ?? schema.default;
  if (typeof chosen === 'number') return chosen;
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = schema;
  return Math.min(Math.max(1, minimum), maximum);
}

function sampleFields(fields: readonly Field[], wanted: (field: Field) => boolean): JsonObject {
  return Object.fromEntries(fields.filter(wanted).map(({ name, schema }) => [name, sample(schema)]));
}

/** A value that fits a schema: its documented example where it has one. The same every time. */
export function sample(schema: Schema): JsonValue {
  const [example] = schema.examples ?? [];
  if (example !== undefined) return example;
  switch (schema.kind) {
    case 'string':
      return sampleString(schema);
    case 'integer':
      return sampleInteger(schema);
    case 'list':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sample(schema.items));
    case 'object':
      return sampleFields(schema.fields, () => true);
    case 'map':
      return { example: sample(schema.values) };
  }
}

/** An input that the operation accepts: the first documented one, or one made of what is required. */
export function sampleInput(operation: Pick<Operation, 'input' | 'examples'>): JsonObject {
  return operation.examples[0]?.input ?? sampleFields(operation.input.fields, ({ required }) => required);
}

function batchResults(ids: JsonValue | undefined): JsonObject {
  const all = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  return Object.fromEntries(all.map((id) => [id, { code: 0, message: '' }]));
}

/** A result that the operation may have, made from its schema. */
export function sampleOutput(operation: Pick<Operation, 'output' | 'batch'>, input: JsonObject): JsonObject {
  const { batch } = operation;
  const output: ObjectSchema = operation.output;
  const fields = sampleFields(output.fields, ({ name }) => name !== batch?.results);
  return batch === undefined ? fields : { ...fields, [batch.results]: batchResults(input[batch.ids]) };
}

/** The body of a successful response: the first documented one, or one made from the schema. */
export function sampleResponse(operation: Operation): JsonObject {
  const documented = operation.examples.find(({ body }) => Number(body['code']) === 0)?.body;
  if (documented !== undefined) return documented;
  return { code: 0, codeDesc: 'Success', message: '', ...sampleOutput(operation, sampleInput(operation)) };
}
