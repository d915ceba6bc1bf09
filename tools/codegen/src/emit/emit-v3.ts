import type { Service } from '../model/v3.js';
import { emitCommon } from './client/v3/common.js';
import { emitService } from './client/v3/emit.js';
import { emitEntry } from './client/v3/entry.js';
import { constantOf } from './client/v3/operations.js';
import { emitMockV3 } from './mock/v3/emit.js';
import { emitServices as emitRegistry } from './registry.js';
import type { GeneratedFile } from './text/layout.js';

const services = 'packages/client/src/services';

/** Everything that is generated from services of API 3.0 in this repository. */
export function* emitServices(all: readonly Service[]): Generator<GeneratedFile> {
  const [first] = all;
  if (first === undefined) return;
  yield emitCommon(first, { path: `${services}/3.0.gen.ts`, model: '../model/descriptor.js' });
  const specs = all.flatMap((service) => service.specs);
  const registered = all.map((service) => ({ ...service, constant: constantOf(service) }));
  yield emitRegistry(registered, { path: `${services}/services-3.0.gen.ts`, specs });
  yield* emitMockV3(all);
  for (const service of all) {
    yield* emitService(service, {
      folder: `${services}/${service.name}/${service.version}`,
      model: '../../../model/descriptor.js',
      common: '../../3.0.gen.js',
    });
    yield emitEntry(service);
  }
}
