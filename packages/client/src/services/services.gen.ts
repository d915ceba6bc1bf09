// Generated from specs/2.0/common.yaml and specs/2.0/cvm.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { RegisteredService } from '../model/descriptor.js';
import { cvmOperations } from './cvm/2.0/client.gen.js';
import { cvm as cvmService } from './cvm/2.0/operations.gen.js';

/** Every service that the specs describe, with its operations by method name. */
export const services: readonly RegisteredService[] = [
  { service: cvmService, operations: cvmOperations },
];
