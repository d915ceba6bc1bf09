import { byCodeUnits } from '../../model/names.js';
import { loadService } from './service.js';
import type { SpecText } from './service.js';
import type { Service } from '../../model/v3.js';

/** The folder of API 3.0, below the specs directory. */
const folder = '3.0';
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
  const dialect = JSON.parse(texts.get(`${folder}/dialect.schema.json`) ?? '{}') as object;
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
    });
    // Generated files cite the specs by their place in the repository, wherever they were read from.
    const cited = [`${folder}/common.yaml`, ...paths].filter((path) => texts.has(path));
    return { ...service, specs: cited.map((path) => `specs/${path}`) };
  });
}
