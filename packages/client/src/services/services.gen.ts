// Generated from specs/2.0/common.yaml, specs/2.0/cvm.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import type { RegisteredService } from '../model/descriptor.js';
import { cvmOperations } from './cvm/2.0/client.gen.js';
import { cvm as cvmService } from './cvm/2.0/operations.gen.js';
import { imageOperations } from './image/2.0/client.gen.js';
import { image as imageService } from './image/2.0/operations.gen.js';

export { cvmOperations, imageOperations };

/** Every service that the specs describe, with its operations by method name. */
export const services: readonly RegisteredService[] = [
  { service: cvmService, operations: cvmOperations },
  { service: imageService, operations: imageOperations },
];
