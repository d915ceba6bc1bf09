import { didYouMean } from '@qcvm/codegen/toolkit';
import type { Cursor, Spec } from '@qcvm/codegen/toolkit';

const annotations = [
  '$ref',
  '$comment',
  'type',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'externalDocs',
];

/** What a schema of each type can say, beside its annotations. */
const supported: Readonly<Record<string, readonly string[]>> = {
  string: ['pattern', 'minLength', 'maxLength', 'enum', 'const', 'format'],
  integer: ['minimum', 'maximum', 'enum', 'const', 'format'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties'],
};

/** A type that the wire knows. */
export type SchemaType = 'string' | 'integer' | 'array' | 'object';

/** All of them. */
export const schemaTypes = Object.keys(supported);

/** What to write instead of something that JSON Schema has and the generator has not. */
const instead: Readonly<Record<string, string>> = {
  allOf: 'write all the fields in one object schema',
  anyOf: 'choose one type; the wire has no alternatives',
  oneOf: 'choose one type; the wire has no alternatives',
  not: 'say what is allowed, with enum, pattern, minimum or maximum',
  if: 'say what holds always, and describe the rest in words',
  nullable: 'leave the field out of "required"; absent is what the service calls null',
  example: 'write "examples:" with a list',
  exclusiveMinimum: 'write "minimum:" with the next integer',
  exclusiveMaximum: 'write "maximum:" with the integer before',
  prefixItems: 'describe all items alike with "items:"',
  patternProperties: 'write "additionalProperties:" with the schema of every value',
  unevaluatedProperties: 'leave it out; a result may always gain fields',
  dependentRequired: 'describe it in words',
};

const unsupportedTypes: Readonly<Record<string, string>> = {
  boolean: 'API 2.0 has no booleans: write "type: integer" with "enum: [0, 1]"',
  number: 'the wire has integers only: write "type: integer", or "type: string" for a decimal text',
  null: 'leave the field out of "required"; absent is what the service calls null',
};

/** Reports the keywords of one schema that the generator does not understand, rather than ignoring them. */
export function checkKeywords(spec: Spec, schema: Cursor, type: string | undefined): void {
  const own = type === undefined ? [] : (supported[type] ?? []);
  for (const name of schema.names()) {
    if (name.startsWith('x-') || annotations.includes(name) || own.includes(name)) continue;
    const at = schema.get(name) ?? schema;
    const elsewhere = schemaTypes.find((other) => supported[other]?.includes(name));
    const remedy =
      instead[name] ??
      (elsewhere === undefined
        ? didYouMean(name, [...annotations, ...own], `leave it out; understood here: ${own.join(', ')}`)
        : `it belongs to "type: ${elsewhere}"`);
    const what =
      type === undefined
        ? `the JSON Schema keyword "${name}" is not supported beside a $ref`
        : `the JSON Schema keyword "${name}" is not supported for type "${type}"`;
    spec.report(at, { what, remedy, part: 'key' });
  }
}

/** The type of a schema that has no `$ref`; undefined, and reported, when the wire has no such type. */
export function readType(spec: Spec, schema: Cursor): SchemaType | undefined {
  const type = schema.get('type')?.value;
  if (type === 'string' || type === 'integer' || type === 'array' || type === 'object') return type;
  const combined = ['oneOf', 'anyOf', 'allOf', 'not', 'if'].find((name) => schema.has(name));
  if (combined !== undefined) {
    const what = `the JSON Schema keyword "${combined}" is not supported in inputs and outputs`;
    spec.report(schema.get(combined) ?? schema, { what, remedy: instead[combined] ?? '', part: 'key' });
  } else if (type === undefined) {
    const remedy = `add "type:" with one of ${schemaTypes.join(', ')}, or a $ref`;
    spec.report(schema, { what: 'this schema has no type', remedy });
  } else {
    const shown = typeof type === 'string' ? type : JSON.stringify(type);
    const known = typeof type === 'string' ? unsupportedTypes[type] : 'choose one type';
    const remedy = known ?? didYouMean(shown, schemaTypes, `write one of ${schemaTypes.join(', ')}`);
    spec.report(schema.get('type') ?? schema, { what: `the type "${shown}" is not supported`, remedy });
  }
  return undefined;
}
