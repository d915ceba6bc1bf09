import { common, dialect } from './defaults.gen.js';
import { openApi } from './import/openapi.js';
import { readDescription } from './import/read-description.js';
import { errorNames } from './import/read-errors.js';
import { loadService } from './load/service.js';
import type { SpecText } from './load/service.js';
import type { Service } from './model/service.js';

/** What is known of one version of a service. */
export interface ServiceFiles {
  /** The vendor's description of it: an `api.json`, or its text. */
  readonly description: SpecText | string;
  /**
   * What the description does not say: an OpenAPI Overlay 1.0, or its text. It says how often a call may be sent, how lists are
   * paged, which values there are, and what things mean.
   */
  readonly overlay?: SpecText | string | undefined;
  /** Error codes by Action, `{ "perAction": { "CreateDisks": ["InvalidParameter"] } }`, or their text. */
  readonly errors?: SpecText | string | undefined;
}

const named = (file: SpecText | string, name: string): SpecText =>
  typeof file === 'string' ? { name, text: file } : file;

/** What all services share. */
export const commonText: SpecText = { name: 'common.yaml', text: JSON.stringify(common) };

/**
 * Reads and checks what is known of a service.
 *
 * @throws SpecError with everything that is wrong, each with its file, line and remedy.
 */
export function readService(files: ServiceFiles): Service {
  const source = named(files.description, 'api.json');
  const description = readDescription(source);
  const overlay = files.overlay === undefined ? undefined : named(files.overlay, 'overlay.yaml');
  const errors = files.errors === undefined ? undefined : named(files.errors, 'errors.json');
  return loadService({
    openapi: { name: source.name, text: JSON.stringify(openApi(description)) },
    ...(overlay && { overlay }),
    ...(errors && { errors: { ...errors, text: JSON.stringify(errorNames(errors, description)) } }),
    common: commonText,
    dialect,
  });
}
