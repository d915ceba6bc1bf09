import type {
  ErrorCode,
  NamedSchema,
  ObjectSchema,
  Operation,
  Quota,
  Schema,
  Service,
} from '../model/model.js';
import { byCodeUnits, camelCase, identifier } from '../model/names.js';
import type { Cursor } from './cursor.js';
import { readErrors } from './errors.js';
import { readOperation } from './operations.js';
import type { OperationContext } from './operations.js';
import { SchemaReader } from './schemas.js';
import type { Spec } from './spec.js';
import { readWaiters } from './waiters.js';

/** What all services share, as far as reading one of them needs it. */
export interface SharedParts {
  readonly errors: ReadonlyMap<string, ErrorCode>;
  readonly publicParameters: ObjectSchema;
  /** Shared schemas that some service refers to; filled while services are read. */
  readonly schemas: Map<string, Schema>;
}

/** Words that cannot name a constant or a method. */
const reserved = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof var void while with yield'
  ).split(' '),
);

/** Reports a second use of a name that generated code can give to only one thing. */
class TakenNames {
  readonly #taken = new Map<string, string>();
  readonly #spec: Spec;

  constructor(spec: Spec) {
    this.#spec = spec;
  }

  take(name: string, owner: string, at: Cursor): void {
    const other = this.#taken.get(name);
    const why = reserved.has(name) ? `"${name}" is a word of the language` : `${other ?? ''} has it already`;
    if (other !== undefined || reserved.has(name)) {
      const what = `${owner} would be called "${name}" in generated code, but ${why}`;
      this.#spec.report(at, { what, remedy: 'give it another name', part: 'key' });
    }
    this.#taken.set(name, owner);
  }
}

/** Path, operationId and Action are one name; no two operations share it. Whether the operation is the one of that name. */
function checkAction(spec: Spec, at: Cursor, namesakes: readonly Cursor[]): boolean {
  const actionAt = at.get('x-qcloud-action') ?? at;
  const action = at.text('x-qcloud-action') ?? '';
  const rightful = namesakes.find((each) => each.path[1] === `/${action}`) ?? namesakes[0];
  if (rightful !== undefined && rightful.path[1] !== at.path[1]) {
    const what = `there are two operations with the Action "${action}"; the other is ${String(rightful.path[1])}`;
    spec.report(actionAt, { what, remedy: 'give this one its own Action, or leave it out' });
    return false;
  }
  if (at.path[1] !== `/${action}`) {
    const what = `the path ${String(at.path[1])} and the Action "${action}" differ`;
    spec.report(actionAt, { what, remedy: `call the path /${action}` });
  }
  if (at.text('operationId') !== action) {
    const what = `the operationId "${at.text('operationId') ?? ''}" and the Action "${action}" differ`;
    spec.report(at.get('operationId') ?? at, { what, remedy: `write "operationId: ${action}"` });
  }
  return true;
}

function sorted(schemas: ReadonlyMap<string, Schema>): NamedSchema[] {
  return [...schemas]
    .map(([name, schema]) => ({ name, schema }))
    .sort((left, right) => byCodeUnits(left.name, right.name));
}

function readOperations(context: Omit<OperationContext, 'moduleErrors'>): Operation[] {
  const { spec, root } = context;
  const moduleErrors = readErrors(root.at('components', 'x-qcloud-errors'));
  const posts = (root.get('paths')?.entries() ?? []).flatMap(([, path]) => path.get('post') ?? []);
  const byAction = new Map<string, Cursor[]>();
  for (const at of posts) {
    const action = at.text('x-qcloud-action') ?? '';
    byAction.set(action, [...(byAction.get(action) ?? []), at]);
  }
  const operations = posts
    .filter((at) => at.has('x-qcloud-action'))
    .filter((at) => checkAction(spec, at, byAction.get(at.text('x-qcloud-action') ?? '') ?? []))
    .map((at) => readOperation({ ...context, moduleErrors }, at));
  return operations.sort((left, right) => byCodeUnits(left.action, right.action));
}

function checkNames(spec: Spec, root: Cursor, service: Service): void {
  const constants = new TakenNames(spec);
  constants.take(service.name, 'the service', root.at('x-qcloud-service', 'name') ?? root);
  for (const { action, method } of service.operations) {
    constants.take(method, `the operation ${action}`, root.at('paths', `/${action}`) ?? root);
  }
  for (const { name } of service.waiters) {
    constants.take(
      camelCase(name),
      `the waiter ${name}`,
      root.at('components', 'x-qcloud-waiters', name) ?? root,
    );
  }
  for (const { name, schema } of service.schemas) {
    const at = root.at('components', 'schemas', name) ?? root;
    if ('known' in schema) constants.take(camelCase(name), `the values of ${name}`, at);
    if (service.sharedSchemas.includes(name)) {
      const what = `the schema "${name}" has the name of a shared one`;
      spec.report(at, {
        what,
        remedy: 'refer to the shared one, or give this one another name',
        part: 'key',
      });
    }
  }
  const errors = new TakenNames(spec);
  for (const { code } of service.errors) {
    errors.take(
      identifier(code),
      `the error ${code}`,
      root.at('components', 'x-qcloud-errors', code) ?? root,
    );
  }
}

/** The states of a transition are documented ones, where the service has a schema `<Resource>Status`. */
function checkTransitions(spec: Spec, root: Cursor, service: Service): void {
  const schemas = new Map(service.schemas.map((named) => [named.name.toLowerCase(), named]));
  for (const { action, transition } of service.operations) {
    const status = schemas.get(`${transition?.resource ?? ''}Status`.toLowerCase());
    const known =
      status?.schema.kind === 'integer' ? status.schema.known?.map(({ value }) => value) : undefined;
    const at = root.at('paths', `/${action}`, 'post', 'x-qcloud-transition');
    if (known === undefined || at === undefined) continue;
    const states = [
      ...(at.get('from')?.items() ?? []),
      ...['via', 'to'].flatMap((name) => at.get(name) ?? []),
    ];
    for (const state of states) {
      if (known.includes(Number(state.value))) continue;
      const what = `the state ${String(state.value)} is not among the documented values of ${status?.name ?? ''}`;
      spec.report(state, { what, remedy: `name one of: ${known.join(', ')}` });
    }
  }
}

const readQuota = (at: Cursor): Quota => ({
  calls: at.number('calls') ?? 0,
  seconds: at.number('seconds') ?? 0,
  per: at.text('per') === 'service' ? 'service' : 'action',
});

/** Reads one module file. */
export function readService(
  spec: Spec,
  file: { root: Cursor; path: string; spec: string },
  shared: SharedParts,
): Service {
  const { root } = file;
  const schemas = new SchemaReader(spec, root);
  const { errors: commonErrors, publicParameters } = shared;
  const operations = readOperations({ spec, root, schemas, commonErrors, publicParameters });
  const facts = root.get('x-qcloud-service');
  const name = facts?.text('name') ?? '';
  const fileName = file.path.replace(/^.*\/|\.yaml$/g, '');
  if (facts?.has('name') === true && name !== fileName) {
    const what = `the service is called "${name}", but its file "${fileName}"`;
    spec.report(facts.get('name') ?? facts, { what, remedy: 'make both the same' });
  }
  const declared = root.at('components', 'x-qcloud-errors');
  const service: Service = {
    name,
    title: facts?.text('title') ?? name,
    version: '2.0',
    protocol: 'v2',
    hosts: [facts?.text('host') ?? ''],
    path: facts?.text('path') ?? '',
    quotas: (facts?.get('quotas')?.items() ?? []).map(readQuota),
    spec: file.spec,
    operations,
    waiters: readWaiters(spec, root, operations),
    schemas: sorted(schemas.own),
    sharedSchemas: [...schemas.shared.keys()].sort(byCodeUnits),
    errors: [...readErrors(declared).values()],
  };
  for (const [sharedName, schema] of schemas.shared) shared.schemas.set(sharedName, schema);
  checkNames(spec, root, service);
  checkTransitions(spec, root, service);
  return service;
}
