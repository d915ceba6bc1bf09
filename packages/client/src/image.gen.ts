// Generated from specs/2.0/common.yaml and specs/2.0/image.yaml. Do not edit.
// To change it, edit the spec and run: npm run generate

import { createClient, type ClientConfig } from './client.js';
import { imageOperations, type Image } from './services/image/2.0/client.gen.js';

/**
 * A client with every operation of Images of cloud virtual machines (2.0) as a method.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const createImageClient = (config: ClientConfig): Image => createClient(imageOperations, config);

export { imageOperations, type Image };
export * from './services/image/2.0/operations.gen.js';
export type * from './services/image/2.0/types.gen.js';
export type { KnownImageErrorCode, ImageErrorCode } from './services/image/2.0/errors.gen.js';
