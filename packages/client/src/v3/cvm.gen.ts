// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import { createClient, type ClientConfig } from './client.js';
import { cvmOperations, type Cvm } from '../services/cvm/2017-03-12/client.gen.js';

/**
 * A client with every operation of Cloud Virtual Machine (2017-03-12) as a method.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const createCvm = (config: ClientConfig): Cvm => createClient(cvmOperations, config);

export { cvmOperations, type Cvm };
export * from '../services/cvm/2017-03-12/operations.gen.js';
export type * from '../services/cvm/2017-03-12/types.gen.js';
