import { Cursor } from '../spec/cursor.js';
import { compileDialect } from '../spec/dialect.js';
import { Spec } from '../spec/spec.js';
import { Names } from '../spec/unique-names.js';
import { readJson, readYaml } from '../spec/yaml-file.js';
import { byCodeUnits, camelCase } from '../model/names.js';
import { applyOverlay } from '../overlay/apply.js';
import { checkRules } from './rules.js';
import { ruleFor } from '../model/error-rules.js';
import { readErrorRules, readQuota, readRegions } from './facts.js';
import type { Operation, Service } from '../model/service.js';
import type { ServiceType } from '../model/shapes.js';
import { codeNames, methodName, methodNames, typeNames } from '../model/code-names.js';
import { withInputTypes } from '../model/input-types.js';
import { postsOf, readOperations, schemasOf } from './operations.js';
import { readTypes } from './types.js';
import { WaiterReader } from './words/waiters.js';

/** A file: its name for messages and citations, and its text. */
export interface SpecText {
  readonly name: string;
  readonly text: string;
}

export interface ServiceSources {
  /** The imported spec. */
  readonly openapi: SpecText;
  /** The imported error codes of each Action. */
  readonly errors?: SpecText;
  readonly overlay?: SpecText;
  /** What all services share. */
  readonly common: SpecText;
  /** The JSON Schema of the dialect. */
  readonly dialect: object;
  /** Refuses what would get the name of another, instead of naming it differently: names then never change by themselves. */
  readonly strictNames?: true;
}

/** Every code is judged, and what is judged can come. */
function checkErrors(
  spec: Spec,
  service: Service,
  places: { readonly codes?: Cursor; readonly rules?: Cursor },
): void {
  const used = new Set<string>();
  for (const { action, errors } of service.operations) {
    for (const [index, code] of errors.entries()) {
      const rule = ruleFor(code, service.errors, service.commonErrors);
      if (rule !== undefined) used.add(rule.code);
      else {
        const at = places.codes?.at('actions', action, index);
        const remedy = 'add a rule for it to x-qcloud-errors in the overlay';
        if (at !== undefined) spec.report(at, { what: `nothing says what to think of "${code}"`, remedy });
      }
    }
  }
  // Without the codes of Actions nothing says which can come.
  if (places.codes === undefined) return;
  for (const { code } of service.errors) {
    const at = places.rules?.get(code);
    if (used.has(code) || at === undefined) continue;
    const what = `no Action answers with "${code}"`;
    spec.report(at, { what, remedy: 'correct it, or leave it out', part: 'key' });
  }
}

/** No two things of the service have one name in code. */
function checkNames(spec: Spec, root: Cursor, service: Service): void {
  const names = new Names(spec);
  for (const { action } of service.operations) {
    const at = root.at('paths', `/${action}`) ?? root;
    names.take(methodName(action), { called: `the Action ${action}`, at });
  }
  for (const { name } of service.waiters) {
    const at = root.at('components', 'x-qcloud-waiters', name) ?? root;
    names.take(camelCase(name), { called: `the waiter ${name}`, at });
  }
}

function readService(spec: Spec, root: Cursor, files: { readonly common: Cursor; readonly codes?: Cursor }) {
  const schemas = root.at('components', 'schemas') ?? root;
  const operationSchemas = postsOf(root).map(schemasOf);
  const waiterNames = root.at('components', 'x-qcloud-waiters')?.names() ?? [];
  const about = root.get('x-qcloud-service');
  const name = about?.text('name') ?? '';
  const methods = methodNames(operationSchemas.map(({ action }) => action));
  const values = [...methods.values(), ...waiterNames.map(camelCase)];
  const own = codeNames(name, { methods: values, types: [] });
  const names = typeNames(schemas.names(), operationSchemas, [...values, own.service, own.operations]);
  const selectors = files.common.get('x-qcloud-rpc')?.texts('selectors') ?? [];
  const types = readTypes({ spec, schemas, names, selectors, operations: operationSchemas });
  const operations = readOperations({
    spec,
    root,
    names,
    methods,
    types,
    errors: files.codes?.get('actions'),
  });
  const waiters = new WaiterReader(spec, types).read(root, operations);
  const used = { types: [...types.values()].filter(isUsed), operations: [...operations.values()] };
  const typed = withInputTypes(used, [...values, own.service, own.operations]);
  const hosts = about?.texts('hosts') ?? [];
  const quotas = (about?.get('quotas')?.items() ?? []).map(readQuota);
  const byName = <Named extends { readonly name: string }>(left: Named, right: Named): number =>
    byCodeUnits(left.name, right.name);
  const byAction = (left: Operation, right: Operation): number => byCodeUnits(left.action, right.action);
  return {
    name,
    version: about?.text('version') ?? '',
    protocol: 'v3' as const,
    title: about?.text('title') ?? name,
    // What holds for every service of the vendor's, until an overlay says more.
    hosts:
      hosts.length === 0 ? [`${name}.tencentcloudapi.com`, `${name}.{region}.tencentcloudapi.com`] : hosts,
    path: about?.text('path') ?? '/',
    signingName: about?.text('signingName') ?? name,
    code: codeNames(name, {
      methods: values,
      types: [...types.keys(), ...typed.types.map((type) => type.name)],
    }),
    quotas,
    operations: [...typed.operations].sort(byAction),
    types: [...typed.types].sort(byName),
    waiters: waiters.sort(byName),
    errors: readErrorRules(root.at('components', 'x-qcloud-errors')),
    commonErrors: readErrorRules(files.common.at('components', 'x-qcloud-errors')),
    regions: readRegions(files.common),
  };
}

/** What no Action takes or gives is of no use to programs; a description has it when its Action is gone. */
const isUsed = (type: ServiceType): boolean => type.kind === 'value' || type.inRequests || type.inAnswers;

/**
 * Reads and checks one service of API 3.0: the imported spec, the overlay on it, and what all services share.
 *
 * @throws SpecError with every problem that was found, each with its place in the file that says it.
 */
export function loadService(sources: ServiceSources): Service {
  const spec = new Spec();
  const { openapi, errors, overlay } = sources;
  const base = readJson(openapi.name, openapi.text, spec.problems);
  const words = overlay && readYaml(overlay.name, overlay.text, spec.problems);
  const common = new Cursor(readYaml(sources.common.name, sources.common.text, spec.problems));
  const codes = errors && new Cursor(readJson(errors.name, errors.text, spec.problems));
  spec.refuse();
  const root = new Cursor(words === undefined ? base : applyOverlay(base, words, spec.problems));
  const specs = [sources.common, openapi, overlay, errors].flatMap((file) =>
    file === undefined ? [] : [file.name],
  );
  const service: Service = { ...readService(spec, root, { common, ...(codes && { codes }) }), specs };
  const check = compileDialect(sources.dialect);
  check(spec, root);
  check(spec, common);
  // What could not be read is not there: only of a sound spec can it be said what is missing, and what fits what.
  spec.refuse();
  const rules = root.at('components', 'x-qcloud-errors');
  checkErrors(spec, service, { ...(codes && { codes }), ...(rules && { rules }) });
  if (sources.strictNames) checkNames(spec, root, service);
  checkRules(spec, root);
  spec.refuse();
  return service;
}
