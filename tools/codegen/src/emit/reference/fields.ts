import type { Field, Schema } from '../../model/v2.js';
import { describeInline } from '@qcvm/codegen/toolkit';
import { inlineCode, listed } from './markdown.js';

/** Schemas that are worth a section of their own: objects, and sets of documented values. */
export function hasSection(schema: Schema): boolean {
  return (
    schema.name !== undefined &&
    (schema.kind === 'object' || ('known' in schema && schema.known !== undefined))
  );
}

function link(schema: Schema): string | undefined {
  return hasSection(schema) ? `[${schema.name ?? ''}](#${(schema.name ?? '').toLowerCase()})` : undefined;
}

/** The type of a field in words. */
export function typeInWords(schema: Schema): string {
  const linked = link(schema);
  if (linked !== undefined) return linked;
  switch (schema.kind) {
    case 'string':
    case 'integer':
      return schema.values === undefined ? schema.kind : listed(schema.values.map(inlineCode), 'or');
    case 'list': {
      const items = typeInWords(schema.items);
      return `list of ${items === 'string' || items === 'integer' || items === 'object' ? `${items}s` : items}`;
    }
    case 'object':
      return 'object';
    case 'map':
      return `object of ${typeInWords(schema.values)}`;
  }
}

/** One row of a table of parameters or result fields. */
export interface FieldRow {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

function below(schema: Schema, name: string, index: string): FieldRow[] {
  if (hasSection(schema)) return [];
  if (schema.kind === 'object') return fieldRows(schema.fields, { prefix: `${name}.`, index });
  return schema.kind === 'list' ? below(schema.items, `${name}${index}`, index) : [];
}

/** Fields with those of nested objects below them, by the whole name: `policies.n.ports.n`. */
export function fieldRows(
  fields: readonly Field[],
  options: { readonly prefix?: string; readonly index: string },
): FieldRow[] {
  const { prefix = '', index } = options;
  return fields.flatMap((field) => {
    const name = prefix + field.name;
    const isList = field.schema.kind === 'list';
    const { required } = field;
    const row = {
      name: isList ? name + index : name,
      type: typeInWords(field.schema),
      required,
      description: describeInline(field.schema),
    };
    return [row, ...below(field.schema, name, index)];
  });
}

/** Named schemas that fields refer to, directly or through others, each once, as they are defined (by names in small letters). */
export function sections(schemas: readonly Schema[], definitions: ReadonlyMap<string, Schema>): Schema[] {
  const found = new Map<string, Schema>();
  const visit = (schema: Schema): void => {
    if (schema.name !== undefined && hasSection(schema)) {
      if (found.has(schema.name)) return;
      found.set(schema.name, definitions.get(schema.name.toLowerCase()) ?? schema);
    }
    if (schema.kind === 'list') visit(schema.items);
    else if (schema.kind === 'map') visit(schema.values);
    else if (schema.kind === 'object') schema.fields.forEach((field) => visit(field.schema));
  };
  for (const schema of schemas) {
    if (schema.kind === 'object') schema.fields.forEach((field) => visit(field.schema));
  }
  return [...found.values()];
}

/** Rows for a markdown table. */
export function cells(
  rows: readonly FieldRow[],
  words: { readonly yes: string; readonly no: string },
): string[][] {
  return rows.map((row) => [
    inlineCode(row.name),
    row.type,
    row.required ? words.yes : words.no,
    row.description,
  ]);
}
