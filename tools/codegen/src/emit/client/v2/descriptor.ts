import type { Field, Operation, Schema } from '../../../model/v2.js';
import { Code, identifier } from '@qcvm/codegen/toolkit';
import type { LiteralObject } from '@qcvm/codegen/toolkit';

function bounds(schema: Schema): LiteralObject {
  switch (schema.kind) {
    case 'string': {
      const { pattern, meaning, minLength, maxLength, values } = schema;
      return { pattern, meaning, minLength, maxLength, values };
    }
    case 'integer': {
      const { minimum, maximum, values } = schema;
      return { minimum, maximum, values };
    }
    case 'list':
      return { items: parameter(schema.items), maxItems: schema.maxItems, unique: schema.unique };
    case 'object':
      return { fields: parameters(schema.fields) };
    case 'map':
      throw new Error('a map has no wire form');
  }
}

function parameter(
  schema: Schema,
  { required, selects }: { readonly required?: boolean; readonly selects?: boolean } = {},
): LiteralObject {
  return {
    kind: schema.kind,
    required: required === true ? true : undefined,
    selects: selects === true ? true : undefined,
    ...bounds(schema),
    default: schema.default,
  };
}

/** The plan by which the runtime checks an input. */
export function parameters(
  fields: readonly Field[],
  selects: (field: Field) => boolean = () => false,
): LiteralObject {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      parameter(field.schema, { required: field.required, selects: selects(field) }),
    ]),
  );
}

const isFlag = (schema: Schema): boolean =>
  schema.kind === 'integer' &&
  schema.values !== undefined &&
  schema.values.every((value) => value === 0 || value === 1);

/**
 * Whether an optional parameter selects what a call is about: the ids of a batch, and for what only reads, all but the place in
 * a list and flags. In doubt it does: what is taken for a selector is refused when it is undefined, and nothing worse.
 */
const selectsResources =
  ({ batch, pagination, repeatability }: Operation) =>
  ({ name, required, schema }: Field): boolean =>
    !required &&
    (name === batch?.ids ||
      (repeatability === 'read' &&
        name !== pagination?.offset &&
        name !== pagination?.limit &&
        !isFlag(schema)));

/** Whether the runtime has to set something right in a result of this shape. */
function needsCare(schema: Schema): boolean {
  switch (schema.kind) {
    case 'string':
    case 'integer':
      return false;
    case 'list':
      return schema.singleAsList === true || needsCare(schema.items);
    case 'object':
      return schema.fields.some((field) => needsCare(field.schema));
    case 'map':
      return needsCare(schema.values);
  }
}

function result(schema: Schema, required: boolean): LiteralObject {
  const base: LiteralObject = { kind: schema.kind, required: required ? true : undefined };
  if (!needsCare(schema)) return base;
  if (schema.kind === 'list') {
    const items = needsCare(schema.items) ? result(schema.items, false) : undefined;
    return { ...base, items, singleAsList: schema.singleAsList };
  }
  return schema.kind === 'object' ? { ...base, fields: results(schema.fields, { onlyCare: true }) } : base;
}

/** The fields of a result that must be there, or must be set right. */
export function results(
  fields: readonly Field[],
  options: { readonly onlyCare?: boolean } = {},
): LiteralObject {
  const wanted = fields.filter(
    ({ required, schema }) => needsCare(schema) || (required && options.onlyCare !== true),
  );
  return Object.fromEntries(wanted.map(({ name, required, schema }) => [name, result(schema, required)]));
}

/** One operation as the runtime wants to know it; `service` is the name of the constant that describes its module. */
export function descriptor(operation: Operation, service: string): LiteralObject {
  const { action, input, output, moduleErrors, repeatability, batch, pagination } = operation;
  const { resource: _resource, ...transition } = operation.transition ?? {};
  const ownFields = output.fields.filter(({ name }) => name !== batch?.results);
  return {
    action,
    service: new Code(service),
    input: parameters(input.fields, selectsResources(operation)),
    output: results(ownFields),
    errors: Object.fromEntries(moduleErrors.map(({ code }) => [code, new Code(identifier(code))])),
    repeatability,
    batch: batch === undefined ? undefined : { ...batch },
    pagination: pagination === undefined ? undefined : { ...pagination },
    transition: operation.transition === undefined ? undefined : transition,
  };
}
