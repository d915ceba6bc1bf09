import type { Model, SigningExample } from '../../model/v2.js';
import {
  Spec,
  byCodeUnits,
  compileDialect,
  mainService,
  readErrorRules,
  readRegions,
} from '@qcvm/codegen/toolkit';
import type { JsonObject, ServiceType } from '@qcvm/codegen/toolkit';
import { checkTogether } from './collisions.js';
import { SchemaReader } from './schemas.js';
import { readService } from './service.js';
import type { TakenNames } from '../../spec/taken-names.js';

/** The shared file, below the specs directory. */
export const commonPath = '2.0/common.yaml';

/** Spec files of modules, below the specs directory. */
export function isModulePath(path: string): boolean {
  return /^2\.0\/[^/]+\.yaml$/.test(path) && path !== commonPath;
}

export interface LoadOptions {
  /**
   * The texts of `2.0/common.yaml` and every `2.0/<service>.yaml`, by their path below the specs directory. Those of API 3.0
   * may be among them.
   */
  readonly texts: ReadonlyMap<string, string>;
  /** The dialect's JSON Schema. */
  readonly dialect: object;
  /** Turns a path below the specs directory into the one that problems name; `specs/…` unless given. */
  readonly shownAs?: (path: string) => string;
  /** Names that programs written by hand have taken. */
  readonly taken?: TakenNames;
}

function readSigning(spec: Spec): SigningExample {
  const at = spec.root(commonPath)?.at('x-qcloud-rpc', 'example');
  const parameters = at?.get('parameters')?.value;
  return {
    secretKey: at?.text('secretKey') ?? '',
    region: at?.get('parameters')?.text('Region') ?? '',
    parameters: typeof parameters === 'object' && parameters !== null ? (parameters as JsonObject) : {},
  };
}

/**
 * Reads and checks all specs.
 *
 * @throws SpecError with every problem that was found.
 */
export function load(options: LoadOptions): Model {
  const shownAs = options.shownAs ?? ((path: string) => `specs/${path}`);
  const texts = [...options.texts].filter(([path]) => path === commonPath || isModulePath(path));
  const spec = new Spec(new Map(texts), shownAs);
  const paths = texts
    .map(([path]) => path)
    .filter(isModulePath)
    .sort(byCodeUnits);
  const common = spec.root(commonPath);
  if (common === undefined) {
    const what = 'there is no such file';
    spec.problems.push({
      file: shownAs(commonPath),
      line: 1,
      column: 1,
      what,
      remedy: 'add it, or name the right directory',
    });
  }
  spec.refuse();

  const signing = readSigning(spec);
  const commonErrors = readErrorRules(common?.at('components', 'x-qcloud-errors'));
  const shared = { spec: `specs/${commonPath}`, commonErrors, regions: readRegions(common), signing };
  const publicParameters = 'PublicParameters';
  const reader = common && new SchemaReader(spec, common);
  const at = common?.at('components', 'schemas', publicParameters);
  if (at !== undefined) reader?.read(at, publicParameters);
  const taken = options.taken ?? {};
  const read = paths.flatMap((path) => {
    const root = spec.root(path);
    if (root === undefined) return [];
    const exported = path === `2.0/${mainService}.yaml` ? (taken.exports ?? []) : [];
    const file = { root, path, spec: `specs/${path}` };
    return [{ root, service: readService(spec, file, { ...shared, exported }) }];
  });
  const commands = checkTogether(spec, read, taken);

  const check = compileDialect(options.dialect);
  for (const path of [commonPath, ...paths]) {
    const root = spec.root(path);
    if (root !== undefined) check(spec, root);
  }
  spec.refuse();

  const services = read.map(({ service }) => service);
  const used = services.flatMap(({ types }) => types.filter((type) => type.shared === true));
  const types = new Map<string, ServiceType>([
    ...(reader?.types ?? []),
    ...used.map((type) => [type.name, type] as const),
  ]);
  return { common: { ...shared, publicParameters, types }, services, commands };
}
