// For users: clients of API 3.0.
export { callAction, createClient, type ClientConfig } from './client.js';
export type { ActionOptions, ActionRequest } from '../core/call-action.js';
export type { Client, Operations } from '../core/client.js';
// For users: createCvm, each operation's descriptor, and the types of what it takes and gives.
export * from './cvm.gen.js';
export { v3, type CarrierOptions } from '../succession/carrier.js';
export type { Carrier } from '../core/carrier.js';
export type { Language, V3RequestMethod, V3SignatureMethod } from '../protocols/v3/request.js';
