import type { Service } from '../../model/service.js';
import type { GeneratedFile } from '../text/layout.js';
import { emitClient } from './client.js';
import { emitErrors } from './errors.js';
import { emitOperations } from './operations.js';
import type { EmitTarget } from './target.js';
import { emitTypes } from './types.js';

/** The code of one service: types, error codes, descriptors, and a client with every operation. */
export function* emitService(service: Service, target: EmitTarget): Generator<GeneratedFile> {
  yield emitTypes(service, target);
  yield emitErrors(service, target);
  yield emitOperations(service, target);
  yield emitClient(service, target);
}
