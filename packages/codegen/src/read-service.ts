import { common, dialect } from './defaults.gen.js';
import { openApi } from './import/openapi.js';
import { readDescription } from './import/read-description.js';
import { errorNames } from './import/read-errors.js';
import { loadService } from './load/service.js';
import type { SpecText } from './load/service.js';
import type { Service } from './model/service.js';
import { didYouMean } from './spec/did-you-mean.js';

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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a value is, for messages. */
const kindOf = (value: unknown): string =>
  Array.isArray(value)
    ? 'a list'
    : value === null || value === undefined
      ? `${value}`
      : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;

const isFile = (value: unknown): boolean =>
  typeof value === 'string' ||
  (isObject(value) && typeof value['name'] === 'string' && typeof value['text'] === 'string');

const names = ['description', 'overlay', 'errors'];

/** @throws TypeError with the name of the argument, before anything is read of it. */
export function checkFiles(files: unknown, argument: string): void {
  if (!isObject(files))
    throw new TypeError(`${argument} must be an object with a description; received ${kindOf(files)}`);
  for (const name of Object.keys(files))
    if (!names.includes(name))
      throw new TypeError(
        `${argument}.${name} is not known: ${didYouMean(name, names, `there are ${names.join(', ')}`)}`,
      );
  for (const name of names)
    if (!isFile(files[name]) && (name === 'description' || files[name] !== undefined))
      throw new TypeError(
        `${argument}.${name} must be a text, or { name, text } with a text each; received ${kindOf(files[name])}`,
      );
}

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
