// For libraries: everything that generated code says about the API, as data, and the contract that it follows.
export * from './generated/cvm/operations.gen.js';
export { cvmOperations } from './generated/cvm/client.gen.js';
export { commonErrors } from './generated/common.gen.js';
export type * from './descriptor.js';
