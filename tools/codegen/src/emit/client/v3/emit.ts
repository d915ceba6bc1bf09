import type { GeneratedFile } from '../../text/layout.js';
import { emitServices as emitRegistry } from '../../registry.js';
import type { Service } from '../../../model/v3.js';
import { emitClient } from './client.js';
import { emitEntry } from './entry.js';
import { emitCommon } from './common.js';
import { emitErrors } from './errors.js';
import { emitMockServices, emitRegions } from './mock/registry.js';
import { constantOf, emitOperations } from './operations.js';
import type { EmitTarget } from './target.js';
import { emitTypes } from './types.js';

const services = 'packages/client/src/services';

/** Everything that is generated from services of API 3.0 in this repository. */
export function* emitServices(all: readonly Service[]): Generator<GeneratedFile> {
  const [first] = all;
  if (first === undefined) return;
  yield emitCommon(first, { path: `${services}/3.0.gen.ts`, model: '../model/descriptor.js' });
  const specs = all.flatMap((service) => service.specs);
  const registered = all.map((service) => ({ ...service, constant: constantOf(service) }));
  yield emitRegistry(registered, { path: `${services}/services-3.0.gen.ts`, specs });
  yield emitRegions(first);
  yield emitMockServices(all);
  for (const service of all) {
    yield* emitService(service, {
      folder: `${services}/${service.name}/${service.version}`,
      model: '../../../model/descriptor.js',
      common: '../../3.0.gen.js',
    });
    yield emitEntry(service);
  }
}

/** The code of one service: types, error codes, descriptors, and a client with every operation. */
export function* emitService(service: Service, target: EmitTarget): Generator<GeneratedFile> {
  yield emitTypes(service, target);
  yield emitErrors(service, target);
  yield emitOperations(service, target);
  yield emitClient(service, target);
}
