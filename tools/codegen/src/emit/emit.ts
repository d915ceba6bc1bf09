import type { Model } from '../model/model.js';
import { emitCommands } from './cli/commands.js';
import { emitClient } from './client/client.js';
import { emitCommon } from './client/common.js';
import { emitEntry } from './client/entry.js';
import { emitErrors } from './client/errors.js';
import { emitOperations } from './client/operations.js';
import type { GeneratedFile } from './layout.js';
import { emitCodes } from './mock/codes.js';
import { emitMock } from './mock/mock.js';
import { emitServices, emitShapes } from './registry.js';
import { errorIndex, referenceIndex } from './reference/indexes.js';
import { operationPages } from './reference/operation-page.js';
import { emitTypes } from './types/types.js';

/** Everything that is generated from the specs, one file after the other: nobody has to hold thousands of pages at once. */
export async function* emit(model: Model): AsyncGenerator<GeneratedFile> {
  const { common, services } = model;
  yield await emitCommon(common);
  const specs = [common.spec, ...services.map(({ spec }) => spec)];
  yield emitServices(services, { path: 'packages/client/src/services/services.gen.ts', specs });
  yield emitShapes(services, { path: 'packages/mock/src/services/shapes.gen.ts', specs });
  yield emitCommands(model);
  yield emitCodes(common);
  yield referenceIndex(model);
  yield errorIndex(model);
  for (const service of services) {
    yield await emitTypes(service, common.schemas);
    yield emitErrors(service);
    yield emitOperations(service);
    yield emitClient(service);
    yield emitEntry(service);
    yield emitMock(service, common);
    yield* operationPages(service, common);
  }
}
