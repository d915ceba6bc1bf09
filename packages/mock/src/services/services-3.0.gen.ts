// Generated from specs/3.0/common.yaml, specs/3.0/cvm-2017-03-12.errors.json, specs/3.0/cvm-2017-03-12.openapi.json and specs/3.0/cvm-2017-03-12.overlay.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import { cvm, cvmOperations } from '@qcvm/client/v3';
import type { RegisteredService } from '@qcvm/client/descriptors';

/** Every service of API 3.0 that the specs describe, with its operations by method name. */
export const services: readonly RegisteredService[] = [
  { service: cvm, operations: cvmOperations },
];
