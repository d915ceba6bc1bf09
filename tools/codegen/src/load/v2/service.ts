import type { SigningExample } from '../../model/v2.js';
import {
  NamedFields,
  WaiterReader,
  byCodeUnits,
  codeNames,
  readErrorRules,
  readQuota,
  typesOf,
} from '@qcvm/codegen/toolkit';
import type { Cursor, Operation, Service, ServiceType, Spec, Types } from '@qcvm/codegen/toolkit';
import { checkServiceNames } from './collisions.js';
import { reached, readOperations, selectsResources } from './operations.js';
import { SchemaReader } from './schemas.js';

/** What all services share, as far as reading one of them needs it. */
export interface SharedParts extends Pick<Service, 'commonErrors' | 'regions'> {
  /** The common file, as generated files cite it. */
  readonly spec: string;
  readonly signing: SigningExample;
  /** What the entry point of the service exports by hand. */
  readonly exported: readonly string[];
}

/** Types as they are used: in requests, in answers, or in both; and which parameters choose what a call is about. */
function used(read: Types, operations: readonly Operation[]): ServiceType[] {
  const requests = reached(
    read,
    operations.map(({ input }) => input),
  );
  const answers = reached(
    read,
    operations.map(({ output }) => output),
  );
  const takers = new Map(operations.map((operation) => [operation.input, operation]));
  return [...read.values()]
    .map((type): ServiceType => {
      if (type.kind === 'value') return type;
      const [inRequests, inAnswers] = [requests.has(type.name), answers.has(type.name)];
      const taker = takers.get(type.name);
      const fields = type.fields.map((field) => ({
        ...field,
        required: inRequests && field.required,
        answered: inAnswers && field.required,
        ...(taker && selectsResources(taker, field, read) && { selects: true as const }),
      }));
      return { ...type, fields, inRequests, inAnswers };
    })
    .sort((left, right) => byCodeUnits(left.name, right.name));
}

/** What is declared is used: a code that no operation names, and a schema that nothing refers to, say nothing. */
function checkUse(spec: Spec, root: Cursor, { operations, types }: Service): void {
  const named = new Set(operations.flatMap(({ errors }) => errors));
  for (const [code, at] of root.at('components', 'x-qcloud-errors')?.entries() ?? []) {
    if (named.has(code)) continue;
    const what = `no operation names the error code "${code}"`;
    spec.report(at, { what, remedy: 'add it to those that answer with it, or leave it out', part: 'key' });
  }
  const referred = new Set(types.map(({ name }) => name));
  for (const [name, at] of root.at('components', 'schemas')?.entries() ?? []) {
    if (referred.has(name)) continue;
    spec.report(at, { what: `nothing refers to the schema "${name}"`, remedy: 'leave it out', part: 'key' });
  }
}

/** The states of a transition are documented values of the schema `<Resource>Status`. */
function checkTransitions(spec: Spec, root: Cursor, { operations, types }: Service): void {
  const fields = new NamedFields(spec, typesOf({ types }));
  for (const { action, transition } of operations) {
    const at = root.at('paths', `/${action}`, 'post', 'x-qcloud-transition');
    if (at === undefined || transition === undefined || fields.statesOf(transition.resource)) continue;
    const { resource } = transition;
    const wanted = `${resource.charAt(0).toUpperCase()}${resource.slice(1)}Status`;
    const what = `the states of "${resource}" are unknown`;
    const remedy = `refer somewhere to a schema ${wanted} with x-qcloud-values`;
    spec.report(at.get('resource') ?? at, { what, remedy });
  }
}

/** Reads one module file. */
export function readService(
  spec: Spec,
  file: { root: Cursor; path: string; spec: string },
  shared: SharedParts,
): Service {
  const { root } = file;
  const { commonErrors, regions, signing } = shared;
  const actions =
    root
      .get('paths')
      ?.names()
      .map((path) => path.slice(1)) ?? [];
  const schemas = new SchemaReader(
    spec,
    root,
    actions.flatMap((action) => [`${action}Input`, `${action}Output`]),
  );
  const facts = root.get('x-qcloud-service');
  const address = { host: facts?.text('host') ?? '', path: facts?.text('path') ?? '' };
  const errors = readErrorRules(root.at('components', 'x-qcloud-errors'));
  const posts = (root.get('paths')?.entries() ?? []).flatMap(([, path]) => path.get('post') ?? []);
  const operations = readOperations(
    { ...{ spec, schemas, commonErrors, address, signing }, moduleErrors: errors },
    posts,
  ).sort((left, right) => byCodeUnits(left.action, right.action));
  const byAction = new Map(operations.map((operation) => [operation.action, operation]));
  const name = facts?.text('name') ?? '';
  const fileName = file.path.replace(/^.*\/|\.yaml$/g, '');
  if (facts?.has('name') === true && name !== fileName) {
    const what = `the service is called "${name}", but its file "${fileName}"`;
    spec.report(facts.get('name') ?? facts, { what, remedy: 'make both the same' });
  }
  const service: Service = {
    name,
    title: facts?.text('title') ?? name,
    version: '2.0',
    protocol: 'v2',
    hosts: [address.host],
    path: address.path,
    quotas: (facts?.get('quotas')?.items() ?? []).map(readQuota),
    code: codeNames(name, { methods: operations.map(({ method }) => method), types: [] }),
    specs: [shared.spec, file.spec],
    operations,
    waiters: new WaiterReader(spec, schemas.types).read(root, byAction),
    types: used(schemas.types, operations),
    ...{ errors, commonErrors, regions },
  };
  checkServiceNames(spec, { root, service }, shared.exported);
  // What could not be read refers to nothing: only of a sound spec can it be said that something is missing.
  if (spec.problems.length > 0) return service;
  checkTransitions(spec, root, service);
  checkUse(spec, root, service);
  return service;
}
