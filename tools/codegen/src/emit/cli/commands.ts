import type { Field, Model, Operation, Schema, Service } from '../../model/v2.js';
import { byCodeUnits, kebabCase, literal, paragraphs } from '@qcvm/codegen/toolkit';
import { dataFile } from '../text/files.js';
import type { GeneratedFile, LiteralObject } from '@qcvm/codegen/toolkit';

function optionKind(schema: Schema): string {
  if (schema.kind === 'string' || schema.kind === 'integer') return schema.kind;
  const items = schema.kind === 'list' ? schema.items.kind : undefined;
  if (items === 'string') return 'strings';
  return items === 'integer' ? 'integers' : 'json';
}

/** One parameter as an option. */
export function optionOf({ name, required, schema, option }: Field): LiteralObject {
  const scalar = schema.kind === 'list' ? schema.items : schema;
  const known =
    'known' in scalar ? scalar.known?.map((each) => ({ value: each.value, name: each.name })) : undefined;
  const range = scalar.kind === 'integer' ? { minimum: scalar.minimum, maximum: scalar.maximum } : {};
  return {
    parameter: name,
    option: option ?? kebabCase(name),
    kind: optionKind(schema),
    required: required ? true : undefined,
    values: scalar.kind === 'string' || scalar.kind === 'integer' ? scalar.values : undefined,
    known,
    ...range,
    maxItems: schema.kind === 'list' ? schema.maxItems : undefined,
    default: schema.default,
    description: paragraphs(schema.description ?? '').join(' '),
  };
}

/** Names of the fields of a schema, those within objects by their whole way: `diskInfo.rootSize`. */
function fieldNames(schema: Schema, path = ''): string[] {
  if (schema.kind === 'list') return fieldNames(schema.items, path);
  // A type may hold itself: no column is deeper.
  if (schema.kind !== 'object' || path.split('.').length > 3) return [];
  return schema.fields.flatMap((field) => {
    const name = path + field.name;
    return [name, ...fieldNames(field.schema, `${name}.`)];
  });
}

const itemFields = ({ output }: Operation, items: string): string[] => {
  const list = output.fields.find(({ name }) => name === items);
  return list === undefined ? [] : fieldNames(list.schema);
};

function command(name: string, service: Service, operation: Operation): LiteralObject {
  const { action, method, summary, description, repeatability, batch, pagination, source } = operation;
  return {
    name,
    action,
    method,
    service: service.name,
    endpoint: `https://${service.hosts[0]}${service.path}`,
    summary,
    description: paragraphs(description).join('\n\n'),
    effect: repeatability === 'read' ? 'read' : 'change',
    batchIds: batch?.ids,
    pageItems: pagination?.items,
    itemFields: pagination === undefined ? undefined : itemFields(operation, pagination.items),
    options: operation.input.fields.map(optionOf),
    errors: [...operation.commonErrors, ...operation.moduleErrors].map(({ code }) => code),
    source,
  };
}

/** `packages/cli/src/generated/commands.gen.ts`: every operation of every service as a command. */
export function emitCommands(model: Model): GeneratedFile {
  const commands = model.services
    .flatMap((service) => service.operations.map((operation) => ({ service, operation })))
    .map(({ service, operation }) => {
      const name = model.commands.get(operation) ?? kebabCase(operation.action);
      return { name, literal: command(name, service, operation) };
    })
    .sort((left, right) => byCodeUnits(left.name, right.name))
    .map((each) => each.literal);
  const specs = [model.common.spec, ...model.services.map(({ spec }) => spec)];
  return dataFile('packages/cli/src/generated/commands.gen.ts', specs, [
    "import type { CommandDescriptor } from '../command.js';",
    `/** Every operation as a command, by name. */\n${literal(commands, {
      before: 'export const commands: readonly CommandDescriptor[] = ',
      after: ';',
    })}`,
  ]);
}
