import type { AnswerField, AnswerFields, ServiceAnswers } from '../../services/answers.js';
import { isJsonObject, type JsonObject } from '../../core/json.js';

type Types = ServiceAnswers['types'];

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  binary: (value) => typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
};

function valueProblems(
  value: unknown,
  field: AnswerField,
  { path, types }: { path: string; types: Types },
): string[] {
  if (value === null) return field.nullable ? [] : [`${path} is null`];
  if (field.kind === 'object') return fieldProblems(value, { fields: types[field.type] ?? {}, path, types });
  if (field.kind !== 'list') return kinds[field.kind]?.(value) ? [] : [`${path} is no ${field.kind}`];
  if (!Array.isArray(value)) return [`${path} is no list`];
  return value.flatMap((item, index) =>
    valueProblems(item, field.items, { path: `${path}[${index}]`, types }),
  );
}

/** Where an object is not as the spec describes it. Fields beyond the description are welcome, and any may be missing. */
export function fieldProblems(
  value: unknown,
  { fields, path, types }: { fields: AnswerFields; path: string; types: Types },
): string[] {
  if (!isJsonObject(value)) return [`${path} is no object`];
  return Object.entries(fields).flatMap(([name, field]) =>
    Object.hasOwn(value, name) ? valueProblems(value[name], field, { path: `${path}.${name}`, types }) : [],
  );
}

/** The fields that an object lacks, of those that are documented as always there. */
export const missingFields = (value: JsonObject | undefined, fields: AnswerFields): readonly string[] =>
  Object.entries(fields)
    .filter(([name, { optional, nullable }]) => !optional && !nullable && value?.[name] === undefined)
    .map(([name]) => name);
