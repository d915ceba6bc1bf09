import type { Service } from '../../model/model.js';
import { camelCase, mainService } from '../../model/names.js';
import { codeFile, importNames } from '../layout.js';
import type { GeneratedFile } from '../layout.js';
import { factoryName, serviceFolder, serviceShownName, serviceTypeName } from '../naming.js';

/** What `operations.gen.ts` exports. A call for a client has its name before an operation that is called alike. */
function constants(service: Service, factory: string): string {
  const path = `./${serviceFolder(service)}/operations.gen.js`;
  if (!service.operations.some(({ method }) => method === factory)) return `export * from '${path}';`;
  const names = [
    service.name,
    ...service.operations.map(({ method }) => method),
    ...service.waiters.map(({ name }) => camelCase(name)),
    ...service.schemas.flatMap(({ name, schema }) => ('known' in schema ? [camelCase(name)] : [])),
  ];
  const others = names.filter((name) => name !== factory);
  return importNames(others, path, 'import').replace(/^import/, 'export');
}

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
${constants(service, factoryName(service))}
export type * from '${folder}/types.gen.js';
export type { Known${type}ErrorCode, ${type}ErrorCode } from '${folder}/errors.gen.js';`,
    ],
  );
}
