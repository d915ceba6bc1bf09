import type { Model } from '../model/v2.js';
import { emitCommands } from './cli/commands.js';
import { emitClient } from './client/v2/client.js';
import { emitCommon } from './client/v2/common.js';
import { emitEntry } from './client/v2/entry.js';
import { emitErrors } from './client/v2/errors.js';
import { emitOperations } from './client/v2/operations.js';
import type { GeneratedFile } from '@qcvm/codegen/toolkit';
import { emitCodes } from './mock/v2/codes.js';
import { emitMock } from './mock/v2/mock.js';
import { emitServices, emitShapes } from './registry.js';
import { errorIndex } from './reference/indexes.js';
import { operationPages } from './reference/operation-page.js';
import { emitTypes } from './client/v2/types.js';

/** Everything that is generated from the specs, one file after the other: thousands of pages need not be held at once. */
export async function* emit(model: Model): AsyncGenerator<GeneratedFile> {
  const { common, services } = model;
  yield emitCommon(common);
  const specs = [common.spec, ...services.map(({ spec }) => spec)];
  yield emitServices(services, { path: 'packages/client/src/services/services.gen.ts', specs });
  yield emitShapes(services, { path: 'packages/mock/src/services/shapes.gen.ts', specs });
  yield emitCommands(model);
  yield emitCodes(common);
  yield errorIndex(model);
  for (const service of services) {
    yield emitTypes(service, common.schemas);
    yield emitErrors(service);
    yield emitOperations(service);
    yield emitClient(service);
    yield emitEntry(service);
    yield emitMock(service, common);
    yield* operationPages(service, common);
  }
}
