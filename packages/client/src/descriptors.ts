// For libraries: everything that generated code says about the API, as data, and the contract that it follows.
export * from './services/cvm/2.0/operations.gen.js';
export { commonErrors, regions } from './services/2.0.gen.js';
export * from './services/services.gen.js';
export type * from './model/descriptor.js';
