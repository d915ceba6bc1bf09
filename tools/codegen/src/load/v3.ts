import { byCodeUnits, loadService, readYaml } from '@qcvm/codegen/toolkit';
import type { Literal, Service, SpecText } from '@qcvm/codegen/toolkit';
import type { Defaults } from '../emit/defaults.js';
import { schemaOf } from './schema.js';

/** The folder of API 3.0, below the specs directory. */
const folder = '3.0';
const dialectPath = `${folder}/dialect.schema.json`;
const openapiPath = /^3\.0\/([a-z][a-z0-9]*-\d{4}-\d{2}-\d{2})\.openapi\.json$/;

/** Spec files of API 3.0, below the specs directory. */
export function isV3Path(path: string): boolean {
  return /^3\.0\/[^/]+\.(?:json|yaml)$/.test(path);
}

interface Texts {
  /** The texts of all files of API 3.0, by their path below the specs directory. */
  readonly texts: ReadonlyMap<string, string>;
  /** Turns a path below the specs directory into the one that problems name; `specs/…` unless given. */
  readonly shownAs?: (path: string) => string;
}

/**
 * Reads and checks all services of API 3.0 that there are.
 *
 * @throws SpecError with every problem that was found in the first that has any.
 */
export function loadServices({ texts, shownAs = (path) => `specs/${path}` }: Texts): Service[] {
  const ids = [...texts.keys()].flatMap((path) => openapiPath.exec(path)?.[1] ?? []).sort(byCodeUnits);
  if (ids.length === 0) return [];
  const file = (path: string): SpecText | undefined => {
    const text = texts.get(path);
    return text === undefined ? undefined : { name: shownAs(path), text };
  };
  const needed = (path: string): SpecText => file(path) ?? { name: shownAs(path), text: '' };
  const dialect = schemaOf({ texts, path: dialectPath, shownAs });
  return ids.map((id) => {
    const paths = ['openapi.json', 'overlay.yaml', 'errors.json'].map((kind) => `${folder}/${id}.${kind}`);
    const [openapi = '', overlay = '', errors = ''] = paths;
    const words = file(overlay);
    const codes = file(errors);
    const service = loadService({
      openapi: needed(openapi),
      ...(words && { overlay: words }),
      ...(codes && { errors: codes }),
      common: needed(`${folder}/common.yaml`),
      dialect,
      strictNames: true,
    });
    // Generated files cite the specs by their place in the repository, wherever they were read from.
    const cited = [`${folder}/common.yaml`, ...paths].filter((path) => texts.has(path));
    return { ...service, specs: cited.map((path) => `specs/${path}`) };
  });
}

/** What the published generator knows of every service. */
export function loadDefaults({ texts }: Texts): Defaults | undefined {
  const common = texts.get(`${folder}/common.yaml`);
  const dialect = texts.get(dialectPath);
  if (common === undefined || dialect === undefined) return undefined;
  // It was read and checked with the services: nothing is wrong with it.
  const { value } = readYaml('common.yaml', common, []);
  return { common: value as Literal, dialect: JSON.parse(dialect) as Literal };
}
