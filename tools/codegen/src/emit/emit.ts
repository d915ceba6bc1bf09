import type { Model } from '../model/model.js';
import { byCodeUnits } from '../model/names.js';
import { emitCommands } from './cli/commands.js';
import { emitClient } from './client/client.js';
import { emitCommon } from './client/common.js';
import { emitErrors } from './client/errors.js';
import { emitOperations } from './client/operations.js';
import type { GeneratedFile } from './layout.js';
import { emitMock } from './mock/mock.js';
import { errorIndex, referenceIndex } from './reference/indexes.js';
import { operationPages } from './reference/operation-page.js';
import { emitTypes } from './types/types.js';

/** Everything that is generated from the specs, sorted by path. */
export async function emit(model: Model): Promise<GeneratedFile[]> {
  const { common, services } = model;
  const files = [await emitCommon(common), emitCommands(model), referenceIndex(model), errorIndex(model)];
  for (const service of services) {
    files.push(await emitTypes(service, common.schemas));
    files.push(emitErrors(service), emitOperations(service), emitClient(service), emitMock(service, common));
    files.push(...operationPages(service, common));
  }
  return files.sort((left, right) => byCodeUnits(left.path, right.path));
}
