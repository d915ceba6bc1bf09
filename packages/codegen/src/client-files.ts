import { emitService } from './emit/client/emit.js';
import { entryBlocks } from './emit/client/parts.js';
import { codeFile } from './emit/text/layout.js';
import type { GeneratedFile } from './emit/text/layout.js';
import { byCodeUnits } from './model/names.js';
import type { Service } from './model/service.js';

/** The client of a service in a project that depends on `@qcvm/client` only. */
export function clientFiles(service: Service, header: readonly string[]): GeneratedFile[] {
  const { code, title, version } = service;
  const target = {
    folder: '.',
    header,
    model: '@qcvm/client/descriptors',
    common: '@qcvm/client/v3',
    isSource: true as const,
  };
  const entry = entryBlocks({
    names: code,
    shown: `${title} (${version})`,
    create: { name: 'createServiceClient', module: '@qcvm/client/v3' },
    folder: '.',
    exported: `{ ${code.operations}, type ${code.client} }`,
  });
  return [...emitService(service, target), codeFile('index.ts', header, entry)].sort((left, right) =>
    byCodeUnits(left.path, right.path),
  );
}
