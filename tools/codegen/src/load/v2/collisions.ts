import { Names, camelCase, fieldsOf, identifier, kebabCase, typesOf } from '@qcvm/codegen/toolkit';
import type { Cursor, Operation, Service, Spec } from '@qcvm/codegen/toolkit';
import { handWrittenCommands, handWrittenOptions } from '../../spec/taken-names.js';
import type { TakenNames } from '../../spec/taken-names.js';

/** A service, and the file that it was read from. */
export interface ReadService {
  readonly root: Cursor;
  readonly service: Service;
}

/** Types that generated files of a service import under their own names. */
const contractTypes = [
  ...['BatchOperation', 'ChangeOperation', 'ClientConfig', 'ErrorDescriptor', 'ErrorTable'],
  ...[
    'OperationDescriptor',
    'OperationMethod',
    'PaginatedOperation',
    'ServiceDescriptor',
    'WaiterDescriptor',
  ],
];

const operationAt = (root: Cursor, { action }: Operation): Cursor => root.at('paths', `/${action}`) ?? root;

function constantNames(
  { spec, root, service }: ReadService & { readonly spec: Spec },
  constants: Names,
): void {
  const title = root.at('x-qcloud-service', 'name') ?? root;
  constants.take(service.name, { called: 'the service', at: title });
  for (const operation of service.operations) {
    const called = `the operation ${operation.action}`;
    constants.take(operation.method, { called, at: operationAt(root, operation) });
  }
  for (const { name } of service.waiters) {
    const at = root.at('components', 'x-qcloud-waiters', name) ?? root;
    constants.take(camelCase(name), { called: `the waiter ${name}`, at });
  }
  for (const type of service.types) {
    const { name } = type;
    const at = root.at('components', 'schemas', name) ?? root;
    if (type.kind === 'value' && type.shared !== true && 'known' in type.shape)
      constants.take(camelCase(name), { called: `the values of ${name}`, at });
  }
  const errors = new Names(spec);
  for (const { code } of service.errors) {
    const at = root.at('components', 'x-qcloud-errors', code) ?? root;
    errors.take(identifier(code), { called: `the error ${code}`, at });
  }
}

function typeNames({ root, service }: ReadService, types: Names): void {
  const type = service.code.client;
  const shared = service.types.filter((each) => each.shared === true);
  types.reserve(contractTypes, 'a type of the client');
  types.reserve(
    shared.map(({ name }) => name),
    'a schema of common.yaml',
  );
  const own = [type, `${type}ErrorCode`, `Known${type}ErrorCode`];
  types.reserve(own, 'the service');
  for (const { action } of service.operations)
    types.reserve([`${action}Input`, `${action}Output`], `the operation ${action}`);
  for (const [name, at] of root.at('components', 'schemas')?.entries() ?? [])
    types.take(name, { called: `the schema ${name}`, at });
}

/** Methods, constants and types of one service, and what its entry point exports beside them. */
export function checkServiceNames(spec: Spec, read: ReadService, exported: readonly string[]): void {
  const constants = new Names(spec);
  const types = new Names(spec);
  constants.reserve(exported, 'the package');
  types.reserve(exported, 'the package');
  constantNames({ ...read, spec }, constants);
  typeNames(read, types);
}

/** One option for each parameter of an operation, and none that the command line has of its own. */
function checkOptions(spec: Spec, { root, service }: ReadService): void {
  const types = typesOf(service);
  for (const operation of service.operations) {
    const options = new Names(spec, 'on the command line');
    options.reserve(handWrittenOptions, 'an option of the command line');
    const parameters = operationAt(root, operation).at('post', 'x-qcloud-input', 'properties');
    for (const { name, option } of fieldsOf(types, operation.input)) {
      const at = parameters?.get(name) ?? operationAt(root, operation);
      const remedy = 'name another option for it, with x-qcloud-option';
      options.take(option ?? kebabCase(name), { called: `the parameter ${name}`, at, remedy });
    }
  }
}

/** Two services at one host and path must not have an Action of the same name: no request could tell them apart. */
function checkAddresses(spec: Spec, read: readonly ReadService[]): void {
  const owners = new Map<string, string>();
  for (const { root, service } of read) {
    for (const operation of service.operations) {
      for (const host of service.hosts) {
        const address = `${host}${service.path} ${operation.action}`;
        const other = owners.get(address);
        owners.set(address, service.name);
        if (other === undefined) continue;
        const what = `the service "${other}" has the Action ${operation.action} at ${host} already`;
        const remedy = 'leave it out here, or correct the host';
        spec.report(operationAt(root, operation), { what, remedy, part: 'key' });
      }
    }
  }
}

/**
 * The command of every operation: what the spec calls it, or else its Action. No other spec has a say in it, so that a further
 * service never renames a command: where two would have one name, the newer names its own.
 */
function commandsOf(spec: Spec, read: readonly ReadService[]): Map<Operation, string> {
  const names = new Names(spec, 'on the command line');
  names.reserve(handWrittenCommands, 'a command of its own');
  const commands = new Map<Operation, string>();
  for (const { root, service } of read) {
    for (const operation of service.operations) {
      const name = operation.command ?? kebabCase(operation.action);
      names.take(name, {
        called: `the operation ${operation.action} of ${service.name}`,
        at: operationAt(root, operation),
        remedy: 'give the newer of them another name, with x-qcloud-command',
      });
      commands.set(operation, name);
    }
  }
  return commands;
}

/** What all services together must not have twice; gives the command of each operation. */
export function checkTogether(
  spec: Spec,
  read: readonly ReadService[],
  taken: TakenNames,
): ReadonlyMap<Operation, string> {
  const entryPoints = new Names(spec, 'as an entry point of the client');
  entryPoints.reserve(taken.entryPoints ?? [], 'another one');
  for (const { root, service } of read)
    entryPoints.take(service.name, {
      called: `the service ${service.name}`,
      at: root.at('x-qcloud-service', 'name') ?? root,
    });
  checkAddresses(spec, read);
  for (const each of read) checkOptions(spec, each);
  return commandsOf(spec, read);
}
