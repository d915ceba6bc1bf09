// Generated from specs/2.0/common.yaml and specs/2.0/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import { createClient, type ClientConfig } from './client.js';
import { cvmOperations, type Cvm } from './services/cvm/2.0/client.gen.js';

/**
 * A client with every operation of Cloud Virtual Machine (2.0) as a method.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const createCvm = (config: ClientConfig): Cvm => createClient(cvmOperations, config);

export type { Cvm };
export * from './services/cvm/2.0/operations.gen.js';
export type * from './services/cvm/2.0/types.gen.js';
export type { KnownCvmErrorCode, CvmErrorCode } from './services/cvm/2.0/errors.gen.js';
