import {
  bottomOf,
  byCodeUnits,
  fieldsOf,
  kebabCase,
  literal,
  paragraphs,
  saidOf,
  typesOf,
} from '@qcvm/codegen/toolkit';
import type {
  Field,
  GeneratedFile,
  LiteralObject,
  Operation,
  Service,
  Shape,
  Types,
} from '@qcvm/codegen/toolkit';
import type { Model } from '../../model/v2.js';
import { dataFile } from '../text/files.js';

function optionKind(shape: Shape, types: Types): string {
  const bottom = bottomOf(types, shape);
  if (bottom.kind === 'string' || bottom.kind === 'integer') return bottom.kind;
  const items = bottom.kind === 'list' ? bottomOf(types, bottom.items).kind : undefined;
  if (items === 'string') return 'strings';
  return items === 'integer' ? 'integers' : 'json';
}

/** One parameter as an option. */
export function optionOf({ name, required, shape, option }: Field, types: Types): LiteralObject {
  const said = saidOf(types, shape);
  const scalar = said.kind === 'list' ? bottomOf(types, said.items) : said;
  const valued = scalar.kind === 'string' || scalar.kind === 'integer' ? scalar : undefined;
  const range = scalar.kind === 'integer' ? { minimum: scalar.minimum, maximum: scalar.maximum } : {};
  return {
    parameter: name,
    option: option ?? kebabCase(name),
    kind: optionKind(shape, types),
    required: required ? true : undefined,
    values: valued?.values,
    known: valued?.known?.map((each) => ({ value: each.value, name: each.name })),
    ...range,
    maxItems: said.kind === 'list' ? said.maxItems : undefined,
    default: said.default,
    description: paragraphs(said.description ?? '').join(' '),
  };
}

/** Names of the fields of a shape, those within objects by their whole way: `diskInfo.rootSize`. */
function fieldNames(shape: Shape | undefined, types: Types, path = ''): string[] {
  const bottom = shape && bottomOf(types, shape);
  if (bottom?.kind === 'list') return fieldNames(bottom.items, types, path);
  // A type may hold itself: no column is deeper.
  if (bottom?.kind !== 'object' || path.split('.').length > 3) return [];
  return bottom.fields.flatMap((field) => {
    const name = path + field.name;
    return [name, ...fieldNames(field.shape, types, `${name}.`)];
  });
}

function command(name: string, service: Service, operation: Operation): LiteralObject {
  const { action, method, summary, description = '', repeatability, batch, pagination, source } = operation;
  const types = typesOf(service);
  const listed = fieldsOf(types, operation.output).find((field) => field.name === pagination?.items);
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
    itemFields: pagination === undefined ? undefined : fieldNames(listed?.shape, types),
    options: fieldsOf(types, operation.input).map((field) => optionOf(field, types)),
    errors: operation.errors,
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
  const specs = [model.common.spec, ...model.services.map(({ specs: [, own = ''] }) => own)];
  return dataFile('packages/cli/src/generated/commands.gen.ts', specs, [
    "import type { CommandDescriptor } from '../command.js';",
    `/** Every operation as a command, by name. */\n${literal(commands, {
      before: 'export const commands: readonly CommandDescriptor[] = ',
      after: ';',
    })}`,
  ]);
}
