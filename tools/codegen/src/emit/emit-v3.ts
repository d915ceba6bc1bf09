import { emitService } from '@qcvm/codegen/toolkit';
import type { GeneratedFile, Service } from '@qcvm/codegen/toolkit';
import { emitCommon } from './client/v3/common.js';
import { emitEntry } from './client/v3/entry.js';
import { emitMockV3 } from './mock/v3/emit.js';
import { headerOf, uncheckedNote } from './text/files.js';
import { emitServices as emitRegistry } from './registry.js';
import { operationPagesV3 } from './reference/pages-v3.js';

const services = 'packages/client/src/services';

/** Everything that is generated from services of API 3.0 in this repository. */
export function* emitServices(all: readonly Service[]): Generator<GeneratedFile> {
  const [first] = all;
  if (first === undefined) return;
  yield emitCommon(first, { path: `${services}/3.0.gen.ts`, model: '../model/descriptor.js' });
  const specs = all.flatMap((service) => service.specs);
  const registered = all.map((service) => ({ ...service, constant: service.code.service }));
  yield emitRegistry(registered, { path: `${services}/services-3.0.gen.ts`, specs });
  yield* emitMockV3(all);
  for (const service of all) {
    yield* emitService(service, {
      header: headerOf(service.specs),
      note: uncheckedNote,
      folder: `${services}/${service.name}/${service.version}`,
      model: '../../../model/descriptor.js',
      common: '../../3.0.gen.js',
    });
    yield emitEntry(service);
    yield* operationPagesV3(service);
  }
}
