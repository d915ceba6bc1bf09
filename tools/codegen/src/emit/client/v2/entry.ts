import type { Service } from '../../../model/v2.js';
import { entryBlocks, mainService } from '@qcvm/codegen/toolkit';
import { codeFile } from '../../text/files.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { factoryName, serviceFolder, serviceShownName, serviceTypeName } from '../../text/naming.js';

/** `<service>.gen.ts`: the entry point of a service, with its client, its operations and their types. */
export function emitEntry(service: Service): GeneratedFile {
  const { name } = service;
  const folder = `./${serviceFolder(service)}`;
  const type = serviceTypeName(service);
  return codeFile(
    `packages/client/src/${name}.gen.ts`,
    [service.spec],
    entryBlocks({
      names: { client: type, operations: `${name}Operations`, factory: factoryName(service) },
      shown: `the ${serviceShownName(service)} API`,
      create: { name: 'createClient', module: './client.js' },
      folder,
      exported: name === mainService ? `type { ${type} }` : `{ ${name}Operations, type ${type} }`,
      exports: `\nexport type { Known${type}ErrorCode, ${type}ErrorCode } from '${folder}/errors.gen.js';`,
    }),
  );
}
