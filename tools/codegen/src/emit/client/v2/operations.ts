import type { NamedSchema, NamedValue, Operation, Service, Waiter } from '../../../model/v2.js';
import {
  Code,
  camelCase,
  constant,
  deprecatedTags,
  docComment,
  identifier,
  importNames,
  literal,
  propertyName,
  quote,
  waiterConstant,
} from '@qcvm/codegen/toolkit';
import { dataFile } from '../../text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { itemTypeName, serviceFolder, serviceShownName } from '../../text/naming.js';
import { descriptor } from './descriptor.js';

/** The descriptor's type, by what the operation can do. */
function operationType(operation: Operation): { name: string; text: string } {
  const io = `${operation.input.name}, ${operation.output.name}`;
  const paged = `PaginatedOperation<${io}, ${itemTypeName(operation)}>`;
  if (operation.batch !== undefined && operation.pagination !== undefined) {
    return { name: 'BatchOperation PaginatedOperation', text: `BatchOperation<${io}> & ${paged}` };
  }
  if (operation.batch !== undefined && operation.transition !== undefined)
    return { name: 'ChangeOperation', text: `ChangeOperation<${io}>` };
  if (operation.batch !== undefined) return { name: 'BatchOperation', text: `BatchOperation<${io}>` };
  if (operation.pagination !== undefined) return { name: 'PaginatedOperation', text: paged };
  return { name: 'OperationDescriptor', text: `OperationDescriptor<${io}>` };
}

function service(service: Service): string {
  const { name, version, protocol, hosts, path, quotas } = service;
  const value = {
    ...{ name, version, protocol, hosts, path },
    quotas: quotas.map((quota) => ({ ...quota })),
    errors: new Code('commonErrors'),
  };
  return `/** The ${serviceShownName(service)} API. */\n${literal(value, { before: `export const ${name}: ServiceDescriptor = `, after: ';' })}`;
}

function operation(each: Operation, serviceName: string): string {
  const comment = docComment({
    paragraphs: [`${each.summary}.`],
    tags: [...deprecatedTags(each), `@see ${each.source}`],
  });
  return (
    comment +
    literal(descriptor(each, serviceName), {
      before: constant(each.method, operationType(each).text),
      after: ';',
    })
  );
}

function waiter(each: Waiter): string {
  const { method, input, output } = each.operation;
  return waiterConstant(each, { method, types: [input.name, output.name, itemTypeName(each.operation)] });
}

function namedValues(name: string, values: readonly NamedValue[]): string {
  const members = values.map((each) => {
    const value = typeof each.value === 'string' ? quote(each.value) : String(each.value);
    return `${docComment({ paragraphs: [each.meaning] }, '  ')}  ${propertyName(each.name)}: ${value},`;
  });
  return `/** Documented values of {@link ${name}}, by name. Others may come. */
export const ${camelCase(name)} = {\n${members.join('\n')}\n} as const;`;
}

function valueTable({ name, schema }: NamedSchema): string[] {
  return 'known' in schema && schema.known !== undefined ? [namedValues(name, schema.known)] : [];
}

/** Type names that the constants of this file mention. */
function mentionedTypes(all: Service): { contract: string[]; types: string[] } {
  const paged = all.operations.filter(({ pagination }) => pagination !== undefined);
  const items = [...paged, ...all.waiters.map((each) => each.operation)].map(itemTypeName);
  return {
    contract: [
      'ServiceDescriptor',
      ...all.operations.flatMap((each) => operationType(each).name.split(' ')),
      ...(all.waiters.length === 0 ? [] : ['WaiterDescriptor']),
    ],
    types: [
      ...all.operations.flatMap(({ input, output }) => [input.name, output.name]),
      ...items.filter((name) => !name.includes('[')),
      ...all.schemas.filter((each) => valueTable(each).length > 0).map(({ name }) => name),
    ],
  };
}

/** `<service>/operations.gen.ts`: a constant for each operation, each waiter and each set of documented values. */
export function emitOperations(all: Service): GeneratedFile {
  const mentioned = mentionedTypes(all);
  const errors = all.operations.flatMap(({ moduleErrors }) =>
    moduleErrors.map(({ code }) => identifier(code)),
  );
  const imports = [
    importNames(mentioned.contract, '../../../model/descriptor.js'),
    "import { commonErrors } from '../../2.0.gen.js';",
    importNames(errors, './errors.gen.js', 'import'),
    importNames(mentioned.types, './types.gen.js'),
  ];
  return dataFile(
    `packages/client/src/${serviceFolder(all)}/operations.gen.ts`,
    ['specs/2.0/common.yaml', all.spec],
    [
      imports.filter((line) => line !== '').join('\n'),
      service(all),
      ...all.operations.map((each) => operation(each, all.name)),
      ...all.waiters.map(waiter),
      ...all.schemas.flatMap(valueTable),
    ],
  );
}
