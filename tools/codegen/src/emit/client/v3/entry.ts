import { entryBlocks } from '@qcvm/codegen/toolkit';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import { codeFile } from '../../text/files.js';

/** `v3/<service>.gen.ts`: the entry point of a service of API 3.0, with its client, its operations and their types. */
export function emitEntry({ name, title, version, specs, code }: Service): GeneratedFile {
  return codeFile(
    `packages/client/src/v3/${name}.gen.ts`,
    specs,
    entryBlocks({
      names: code,
      shown: `${title} (${version})`,
      create: { name: 'createClient', module: './client.js' },
      folder: `../services/${name}/${version}`,
      exported: `{ ${code.operations}, type ${code.client} }`,
    }),
  );
}
