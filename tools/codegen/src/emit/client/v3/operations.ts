import { dataFile, docComment, importNames } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import { Code, literal } from '../../text/literal.js';
import type { LiteralObject } from '../../text/literal.js';
import { camelCase } from '../../../model/names.js';
import type { Operation, Quota, Service, Waiter } from '../../../model/v3.js';
import { constant, waiterConstant } from '../parts.js';
import { operationErrors, usedErrorConstants } from './errors.js';
import { Parameters } from './parameters.js';
import { serviceConstant } from '../../../model/v3-names.js';
import type { EmitTarget } from './target.js';
import { operationComment } from './words.js';

/**
 * A type of the service: by the name of the module that has it, as a method may be called like a type. No method begins with
 * a capital letter.
 */
const typeName = (name: string): string => `Types.${name}`;

/** The type of the items of a page. */
function itemType(service: Service, { output, pagination }: Operation): string {
  const type = service.types.find(({ name }) => name === output);
  const field =
    type?.kind === 'object' ? type.fields.find(({ name }) => name === pagination?.items) : undefined;
  const items = field?.shape.kind === 'list' ? field.shape.items : undefined;
  return items?.kind === 'named' ? typeName(items.type) : 'never';
}

/** Types of the contract that an operation's descriptor has, each with its arguments. */
function contractTypes(
  service: Service,
  operation: Operation,
): { readonly name: string; readonly text: string }[] {
  const { input, output, batch, transition, pagination } = operation;
  const io = `${typeName(input)}, ${typeName(output)}`;
  const types = [];
  if (batch !== undefined) {
    const name = transition === undefined ? 'BatchOperation' : 'ChangeOperation';
    types.push({ name, text: `${name}<${io}>` });
  }
  if (pagination?.kind === 'offset')
    types.push({
      name: 'PaginatedOperation',
      text: `PaginatedOperation<${io}, ${itemType(service, operation)}>`,
    });
  return types.length > 0 ? types : [{ name: 'OperationDescriptor', text: `OperationDescriptor<${io}>` }];
}

function quotas(service: Service, quota: Quota | undefined): LiteralObject[] | undefined {
  if (quota === undefined) return undefined;
  const isCommon = service.quotas.length === 1 && JSON.stringify(service.quotas[0]) === JSON.stringify(quota);
  return isCommon ? undefined : [{ ...quota }];
}

/** Pages by number of items; what pages by token is called page by page, as any other operation. */
function pagination({ pagination: page }: Operation): LiteralObject | undefined {
  if (page?.kind !== 'offset') return undefined;
  const { kind: _, ...members } = page;
  return members;
}

/** What the runtime has to check in an answer: what paging goes by. */
function output({ pagination: page }: Operation): LiteralObject {
  if (page?.kind !== 'offset') return {};
  return {
    [page.items]: { kind: 'list', required: true },
    [page.total]: { kind: 'integer', required: true },
  };
}

function descriptor(service: Service, operation: Operation, parameters: Parameters): LiteralObject {
  const { action, input, repeatability, quota, batch, transition, clientToken, dryRun } = operation;
  const type = service.types.find(({ name }) => name === input);
  const exclusive = type?.kind === 'object' && type.exclusive.length > 0 ? type.exclusive : undefined;
  return {
    action,
    service: new Code(constantOf(service)),
    input: parameters.input(input),
    exclusive,
    output: output(operation),
    errors: operationErrors(service, operation),
    repeatability,
    clientToken,
    dryRun,
    quotas: quotas(service, quota),
    batch: batch === undefined ? undefined : { ...batch },
    pagination: pagination(operation),
    transition:
      transition === undefined
        ? undefined
        : { from: transition.from, via: transition.via, to: transition.to, force: transition.force },
  };
}

function waiter(service: Service, each: Waiter): string {
  const called = service.operations.find(({ action }) => action === each.operation);
  if (called === undefined) throw new Error(`the waiter ${each.name} calls no operation`);
  const types = [typeName(called.input), typeName(called.output), itemType(service, called)];
  return waiterConstant(each, { method: called.method, types });
}

/** What the constant of a service is called. */
export function constantOf({ name, operations }: Service): string {
  return serviceConstant(
    name,
    operations.map(({ method }) => method),
  );
}

function serviceText(service: Service): string {
  const { name, version, title, hosts, path, signingName, quotas: common } = service;
  const errors = new Code('commonErrors');
  const value = {
    name,
    version,
    protocol: 'v3',
    hosts,
    path,
    signingName,
    quotas: common.map((each) => ({ ...each })),
    errors,
  };
  const before = `export const ${constantOf(service)}: ServiceDescriptor = `;
  return `/** ${title}, version ${version}. */\n${literal(value, { before, after: ';' })}`;
}

/** `operations.gen.ts`: a constant for each operation and waiter, and tables for what several of them take. */
export function emitOperations(service: Service, { folder, model, common }: EmitTarget): GeneratedFile {
  const { operations, waiters } = service;
  const taken = [
    constantOf(service),
    ...operations.map(({ method }) => method),
    ...waiters.map(({ name }) => camelCase(name)),
  ];
  const parameters = new Parameters(service, new Set(taken));
  const types = operations.map((operation) => contractTypes(service, operation));
  const shared = parameters.shared.map(({ name, literal: value }) =>
    literal(value, { before: `const ${name}: Parameter = `, after: ';' }),
  );
  const tables = parameters.tables.map((table) =>
    literal(parameters.table(table), { before: `const ${table.name}: ParameterTable = `, after: ';' }),
  );
  const contract = [
    'ServiceDescriptor',
    ...types.flat().map(({ name }) => name),
    ...(shared.length === 0 ? [] : ['Parameter']),
    ...(tables.length === 0 ? [] : ['ParameterTable']),
    ...(waiters.length === 0 ? [] : ['WaiterDescriptor']),
  ];
  const imports = [
    importNames(contract, model),
    `import { commonErrors } from '${common}';`,
    importNames(usedErrorConstants(service), './errors.gen.js', 'import'),
    operations.length === 0 ? '' : "import type * as Types from './types.gen.js';",
  ];
  return dataFile(`${folder}/operations.gen.ts`, service.specs, [
    imports.filter((line) => line !== '').join('\n'),
    serviceText(service),
    ...shared,
    ...tables,
    ...operations.map((operation, index) => {
      const type = (types[index] ?? []).map(({ text }) => text).join(' & ');
      const value = literal(descriptor(service, operation, parameters), {
        before: constant(operation.method, type),
        after: ';',
      });
      return docComment(operationComment(operation, { short: true })) + value;
    }),
    ...waiters.map((each) => waiter(service, each)),
  ]);
}
