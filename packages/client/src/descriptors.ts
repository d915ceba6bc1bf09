// For libraries: everything that generated code says about the API, as data, and the contract that it follows.
export * from './services/cvm/operations.gen.js';
export { cvmOperations } from './services/cvm/client.gen.js';
export { commonErrors } from './services/common.gen.js';
export type * from './model/descriptor.js';
