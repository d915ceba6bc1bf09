import { codeFile } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import type { Service } from '../../../model/v3.js';

/** `v3/<service>.gen.ts`: the entry point of a service of API 3.0, with its client, its operations and their types. */
export function emitEntry(service: Service): GeneratedFile {
  const { name, title, version, specs } = service;
  const folder = `../services/${name}/${version}`;
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  return codeFile(`packages/client/src/v3/${name}.gen.ts`, specs, [
    `import { createClient, type ClientConfig } from './client.js';
import { ${name}Operations, type ${type} } from '${folder}/client.gen.js';`,
    `/**
 * A client with every operation of ${title} (${version}) as a method.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const create${type} = (config: ClientConfig): ${type} => createClient(${name}Operations, config);`,
    `export { ${name}Operations, type ${type} };
export * from '${folder}/operations.gen.js';
export type * from '${folder}/types.gen.js';`,
  ]);
}
