// For users: the stages of a call, each usable by itself. Pure: no network, no clock, no environment.
export { flatten, type FlatParameters } from './flatten.js';
export { unflatten, type Unflattened, type UnflattenedObject } from './unflatten.js';
export type { Parameters, ParameterValue } from './leaves.js';
export { canonicalString } from './canonical-string.js';
export { sign, type SignatureMethod, type SignOptions } from './signature.js';
export {
  parseEndpoint,
  signedRequest,
  signedUrl,
  type Endpoint,
  type RequestMethod,
  type SignedRequest,
  type SignedRequestOptions,
  type SigningCredentials,
} from './request.js';
export { parseResponse, type Outcome, type ParseOptions } from './response.js';
// For libraries: signing without a promise where the platform can, as whoever serves requests wants it.
export { signature } from './signature.js';
// For libraries: the seam between the client and whatever carries its requests.
export {
  TransportFailure,
  type Transport,
  type TransportPhase,
  type TransportRequest,
  type TransportResponse,
} from './transport.js';
