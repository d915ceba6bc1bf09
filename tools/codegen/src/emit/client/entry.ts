import { entryBlocks, mainService, shownName } from '@qcvm/codegen/toolkit';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import { codeFile } from '../text/files.js';
import { serviceFolder } from '../text/naming.js';

/** `<service>.gen.ts`, or `v3/<service>.gen.ts`: the entry point of a service, with its client, its operations and their types. */
export function emitEntry(service: Service): GeneratedFile {
  const { name, protocol, code, specs } = service;
  const { client, operations } = code;
  const isOld = protocol === 'v2';
  const folder = `${isOld ? '.' : '..'}/${serviceFolder(service)}`;
  const exported = isOld && name === mainService ? `type { ${client} }` : `{ ${operations}, type ${client} }`;
  const codes = `\nexport type { Known${client}ErrorCode, ${client}ErrorCode } from '${folder}/errors.gen.js';`;
  return codeFile(
    `packages/client/src/${isOld ? '' : 'v3/'}${name}.gen.ts`,
    specs,
    entryBlocks({
      names: code,
      shown: shownName(service),
      create: { name: 'createClient', module: './client.js' },
      folder,
      exported,
      exports: isOld ? codes : '',
    }),
  );
}
