import type { ErrorCode, NamedSchema, Operation, Schema, Service, SigningExample } from '../../model/v2.js';
import { byCodeUnits, readQuota } from '@qcvm/codegen/toolkit';
import type { Cursor, Spec } from '@qcvm/codegen/toolkit';
import { checkServiceNames } from './collisions.js';
import { readErrors } from './errors.js';
import { readOperation } from './operations.js';
import type { OperationContext } from './operations.js';
import { SchemaReader } from './schemas.js';
import { readWaiters } from './waiters.js';

/** What all services share, as far as reading one of them needs it. */
export interface SharedParts {
  readonly errors: ReadonlyMap<string, ErrorCode>;
  readonly signing: SigningExample;
  /** What the entry point of the service exports by hand. */
  readonly exported: readonly string[];
  /** Shared schemas that some service refers to; filled while services are read. */
  readonly schemas: Map<string, Schema>;
}

function sorted(schemas: ReadonlyMap<string, Schema>): NamedSchema[] {
  return [...schemas]
    .map(([name, schema]) => ({ name, schema }))
    .sort((left, right) => byCodeUnits(left.name, right.name));
}

function readOperations(root: Cursor, context: OperationContext): Operation[] {
  return (root.get('paths')?.entries() ?? [])
    .flatMap(([, path]) => path.get('post') ?? [])
    .map((at) => readOperation(context, at))
    .sort((left, right) => byCodeUnits(left.action, right.action));
}

/** What is declared is used: a code that no operation names, and a schema that nothing refers to, say nothing. */
function checkUse(spec: Spec, root: Cursor, service: Service): void {
  const named = new Set(
    service.operations.flatMap(({ moduleErrors }) => moduleErrors.map(({ code }) => code)),
  );
  for (const [code, at] of root.at('components', 'x-qcloud-errors')?.entries() ?? []) {
    if (named.has(code)) continue;
    const what = `no operation names the error code "${code}"`;
    spec.report(at, { what, remedy: 'add it to those that answer with it, or leave it out', part: 'key' });
  }
  const referred = new Set(service.schemas.map(({ name }) => name));
  for (const [name, at] of root.at('components', 'schemas')?.entries() ?? []) {
    if (referred.has(name)) continue;
    spec.report(at, { what: `nothing refers to the schema "${name}"`, remedy: 'leave it out', part: 'key' });
  }
}

/** The states of a transition are documented values of the schema `<Resource>Status`. */
function checkTransitions(
  spec: Spec,
  { root, service, isSound }: { root: Cursor; service: Service; isSound: boolean },
): void {
  const schemas = new Map(service.schemas.map((named) => [named.name.toLowerCase(), named]));
  for (const { action, transition } of service.operations) {
    const status = schemas.get(`${transition?.resource ?? ''}Status`.toLowerCase());
    const known =
      status?.schema.kind === 'integer' ? status.schema.known?.map(({ value }) => value) : undefined;
    const at = root.at('paths', `/${action}`, 'post', 'x-qcloud-transition');
    if (at === undefined || transition === undefined) continue;
    if (known === undefined) {
      if (!isSound) continue;
      const { resource } = transition;
      const wanted = `${resource.charAt(0).toUpperCase()}${resource.slice(1)}Status`;
      const what = `the states of "${resource}" are unknown`;
      const remedy = `refer somewhere to a schema ${wanted} with x-qcloud-values`;
      spec.report(at.get('resource') ?? at, { what, remedy });
      continue;
    }
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

/** Reads one module file. */
export function readService(
  spec: Spec,
  file: { root: Cursor; path: string; spec: string },
  shared: SharedParts,
): Service {
  const { root } = file;
  const schemas = new SchemaReader(spec, root);
  const facts = root.get('x-qcloud-service');
  const operations = readOperations(root, {
    spec,
    schemas,
    commonErrors: shared.errors,
    moduleErrors: readErrors(root.at('components', 'x-qcloud-errors')),
    address: { host: facts?.text('host') ?? '', path: facts?.text('path') ?? '' },
    signing: shared.signing,
  });
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
  checkServiceNames(spec, { root, service }, { shared: service.sharedSchemas, exported: shared.exported });
  // What could not be read refers to nothing: only of a sound spec can it be said that something is missing.
  const isSound = spec.problems.length === 0;
  checkTransitions(spec, { root, service, isSound });
  if (isSound) checkUse(spec, root, service);
  return service;
}
