// For users: the stages of a call, each usable by itself. Pure: no network, no clock, no environment.
export { flatten, type FlatParameters } from './protocols/query/flatten.js';
export { unflatten, type Unflattened, type UnflattenedObject } from './protocols/query/unflatten.js';
export type { Parameters, ParameterValue } from './model/parameters/parameters.js';
export { canonicalString } from './protocols/query/canonical-string.js';
export { sign, type SignatureMethod, type SignOptions } from './protocols/query/signature.js';
export { parseEndpoint } from './protocols/v2/endpoint.js';
export type { SignedRequest } from './protocols/query/signed-query.js';
export type { RequestMethod } from './protocols/v2/request-options.js';
export { signedRequest, signedUrl, type SignedRequestOptions } from './protocols/v2/signed-request.js';
export type { Endpoint, SigningCredentials } from './model/protocol.js';
export { parseResponse, type ParseOptions, type ResponseV2 } from './protocols/v2/response.js';
// For libraries: signing without a promise where the platform can, as servers want it.
export { signature } from './protocols/query/signature.js';
// For libraries: what a request has beside the parameters of its Action.
export { publicParameters } from './model/parameters/parameter-name.js';
export type { ProtocolName } from './model/descriptor.js';
// For libraries: what a transport is given, and returns.
export {
  TransportFailure,
  type Transport,
  type TransportPhase,
  type TransportRequest,
  type TransportResponse,
} from './model/transport.js';
