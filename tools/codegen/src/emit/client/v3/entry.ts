import type { Service } from '../../../model/v3.js';
import { codeFile } from '../../text/layout.js';
import type { GeneratedFile } from '../../text/layout.js';
import { entryBlocks, typeNameOf } from '../parts.js';

/** `v3/<service>.gen.ts`: the entry point of a service of API 3.0, with its client, its operations and their types. */
export function emitEntry({ name, title, version, specs }: Service): GeneratedFile {
  const type = typeNameOf(name);
  return codeFile(
    `packages/client/src/v3/${name}.gen.ts`,
    specs,
    entryBlocks({
      service: name,
      shown: `${title} (${version})`,
      factory: `create${type}`,
      folder: `../services/${name}/${version}`,
      exported: `{ ${name}Operations, type ${type} }`,
    }),
  );
}
