// For users: clients.
export { callAction, createClient, type ClientConfig } from './client.js';
// For users: createCvm, each operation's descriptor, and the types of what it takes and gives.
export * from './cvm.gen.js';
export { commonErrorCode, type CommonErrorCode, type KnownCommonErrorCode } from './services/2.0.gen.js';
// For users: jobs, lists, waits, credentials, errors, and what may be tuned, as in API 3.0.
export * from './common.js';
