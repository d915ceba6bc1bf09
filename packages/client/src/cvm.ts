import { createClient, type ClientConfig } from './client.js';
import { cvmOperations, type Cvm } from './services/cvm/2.0/client.gen.js';

/**
 * A client with every operation of the CVM API as a method.
 *
 * @throws ValidationError with everything that is wrong with the configuration.
 */
export const createCvm = (config: ClientConfig): Cvm => createClient(cvmOperations, config);
