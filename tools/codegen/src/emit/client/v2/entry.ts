import type { Service } from '../../../model/v2.js';
import { mainService } from '../../../model/names.js';
import { codeFile } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import { entryBlocks } from '../parts.js';
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
      service: name,
      shown: `the ${serviceShownName(service)} API`,
      factory: factoryName(service),
      folder,
      exported: name === mainService ? `type { ${type} }` : `{ ${name}Operations, type ${type} }`,
      exports: `\nexport type { Known${type}ErrorCode, ${type}ErrorCode } from '${folder}/errors.gen.js';`,
    }),
  );
}
