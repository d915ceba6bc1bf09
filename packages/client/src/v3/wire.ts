// For users: the stages of a call of API 3.0, each usable by itself. Pure: no network, no clock, no environment.
export { authorization, type AuthorizationOptions } from '../protocols/v3/authorization.js';
export {
  canonicalRequest,
  dateOf,
  signedHeaders,
  stringToSign,
  type CanonicalRequestOptions,
  type HeaderValues,
  type StringToSignOptions,
} from '../protocols/v3/signature.js';
// For libraries: signing without a promise where the platform can, as servers want it.
export { signature, type SigningOptions } from '../protocols/v3/signature.js';
export { signedRequest } from '../protocols/v3/signed-request.js';
export type {
  Language,
  V3RequestMethod,
  V3SignatureMethod,
  V3SignedRequest,
  V3SignedRequestOptions,
} from '../protocols/v3/request.js';
export { parseResponse, type V3ParseOptions } from '../protocols/v3/response.js';
export type { Endpoint, Outcome, SigningCredentials } from '../model/protocol.js';
