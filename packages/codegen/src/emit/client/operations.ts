import { codeFile, docComment, importNames } from '../text/layout.js';
import type { GeneratedFile } from '../text/layout.js';
import { Code, literal, propertyName, quote } from '../text/literal.js';
import type { LiteralObject } from '../text/literal.js';
import { camelCase } from '../../model/names.js';
import type { Operation, Quota, Service, Waiter } from '../../model/service.js';
import { bottomOf, fieldsOf, itemTypeOf, typesOf } from '../../model/shapes.js';
import type { ServiceType, Types } from '../../model/shapes.js';
import { constant, waiterConstant } from './parts.js';
import { generalErrors, operationErrors, usedErrorNames } from './errors.js';
import { Parameters } from './parameters.js';
import { plainOperation } from './plain-operation.js';
import { results } from './results.js';
import type { SharedTable } from './parameters.js';
import { parameterType } from './shared-parameters.js';
import type { SharedParameter } from './shared-parameters.js';
import { freeName } from '../../model/code-names.js';
import { pathIn } from './target.js';
import type { EmitTarget } from './target.js';
import { operationComment } from './words.js';

/**
 * A type of the service: by the name of the module that has it, as a method may be called like a type. No method begins with
 * a capital letter.
 */
const typeName = (name: string): string => `Types.${name}`;

/** The type of the items of a page. */
function itemType(types: Types, { output, pagination }: Operation): string {
  const items = fieldsOf(types, output).find(({ name }) => name === pagination?.items);
  const type = itemTypeOf(types, items?.shape);
  if (type === undefined) return 'never';
  return type.kind === 'object' && type.inline === true
    ? `${typeName(output)}['${pagination?.items ?? ''}'][number]`
    : typeName(type.name);
}

/** Types of the contract that an operation's descriptor has, each with its arguments. */
function contractTypes(
  types: Types,
  operation: Operation,
): { readonly name: string; readonly text: string }[] {
  const { input, output, batch, transition, pagination } = operation;
  const io = `${typeName(input)}, ${typeName(output)}`;
  const contract = [];
  if (batch !== undefined) {
    const name = transition === undefined ? 'BatchOperation' : 'ChangeOperation';
    contract.push({ name, text: `${name}<${io}>` });
  }
  if (pagination !== undefined) {
    const name = pagination.kind === 'offset' ? 'PaginatedOperation' : 'TokenPaginatedOperation';
    contract.push({ name, text: `${name}<${io}, ${itemType(types, operation)}>` });
  }
  return contract.length > 0
    ? contract
    : [{ name: 'OperationDescriptor', text: `OperationDescriptor<${io}>` }];
}

function quotas(service: Service, quota: Quota | undefined): LiteralObject[] | undefined {
  if (quota === undefined) return undefined;
  const isCommon = service.quotas.length === 1 && JSON.stringify(service.quotas[0]) === JSON.stringify(quota);
  return isCommon ? undefined : [{ ...quota }];
}

function pagination({ pagination: page }: Operation): LiteralObject {
  if (page === undefined) return {};
  const { kind, ...members } = page;
  return { [kind === 'offset' ? 'pagination' : 'tokenPagination']: members };
}

/** A table that says nothing is left out: there are thousands of operations, and each member costs compilers and bundles. */
const unlessEmpty = (table: LiteralObject): LiteralObject | undefined =>
  Object.keys(table).length === 0 ? undefined : table;

/** A function: the waiters stand behind the operation, and name it. */
function waitersOf({ waiters, protocol }: Service, { action }: Operation): Code | undefined {
  if (protocol === 'v2') return undefined;
  const names = waiters.filter(({ operation }) => operation === action).map(({ name }) => camelCase(name));
  return names.length === 0 ? undefined : new Code(`() => [${names.join(', ')}]`);
}

function descriptor(service: Service, operation: Operation, parameters: Parameters): LiteralObject {
  const { action, input, repeatability, quota, batch, transition, clientToken, dryRun } = operation;
  const { exclusive } = parameters.inputType(input);
  return {
    action,
    service: new Code(service.code.service),
    input: parameters.input(operation),
    exclusive: exclusive.length > 0 ? exclusive : undefined,
    output: unlessEmpty(results(service, operation)),
    errors: unlessEmpty(operationErrors(service, operation)),
    repeatability,
    clientToken,
    dryRun,
    quotas: quotas(service, quota),
    batch: batch === undefined ? undefined : { ...batch },
    ...pagination(operation),
    transition:
      transition === undefined
        ? undefined
        : { from: transition.from, via: transition.via, to: transition.to, force: transition.force },
    waiters: waitersOf(service, operation),
  };
}

/** Whether nothing is known of an operation but its parameters. */
const isPlain = ({
  action: _,
  service: _service,
  input: _input,
  repeatability,
  ...more
}: LiteralObject): boolean =>
  repeatability === 'once' && Object.values(more).every((value) => value === undefined);

function waiter(service: Service, types: Types, each: Waiter): string {
  const called = service.operations.find(({ action }) => action === each.operation);
  if (called === undefined) throw new Error(`the waiter ${each.name} calls no operation`);
  const args = [typeName(called.input), typeName(called.output), itemType(types, called)];
  return waiterConstant(each, { method: called.method, types: args });
}

function serviceText(service: Service, commonErrors: string): string {
  const general = generalErrors(service);
  const { name, version, protocol, title, hosts, path, signingName, quotas: common, code } = service;
  const value = {
    name,
    version,
    protocol,
    hosts,
    path,
    signingName,
    emptyLists: protocol === 'v3' ? true : undefined,
    quotas: common.map((each) => ({ ...each })),
    errors: general === undefined ? undefined : new Code(general),
    commonErrors: new Code(commonErrors),
  };
  const before = `export const ${code.service}: ServiceDescriptor = `;
  return `/** ${title}, version ${version}. */\n${literal(value, { before, after: ';' })}`;
}

/** Documented values that have names: numbers, which say nothing by themselves. */
function valueTable(type: ServiceType, types: Types): string[] {
  const shape = type.kind === 'value' && type.shared !== true ? bottomOf(types, type.shape) : undefined;
  const known = shape?.kind === 'string' || shape?.kind === 'integer' ? (shape.known ?? []) : [];
  if (!known.some(({ name }) => name !== undefined)) return [];
  const members = known.map(({ value, name = String(value), meaning }) => {
    const shown = typeof value === 'string' ? quote(value) : String(value);
    return `${docComment({ paragraphs: [meaning] }, '  ')}  ${propertyName(name)}: ${shown},`;
  });
  return [
    `/** Documented values of {@link ${type.name}}, by name. Others may come. */
export const ${camelCase(type.name)} = {\n${members.join('\n')}\n} as const;`,
  ];
}

const renamed = (name: string, as: string): string => (name === as ? name : `${name} as ${as}`);

const sharedConstant = ({ name, literal: value }: SharedParameter): string =>
  literal(value, { before: `const ${name}: ${parameterType(value)} = `, after: ';' });

const tableConstant = ({ name, literal: value }: SharedTable): string =>
  literal(value, { before: `const ${name}: ParameterTable = `, after: ';' });

/** `operations.gen.ts`: a constant for each operation and waiter, and tables for what several of them take. */
export function emitOperations(service: Service, target: EmitTarget): GeneratedFile {
  const { folder, header, note, model, common } = target;
  const { operations, waiters } = service;
  const taken = [
    service.code.service,
    ...operations.map(({ method }) => method),
    ...waiters.map(({ name }) => camelCase(name)),
    ...usedErrorNames(service),
  ];
  const commonErrors = freeName('commonErrors', new Set(taken));
  const plain = freeName('plainOperation', new Set(taken));
  const parameters = new Parameters(service, new Set([...taken, commonErrors, plain]));
  const byName = typesOf(service);
  const types = operations.map((operation) => contractTypes(byName, operation));
  const shared = [...parameters.shared, ...parameters.sharedTables];
  let usesPlain = false;
  const constants = operations.map((operation, index) => {
    const type = (types[index] ?? []).map(({ text }) => text).join(' & ');
    const { method, action } = operation;
    const described = descriptor(service, operation, parameters);
    const comment = docComment(operationComment(operation, { short: true }));
    if (target.isSource !== true || !isPlain(described))
      return comment + literal(described, { before: constant(method, type), after: ';' });
    usesPlain = true;
    const call = { called: plain, service: service.code.service, action, input: parameters.input(operation) };
    return comment + plainOperation(constant(method, type, ''), call);
  });
  const contract = [
    'ServiceDescriptor',
    ...types.flat().map(({ name }) => name),
    ...shared.map(({ literal: value }) => parameterType(value)),
    ...(parameters.namesType ? ['Parameter'] : []),
    ...(parameters.tables.length === 0 ? [] : ['ParameterTable']),
    ...(waiters.length === 0 ? [] : ['WaiterDescriptor']),
  ];
  const imports = [
    importNames(contract, model),
    importNames(
      [renamed('commonErrors', commonErrors), ...(usesPlain ? [renamed('plainOperation', plain)] : [])],
      common,
      'import',
    ),
    importNames(usedErrorNames(service), './errors.gen.js', 'import'),
    operations.length === 0 ? '' : "import type * as Types from './types.gen.js';",
  ];
  return codeFile(pathIn(folder, 'operations.gen.ts'), note === undefined ? header : [...header, note], [
    imports.filter((line) => line !== '').join('\n'),
    serviceText(service, commonErrors),
    ...parameters.shared.map(sharedConstant),
    ...parameters.tables.map(tableConstant),
    ...parameters.sharedTables.map(sharedConstant),
    ...constants,
    ...waiters.map((each) => waiter(service, byName, each)),
    ...service.types.flatMap((type) => valueTable(type, byName)),
  ]);
}
