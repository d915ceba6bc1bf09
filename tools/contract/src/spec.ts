import { readdirSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { inRepository, readText } from './repository.js';

/** What the specs of API 2.0 say, read for the suites alone: the generator's reading is one of the things they judge. */
export interface SpecOperation {
  readonly service: SpecService;
  readonly action: string;
  readonly repeatability: 'read' | 'idempotent' | 'once';
  /** Parameters that it cannot do without. */
  readonly required: readonly string[];
  /** Every code that it may answer with, those that need no naming included. */
  readonly errors: readonly string[];
  readonly batch?: { readonly ids: string; readonly results: string };
  readonly transition?: { readonly from: readonly number[] };
  readonly examples: readonly SpecExample[];
}

export interface SpecService {
  readonly name: string;
  readonly host: string;
  readonly path: string;
}

export interface SpecExample {
  readonly name: string;
  readonly title: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** The whole body of the answer. */
  readonly response: Readonly<Record<string, unknown>>;
}

export interface SpecError {
  readonly name: string;
  readonly category: string;
  readonly retry: 'never' | 'later' | 'clock' | 'credentials' | 'resource';
  readonly effect: 'none' | 'unknown';
  readonly scope?: 'every' | 'batch';
}

type Tree = { readonly [name: string]: Tree };
const folder = 'specs/2.0';
const common = parse(readText(`${folder}/common.yaml`)) as Tree;
const modules: readonly Tree[] = readdirSync(inRepository(folder))
  .filter((name) => name !== 'common.yaml')
  .sort()
  .map((name) => parse(readText(`${folder}/${name}`)) as Tree);

/** A place in a document, by its names. */
function at(tree: Tree, ...names: readonly string[]): Tree {
  return names.reduce((inner, name) => {
    const next = inner[name];
    if (next === undefined) throw new Error(`the spec has no ${names.join(' / ')}`);
    return next;
  }, tree);
}

const commonErrors = at(common, 'components', 'x-qcloud-errors') as unknown as Readonly<
  Record<string, SpecError>
>;

/** What the vendor's own example is signed with. */
export const signing = at(common, 'x-qcloud-rpc', 'example') as unknown as {
  readonly secretKey: string;
  readonly parameters: Readonly<Record<string, string | number>>;
};

const serviceOf = (module: Tree): SpecService => at(module, 'x-qcloud-service') as unknown as SpecService;

function readOperation(module: Tree, action: string): SpecOperation {
  const operation = at(module, 'paths', `/${action}`, 'post');
  const batch = operation['x-qcloud-batch'];
  const named = (operation['x-qcloud-errors'] ?? []) as unknown as readonly string[];
  const implied = Object.entries(commonErrors).filter(
    ([, { scope }]) => scope === 'every' || (scope === 'batch' && batch !== undefined),
  );
  const examples = at(operation, 'x-qcloud-examples') as unknown as readonly SpecExample[];
  return {
    service: serviceOf(module),
    action,
    repeatability: at(operation, 'x-qcloud-repeatability') as never,
    required: (operation['x-qcloud-input']?.['required'] ?? []) as unknown as readonly string[],
    errors: [...implied.map(([code]) => code), ...named].sort(),
    ...(batch && { batch: batch as never }),
    ...(operation['x-qcloud-transition'] && { transition: operation['x-qcloud-transition'] as never }),
    examples: examples.map(({ request = {}, response, ...example }) => ({
      ...example,
      request,
      response: 'code' in response ? response : { code: 0, codeDesc: 'Success', message: '', ...response },
    })),
  };
}

export const specOperations: readonly SpecOperation[] = modules.flatMap((module) =>
  Object.keys(at(module, 'paths')).map((path) => readOperation(module, path.slice(1))),
);

/** Every declared error: the common ones by decimal code, those of the modules by their text. */
export const specErrors: Readonly<Record<string, SpecError>> = Object.assign(
  { ...commonErrors },
  ...modules.map((module) => module['components']?.['x-qcloud-errors'] ?? {}),
) as Readonly<Record<string, SpecError>>;

/** The module that answers at a host, and its operation of that name. */
function moduleOf(host: string): Tree {
  const found = modules.find((module) => serviceOf(module).host === host);
  if (!found) throw new Error(`no spec is about ${host}`);
  return found;
}

/** An Action at a host. */
export interface Asked {
  readonly host: string;
  readonly action: string;
}

const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { int64: true } });
ajv.addSchema(common, 'spec:/2.0/common.yaml');
for (const module of modules) ajv.addSchema(module, `spec:/2.0/${serviceOf(module).name}.yaml`);

const shared = (name: string): object => ({ $ref: `spec:/2.0/common.yaml#/components/schemas/${name}` });
const own = ({ host, action }: Asked, word: 'input' | 'output'): object => {
  const module = moduleOf(host);
  const place = `#/paths/~1${action}/post/x-qcloud-${word}`;
  const exists = at(module, 'paths', `/${action}`, 'post')[`x-qcloud-${word}`] !== undefined;
  return exists ? { $ref: `spec:/2.0/${serviceOf(module).name}.yaml${place}` } : {};
};

const compiled = new Map<string, ValidateFunction>();
function problems(schema: object, value: unknown): string[] {
  const key = JSON.stringify(schema);
  let validate = compiled.get(key);
  if (!validate) compiled.set(key, (validate = ajv.compile(schema)));
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || 'the whole'} ${message}`,
  );
}

/** What the schema of a whole request (public parameters included) finds wrong with it. */
export const requestProblems = (asked: Asked, request: unknown): string[] =>
  problems(
    { allOf: [shared('PublicParameters'), own(asked, 'input')], unevaluatedProperties: false },
    request,
  );

/** What the schema of an answer finds wrong with it: success against success, failure against failure. */
export function responseProblems(asked: Asked, answer: unknown): string[] {
  const isSuccess =
    typeof answer === 'object' && answer !== null && 'code' in answer && Number(answer.code) === 0;
  if (isSuccess) return problems({ allOf: [shared('SuccessEnvelope'), own(asked, 'output')] }, answer);
  const isBatch =
    at(moduleOf(asked.host), 'paths', `/${asked.action}`, 'post')['x-qcloud-batch'] !== undefined;
  return problems(shared(isBatch ? 'BatchErrorResponse' : 'ErrorResponse'), answer);
}

/**
 * The logical shape of flat parameters: lists and objects where the names say so, integers where the schema says so. It is
 * written against the spec alone.
 */
export function readLogical(
  { host, action }: Asked,
  flat: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const module = moduleOf(host);
  const input = at(module, 'paths', `/${action}`, 'post')['x-qcloud-input'];
  const properties: Tree = {
    ...at(common, 'components', 'schemas', 'PublicParameters', 'properties'),
    ...input?.['properties'],
  };
  const branches = new Map<string, [path: string[], value: string][]>();
  for (const [name, value] of flat) {
    const [top = '', ...path] = name.split('.');
    const branch = branches.get(top) ?? [];
    branch.push([path, value]);
    branches.set(top, branch);
  }
  return Object.fromEntries(
    [...branches].map(([top, leaves]) => [top, build(leaves, { module, found: properties[top] })]),
  );
}

/** The schema behind a reference. */
function resolve({ module, found }: Place): Tree | undefined {
  const reference = found?.['$ref'] as unknown;
  if (typeof reference !== 'string') return found;
  const [file = '', pointer = ''] = reference.split('#');
  const document = file === '' ? module : common;
  return resolve({ module: document, found: at(document, ...pointer.split('/').slice(1)) });
}

interface Place {
  readonly module: Tree;
  readonly found: Tree | undefined;
}

function build(leaves: [path: string[], value: string][], place: Place): unknown {
  const { module } = place;
  const shape = resolve(place);
  const [first] = leaves;
  if (first && first[0].length === 0) {
    if (leaves.length > 1) throw new Error('a value and names below it');
    const isInteger = (shape?.['type'] as unknown) === 'integer';
    return isInteger && /^(0|-?[1-9]\d*)$/.test(first[1]) ? Number(first[1]) : first[1];
  }
  const inner = new Map<string, [path: string[], value: string][]>();
  for (const [[step = '', ...rest], value] of leaves)
    inner.set(step, [...(inner.get(step) ?? []), [rest, value]]);
  const steps = [...inner.keys()];
  if (!steps.every((step) => /^\d+$/.test(step)))
    return Object.fromEntries(
      [...inner].map(([step, below]) => [
        step,
        build(below, { module, found: shape?.['properties']?.[step] }),
      ]),
    );
  const list = steps.map(Number).sort((one, other) => one - other);
  if (list.some((index, position) => index !== position))
    throw new Error(`a list with the indexes ${list.join(', ')}`);
  return list.map((index) => build(inner.get(`${index}`) ?? [], { module, found: shape?.['items'] }));
}
