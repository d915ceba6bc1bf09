// For programs that serve API 2.0 themselves: the emulator's server, its certificates, and its checks of who asks.
export { serve, type HttpServer, type ServeOptions } from '../adapters/server/serve.node.js';
export type { RefusedRequest } from '../adapters/server/refusal.js';
export { isLoopback } from '../core/http/hosts.js';
export { defaultServerLimits, type ServerLimits } from '../emulator/listen.js';
export {
  createAuthority,
  issueCertificate,
  type CertificateAuthority,
  type CertificateOptions,
  type ServerCertificate,
} from '../adapters/server/tls/certificate.node.js';
export { serverNames, type ServerIdentity } from '../adapters/server/tls/tls.node.js';
export {
  createVerifier,
  type Verification,
  type VerifiedRequest,
  type Verifier,
  type VerifierKey,
  type VerifierOptions,
} from '../protocols/v2/verifier.js';
export type { NonceUse } from '../protocols/nonces.js';
export { words as newerWords } from '../protocols/v3/words.gen.js';
export { publicParameters } from '../protocols/public-parameters.js';
export {
  readInput,
  writeOutcome,
  writeShared,
  type InputReading,
  type SharedResult,
} from '../protocols/v2/server-side.js';
export type { Form } from '../protocols/query/form.js';
export type { CheckRefusal, Reading } from '../core/protocol.js';
export type { Failure, Outcome, ResourceResult } from '../core/service.js';
export type {
  CompleteAnswer,
  CutAnswer,
  DroppedAnswer,
  IncomingCall,
  OutgoingAnswer,
} from '../core/http/call.js';
