// For users: the stages of a call of API 3.0, each usable by itself. Pure: no network, no clock, no environment.
export {
  authorization,
  canonicalRequest,
  dateOf,
  signedHeaders,
  stringToSign,
  type AuthorizationOptions,
  type CanonicalRequestOptions,
  type HeaderValues,
  type StringToSignOptions,
} from '../protocols/v3/signature.js';
export {
  signedRequest,
  type Language,
  type V3RequestMethod,
  type V3SignatureMethod,
  type V3SignedRequest,
  type V3SignedRequestOptions,
} from '../protocols/v3/request.js';
export { parseResponse, type V3ParseOptions } from '../protocols/v3/response.js';
export type { Endpoint, Outcome, SigningCredentials } from '../model/protocol.js';
