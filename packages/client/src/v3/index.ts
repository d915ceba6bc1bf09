// For users: clients of API 3.0.
export { callAction, createClient, createServiceClient, type ClientConfig } from './client.js';
// For users: createCvm, each operation's descriptor, and the types of what it takes and gives.
export * from './cvm.gen.js';
// For code that @qcvm/codegen generates: what the error codes mean that all services share, and operations with nothing but parameters.
export { commonErrors } from '../services/3.0.gen.js';
export { plainOperation } from '../model/plain-operation.js';
export { v3, type CarrierOptions } from '../succession/carrier.js';
// For programs that move from API 2.0: what replaces an Action.
export { successorOf, type Equivalent, type Successor } from '../succession/successor.js';
export type { Language, V3RequestMethod, V3SignatureMethod } from '../protocols/v3/request.js';
// For users: jobs, lists, waits, credentials, errors, and what may be tuned, as in API 2.0.
export * from '../common.js';
