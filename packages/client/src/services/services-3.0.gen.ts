// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { RegisteredService } from '../model/descriptor.js';
import { cvmOperations } from './cvm/2017-03-12/client.gen.js';
import { cvm as cvmService } from './cvm/2017-03-12/operations.gen.js';

export { cvmOperations };

/** Every service that the specs describe, with its operations by method name. */
export const services: readonly RegisteredService[] = [
  { service: cvmService, operations: cvmOperations },
];
