import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { readText } from './repository.js';

/** What the specs say, read by nobody but the suites: the generator's reading is one of the things they judge. */
export interface SpecOperation {
  readonly action: string;
  readonly repeatability: 'read' | 'idempotent' | 'once';
  readonly errors: readonly string[];
  readonly batch?: { readonly ids: string; readonly maximum: number; readonly results: string };
  readonly examples: readonly SpecExample[];
  /** Inputs by the name of their example, without public parameters. */
  readonly requests: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly responses: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface SpecExample {
  readonly name: string;
  readonly title: string;
  readonly wire: string;
  readonly request: string;
  readonly response: string;
}

export interface SpecError {
  readonly name: string;
  readonly category: string;
  readonly retry: 'never' | 'later' | 'clock' | 'credentials' | 'resource';
  readonly effect: 'none' | 'unknown';
}

type Tree = { readonly [name: string]: Tree };
const common = parse(readText('specs/2.0/common.yaml')) as Tree;
const cvm = parse(readText('specs/2.0/cvm.yaml')) as Tree;

/** A place in a document, by its names. */
function at(tree: Tree, ...names: readonly string[]): Tree {
  return names.reduce((inner, name) => {
    const next = inner[name];
    if (next === undefined) throw new Error(`the spec has no ${names.join(' / ')}`);
    return next;
  }, tree);
}

const publicNames = Object.keys(at(common, 'components', 'schemas', 'PublicParameters', 'properties'));

const inputOf = (example: Tree): Record<string, unknown> =>
  Object.fromEntries(Object.entries(at(example, 'value')).filter(([name]) => !publicNames.includes(name)));

function readOperation(action: string): SpecOperation {
  const operation = at(cvm, 'paths', `/${action}`, 'post');
  const requests = at(operation, 'requestBody', 'content', 'application/x-www-form-urlencoded', 'examples');
  const responses = at(operation, 'responses', '200', 'content', 'application/json', 'examples');
  const each = <Value>(examples: Tree, read: (example: Tree) => Value): Record<string, Value> =>
    Object.fromEntries(Object.entries(examples).map(([name, example]) => [name, read(example)]));
  return {
    action,
    repeatability: at(operation, 'x-qcloud-repeatability') as never,
    errors: at(operation, 'x-qcloud-errors') as never,
    ...(operation['x-qcloud-batch'] && { batch: operation['x-qcloud-batch'] as never }),
    examples: at(operation, 'x-qcloud-examples') as never,
    requests: each(requests, inputOf),
    responses: each(responses, (example) => at(example, 'value')),
  };
}

export const specOperations: readonly SpecOperation[] = Object.keys(at(cvm, 'paths')).map((path) =>
  readOperation(path.slice(1)),
);

/** Every declared error: the common ones by decimal code, those of the module by their text. */
export const specErrors = {
  ...at(common, 'components', 'x-qcloud-errors'),
  ...at(cvm, 'components', 'x-qcloud-errors'),
} as unknown as Readonly<Record<string, SpecError>>;

const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { int64: true } });
ajv.addSchema(common, 'spec:/2.0/common.yaml');
ajv.addSchema(cvm, 'spec:/2.0/cvm.yaml');

const schema = (...names: readonly string[]): string =>
  `spec:/2.0/cvm.yaml#/${names.map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

const compiled = new Map<string, ValidateFunction>();
function problems(reference: string, value: unknown): string[] {
  let validate = compiled.get(reference);
  if (!validate) compiled.set(reference, (validate = ajv.compile({ $ref: reference })));
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || 'the whole'} ${message}`,
  );
}

/** What the schema of a whole request (public parameters included) finds wrong with it. */
export const requestProblems = (action: string, request: unknown): string[] =>
  problems(
    schema(
      'paths',
      `/${action}`,
      'post',
      'requestBody',
      'content',
      'application/x-www-form-urlencoded',
      'schema',
    ),
    request,
  );

/** What the schema of an answer finds wrong with it: success against success, failure against failure. */
export function responseProblems(action: string, answer: unknown): string[] {
  const path = [
    'paths',
    `/${action}`,
    'post',
    'responses',
    '200',
    'content',
    'application/json',
    'schema',
    'anyOf',
  ];
  const isSuccess =
    typeof answer === 'object' && answer !== null && 'code' in answer && Number(answer.code) === 0;
  return problems(schema(...path, isSuccess ? '0' : '1'), answer);
}

/**
 * The logical shape of flat parameters: lists and objects where the names say so, integers where the schema says so. It is
 * written against the spec alone.
 */
export function readLogical(action: string, flat: ReadonlyMap<string, string>): Record<string, unknown> {
  const properties = { ...propertiesOf(common, 'PublicParameters'), ...propertiesOf(cvm, `${action}Input`) };
  const branches = new Map<string, [path: string[], value: string][]>();
  for (const [name, value] of flat) {
    const [top = '', ...path] = name.split('.');
    const branch = branches.get(top) ?? [];
    branch.push([path, value]);
    branches.set(top, branch);
  }
  return Object.fromEntries([...branches].map(([top, leaves]) => [top, build(leaves, properties[top])]));
}

const documents: Readonly<Record<string, Tree>> = { '': cvm, './common.yaml': common };

/** The schema behind a reference. */
function resolve(tree: Tree | undefined): Tree | undefined {
  const reference = tree?.['$ref'] as unknown;
  if (typeof reference !== 'string') return tree;
  const [file = '', pointer = ''] = reference.split('#');
  const document = documents[file];
  return document && resolve(at(document, ...pointer.split('/').slice(1)));
}

const propertiesOf = (document: Tree, name: string): Tree =>
  at(document, 'components', 'schemas', name, 'properties');

function build(leaves: [path: string[], value: string][], found: Tree | undefined): unknown {
  const shape = resolve(found);
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
      [...inner].map(([step, below]) => [step, build(below, shape?.['properties']?.[step])]),
    );
  const list = steps.map(Number).sort((one, other) => one - other);
  if (list.some((index, position) => index !== position))
    throw new Error(`a list with the indexes ${list.join(', ')}`);
  return list.map((index) => build(inner.get(`${index}`) ?? [], shape?.['items']));
}
