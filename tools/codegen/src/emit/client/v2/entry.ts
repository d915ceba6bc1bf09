import type { Service } from '../../../model/v2.js';
import { mainService } from '../../../model/names.js';
import { codeFile } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import { factoryName, serviceFolder, serviceShownName, serviceTypeName } from '../../text/naming.js';

/** `<service>.gen.ts`: the entry point of a service, with its client, its operations and their types. */
export function emitEntry(service: Service): GeneratedFile {
  const { name } = service;
  const folder = `./${serviceFolder(service)}`;
  const type = serviceTypeName(service);
  const shown = serviceShownName(service);
  return codeFile(
    `packages/client/src/${name}.gen.ts`,
    [service.spec],
    [
      `import { createClient, type ClientConfig } from './client.js';
import { ${name}Operations, type ${type} } from '${folder}/client.gen.js';`,
      `/**
 * A client with every operation of the ${shown} API as a method.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const ${factoryName(service)} = (config: ClientConfig): ${type} => createClient(${name}Operations, config);`,
      `export ${name === mainService ? `type { ${type} }` : `{ ${name}Operations, type ${type} }`};
export * from '${folder}/operations.gen.js';
export type * from '${folder}/types.gen.js';
export type { Known${type}ErrorCode, ${type}ErrorCode } from '${folder}/errors.gen.js';`,
    ],
  );
}
